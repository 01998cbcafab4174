"""Production: only what differs from pelicanconf.py.

`pelican content -s publishconf.py` takes the address of the site from the environment variable SITEURL;
whoever always publishes to the same address writes it here in place of the empty text. What
`-e SITEURL='"https://..."'` says on Pelican's command line wins over both, so derive nothing from SITEURL here.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pelicanconf
from pelicanconf import *

# With scheme and without a slash at the end, in a sub-folder too: https://user.github.io/repo
SITEURL = os.environ.get("SITEURL", "").rstrip("/")
RELATIVE_URLS = False
DATELINE = {
    **pelicanconf.DATELINE,
    "drafts": False,
    # What is published is signed with the secret key in this file, which lies outside of every repository (`dateline key`), and numbered.
    "key": os.environ.get("DATELINE_KEY", ""),
    "serial": os.environ.get("DATELINE_SERIAL", ""),
    # The event as single files, on /downloads/; they name the commit where GitHub's workflow says which it is.
    "editions": ("words", "small", "all", "languages", "epub", "text", "zip"),
    "commit": os.environ.get("GITHUB_SHA", ""),
}
