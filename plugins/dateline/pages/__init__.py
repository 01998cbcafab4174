"""Pages as values: template, address, and everything that the template may read."""
