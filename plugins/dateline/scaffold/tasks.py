"""The commands of `dateline` as tasks: `invoke --list`."""

import sys
from pathlib import Path

from invoke.collection import Collection

try:
    from dateline.authoring.cli import COMMANDS
    from dateline.authoring.faces import tasks
except ModuleNotFoundError as error:
    if error.name != "dateline":
        raise  # not missing but broken
    print("dateline is not installed: run `pip install -r requirements.txt` in this environment", file=sys.stderr)
    sys.exit(2)

namespace = Collection(*tasks(COMMANDS, Path(__file__).resolve().parent))
