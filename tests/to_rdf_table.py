"""What becomes of each test of the JSON-LD "toRdf" suite, as a table in docs/conformance.md.

    python tests/to_rdf_table.py        writes the table anew

JSON-LD allows many spellings, credseal takes one: so each test ends as *equal* (the suite's dataset) or as refused by a named
rule. A test's own contexts count as vouched for.
"""

import json
import warnings
from collections import Counter
from functools import cache

from credseal.errors import CredsealError, JsonLdError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import Contexts, digest
from nquads import canonical_by_pyoxigraph
from support import CORPUS, ROOT, load_json

SUITE = CORPUS / "w3c" / "json-ld-api"
DOCUMENT = ROOT / "docs" / "conformance.md"
BEGIN, END = "<!-- begin: json-ld-to-rdf -->\n", "<!-- end: json-ld-to-rdf -->\n"
EQUAL, DIFFERENT, ACCEPTED = "equal", "different", "accepted"


def entries():
    """The tests; those for processors of JSON-LD 1.0 alone are not for us."""
    return [entry for entry in load_json(SUITE / "toRdf-manifest.jsonld")["sequence"] if not _is_for_json_ld_1_0(entry)]


def _is_for_json_ld_1_0(entry):
    return entry.get("option", {}).get("processingMode") == "json-ld-1.0"


def kind(entry):
    return entry["@type"][0].removeprefix("jld:").removesuffix("Test")


@cache
def remote_contexts():
    """Every file of the suite that is a context, by the URL at which the suite says it is."""
    base = load_json(SUITE / "toRdf-manifest.jsonld")["baseIri"]
    found = {}
    for path in (SUITE / "toRdf").glob("*.jsonld"):
        document = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(document, dict) and "@context" in document:
            found[f"{base}toRdf/{path.name}"] = document
    return found


def contexts_of(document):
    """What a verifier would be given to trust the contexts of this document."""
    context = document.get("@context", []) if isinstance(document, dict) else []
    inline = set()
    for entry in context if isinstance(context, list) else [context]:
        try:
            inline.add(digest(entry))
        except CredsealError:  # no JSON that RFC 8785 can write
            continue
    return Contexts(extra=remote_contexts(), inline=inline)


def outcome(entry):
    """``equal``, the code of the rule that refused the document, or what must not be: ``different``, ``accepted``."""
    document = load_json(SUITE / entry["input"])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # PyLD's, about terms like "@ignored"
            nquads = canonicalize(document, contexts=contexts_of(document)).nquads
    except JsonLdError as error:
        return error.code
    if kind(entry) != "PositiveEvaluation":
        return ACCEPTED
    return EQUAL if nquads == canonical_by_pyoxigraph((SUITE / entry["expect"]).read_bytes()) else DIFFERENT


def table():
    """The generated part of the document."""
    found = [(entry, outcome(entry)) for entry in entries()]
    counts = Counter((kind(entry).startswith("Negative"), result) for entry, result in found)
    results = sorted({result for _, result in found}, key=lambda result: (result != EQUAL, result))
    rows = [f"| {result} | {counts[False, result] or ''} | {counts[True, result] or ''} |" for result in results]
    equal = [entry["@id"].removeprefix("#t") for entry, result in found if result == EQUAL]
    lines = [f"  {' '.join(equal[start : start + 16])}" for start in range(0, len(equal), 16)]
    totals = [sum(count for (negative, _), count in counts.items() if negative is which) for which in (False, True)]
    return "\n".join(
        [
            "| outcome, or the rule that refused | positive tests | negative tests |",
            "|---|---|---|",
            *rows,
            f"| all | {totals[0]} | {totals[1]} |",
            "",
            "Equal:",
            "",
            "```text",
            *lines,
            "```",
            "",
        ]
    )


def committed():
    """The generated part as it stands in the document."""
    return DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def main():
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(before + BEGIN + table() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
