"""What pages say of themselves to programs: one graph a page, in the words of schema.org, written down as JSON-LD.

A module for each kind of thing; each makes frozen nodes (node.py) of the model. Whole addresses only, so there are graphs where SITEURL is set.
"""
