"""`python -m dateline` is the same as `dateline`."""

import sys

if __name__ == "__main__":  # whoever imports every module of the package means nothing by it
    from dateline.authoring.cli import main

    sys.exit(main())
