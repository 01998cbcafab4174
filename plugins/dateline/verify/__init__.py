"""Whether a copy of a site is true: its files against its SHA256SUMS, and that against a key. Nothing of it is trusted before it was looked at."""
