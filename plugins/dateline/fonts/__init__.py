"""The site's own type: which letters it needs, cut out of the theme's fonts, as rules for the pages' style."""
