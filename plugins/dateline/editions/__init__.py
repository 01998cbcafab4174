"""Editions: the whole event as one file, to be passed on by hand.

From the model to a book (`book`), a value that holds all that is shown of it in one language; the theme's `edition.html` fills it into HTML with the pages' own
components; `markup` settles where its links lead; `page` makes a file of it, `epub` a book for reading programs, `message` a few lines to send.
`files` is what a build asks: all of it by name.
"""
