"""The event as frozen, typed values in which every reference is resolved."""
