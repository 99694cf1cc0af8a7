"""What the command understands: verbs, options, and the help that goes with them. Loads nothing that does the work.

parser().parse_args(["verify", "ada.json"]).module        # 'credseal.cli.verify'
"""

from __future__ import annotations

import argparse

from credseal.cli.grammar import asking, helping, issuing, trusting
from credseal.cli.grammar.parts import Parser, Version, written


def parser() -> argparse.ArgumentParser:
    """The whole grammar. A verb leaves its module's name in ``module``."""
    top = Parser(
        prog="credseal",
        description="Issue, seal and verify European micro-credentials.",
        epilog=written(
            "credseal key new --out seal.pem",
            "credseal issue --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
            "      --key file:seal.pem --out ada.json",
            "credseal verify ada.json --register universities.json",
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action=Version, help="print the version")
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=Parser)
    issuing.add(verbs)
    asking.add(verbs)
    trusting.add(verbs)
    helping.add(verbs)
    return top
