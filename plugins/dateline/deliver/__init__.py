"""The finished tree: written beside the output, then put in its place."""
