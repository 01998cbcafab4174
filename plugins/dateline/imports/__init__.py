"""Other people's timelines, read: one module a format. Each returns what it found and tells what it could not carry."""
