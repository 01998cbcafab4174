"""Share cards: the picture that messengers and networks show of a page, drawn in the site's own type. Planned, drawn once, kept in the cache."""
