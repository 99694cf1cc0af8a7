"""The codes and what they mean, as a page: docs/codes.md.

python tests/codes_page.py        # writes the page anew
"""

from credseal.cli import explanations
from support import ROOT

DOCUMENT = ROOT / "docs" / "codes.md"
_HEAD = """\
# Codes: what they mean, and what to do

Every error, every check of a report and every note has a code that never changes once it is released: programs go by it, and people
can look it up here or with `credseal explain CODE`. The part before the dot is the family.

How a code is met:

| as | means |
|---|---|
| error | what was asked for was not done; where a credential is verified, it is the reason why a check failed or stayed undecided |
| passed, failed, inconclusive, not requested, not applicable | how a check ended |
| note | worth knowing; it decides nothing by itself |

This page is generated from the catalogue that the command reads: `python tests/codes_page.py` writes it anew.
"""


def page():
    """The whole page."""
    families = explanations.families()
    overview = [
        "| family | |",
        "|---|---|",
        *(f"| [{each.name}](#{each.name}) | {each.summary} |" for each in families),
    ]
    sections = [line for each in families for line in _section(each)]
    return "\n".join([_HEAD, *overview, *sections, ""])


def _section(family):
    rows = [f"| `{each.code}` | {each.kind} | {each.means} | {each.do} |" for each in family.explanations]
    head = [
        "",
        f"## {family.name}",
        "",
        family.about,
        "",
        "| code | as | what it means | what to do |",
        "|---|---|---|---|",
    ]
    return [*head, *rows]


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
