"""`python -m dateline` is the same as `dateline`."""

import sys

from dateline.authoring.cli import main

sys.exit(main())
