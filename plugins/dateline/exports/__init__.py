"""What the site gives to machines: one module a format."""
