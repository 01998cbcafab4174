"""Pictures become renditions: planned without decoding, made once, kept in the cache."""
