"""``credseal contexts lint``: what verifiers would stumble over in a context of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.problems import about
from credseal.encoding import strict_json
from credseal.files import read
from credseal.jsonld.lint import lint

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.findings.v1"


def run(args: Namespace) -> int:
    """Lints one context; the exit code is 1 where something is wrong with it."""
    with about(args.file):
        context = strict_json.loads(read(Path(args.file), limit=strict_json.DEFAULT.bytes))
        findings = lint(context)
    wrong = any(finding.severity == "error" for finding in findings)
    if args.json:
        plain = [{name: value for name, value in vars(one).items() if value is not None} for one in findings]
        console.show_json({"schema": SCHEMA, "findings": plain})
        return int(wrong)
    for finding in findings:
        where = f" (at {finding.pointer})" if finding.pointer else ""
        hint = f" {finding.hint}" if finding.hint else ""
        console.beside(f"{finding.severity:9}", f"{finding.message}{where}{hint}")
    if not findings:
        console.say("Nothing to complain about.")
    return int(wrong)
