"""Settings while writing: links are relative, so that the output also works from a disk. publishconf.py is for production."""

import sys
from pathlib import Path

# Pelican imports plugins later than it needs PELICAN_CLASS.
sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

from dateline.run import Dateline

PELICAN_CLASS = Dateline
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["dateline"]

SITENAME = "Bloody January"
SITEURL = ""
RELATIVE_URLS = True
DEFAULT_LANG = "en"
TIMEZONE = "UTC"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"

# Dateline writes the pages; without these lines Pelican warns of feeds that it never makes.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

DATELINE = {
    "drafts": True,  # below /drafts/, linked from nowhere; publishconf.py leaves them out
}
