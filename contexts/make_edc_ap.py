# ruff: noqa: INP001  a script beside the data that it makes
"""Makes the two contexts of the European Learning Model in ``contexts`` anew. Not part of the library; it needs no package.

    python contexts/make_edc_ap.py FOLDER [OUT]

``FOLDER`` holds what PROVENANCE.md names: ``edc-ap-terms.csv`` (term, id, type, container), a row for each term of the application profile
for European Digital Credentials, with the IRI, the datatype and the container that it has there; a row without the last two is a
prefix, a class or plain. The same input makes the same bytes, in ``OUT`` or where they belong. Afterwards the digests that are printed
(of the file, of its RFC 8785 form) go into ``src/credseal/bundled.py``.

``edc-ap.json`` has these terms as they are. ``elm-bridge.json`` stands beside Verifiable Credentials 2.0; how it differs is said below. What
has been signed with it names it by its digest: it is not changed any more, a newer one would get a name of its own.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent

# What no credential of the data model 2.0 has: presentations, what makes a status or a proof pass the shapes of European Digital
# Credentials, a date that no class has and that is the ``created`` of proofs, prefixes of nothing; and the one term that the context of
# that data model has too, as another property.
NOT_IN_BRIDGE = frozenset(
    {
        "EuropeanDigitalPresentation", "VerificationCheck", "verificationCheck", "verificationStatus", "CredentialStatus",
        "Proof", "dateCreated", "rdf", "rdfs", "vc", "clv", "description",
    }
)  # fmt: skip
# Members of version 1.1 that version 2.0 took away, and a name for what ``description`` was.
ONLY_IN_BRIDGE: Mapping[str, Mapping[str, str]] = {
    "dcDescription": {"@id": "dc:description", "@container": "@language"},
    "holder": {"@id": "cred:holder", "@type": "@id"},
    "issued": {"@id": "cred:issued", "@type": "xsd:dateTime"},
    # The profile has "@id", with which no date can be written.
    "dateModified": {"@id": "dc:modified", "@type": "xsd:dateTime"},
}


def main(words: list[str]) -> None:
    """Reads the terms, writes the contexts, prints their digests."""
    source, out = Path(words[0]), Path(words[1]) if len(words) > 1 else OUT
    with (source / "edc-ap-terms.csv").open(encoding="utf-8", newline="") as file:
        terms = dict(_term(row) for row in csv.DictReader(file))
    kept = {term: definition for term, definition in terms.items() if term not in NOT_IN_BRIDGE}
    bridge = {"@protected": True, **kept, **ONLY_IN_BRIDGE}
    out.mkdir(parents=True, exist_ok=True)
    for name, context in (("edc-ap.json", terms), ("elm-bridge.json", bridge)):
        document = {"@context": context}
        data = (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
        (out / name).write_bytes(data)
        # Names in ASCII, text and truth values: of these, this is the form of RFC 8785.
        jcs = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        for digested in (data, jcs):
            sys.stdout.write(f'"{name}": "{hashlib.sha256(digested).hexdigest()}",\n')


def _term(row: dict[str, str]) -> tuple[str, Any]:
    definition = {f"@{column}": row[column] for column in ("id", "type", "container") if row[column]}
    if "@id" not in definition or not row["term"].isascii():
        sys.exit(f"edc-ap-terms.csv: the term {row['term']!r} has no IRI, or is no word in ASCII")
    return row["term"], definition["@id"] if len(definition) == 1 else definition


if __name__ == "__main__":
    main(sys.argv[1:])
