"""Anchors that are not free: pages have them, or make them."""

from __future__ import annotations

import re

RESERVED_IDS = frozenset(
    "top feeds content sources corrections read-more story highlights figures calendar guides search-field search-note all-days voices articles timeline about "
    "before-after citing all-entries days entries claims reports activity navigation filters place places people organisations map map-outline know-more reader-responses editions check".split()
)
"""Anchors that the pages have themselves: no heading and no entry may take one."""
RESERVED_FORMS = re.compile(r"day-\d{4}-\d\d(?:-\d\d)?|correction-\d{4}-\d\d-\d\d(?:-\d+)?|update-\d{4}-\d\d-\d\d(?:-\d{4})?|(?:fn(?:ref\d*)?|response):.*")
"""Anchors of pages that are made from days, and of corrections, updates, responses and footnotes."""
