"""Production: only what differs from pelicanconf.py.

`pelican content -s publishconf.py` takes the address of the site from the environment variable SITEURL, or else the one written here.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pelicanconf
from pelicanconf import *

# With scheme and without a slash at the end, in a sub-folder too: https://user.github.io/repo
SITEURL = (os.environ.get("SITEURL") or "{{ new.siteurl }}").rstrip("/")
RELATIVE_URLS = False
DATELINE = {
    **pelicanconf.DATELINE,
    "drafts": False,
    # What is published is signed with the secret key in this file, which lies outside of every repository (`dateline key`), and numbered.
    "key": os.environ.get("DATELINE_KEY", ""),
    "serial": os.environ.get("DATELINE_SERIAL", ""),
    # The event as single files to be passed on by hand, offered on /downloads/. Name those that you want: "words", "small", "all" (.html without pictures, with small
    # ones, with large ones), "languages" (the words in all languages), "epub", "text" (lines for a message), "zip" (each .html packed, too).
    "editions": (),
    "commit": os.environ.get("GITHUB_SHA", ""),
}
