"""What is measured of European Digital Credentials: our check of their structure, beside the official shapes asked by pyshacl.

from elm import elm_operations      # none where the third-party corpus is absent

Both begin with the parsed document and have read their tables and shapes before. What pyshacl asks is a graph, which PyLD makes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from measuring import InPython, Operation

from credseal.profiles.elm import shapes

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import elm_oracle
from support import CORPUS, load_json

SAMPLES = {"98 kB": "Sample-CertOfPart-signed.jsonld", "113 kB": "Sample-MC-Annex1-signed.jsonld"}


def elm_operations() -> list[Operation]:
    """The check of two official samples; those of one task together."""
    if not CORPUS.is_dir():
        return []
    found: list[Operation] = []
    for size, name in SAMPLES.items():
        document = json.loads(load_json(CORPUS / "edc" / "samples" / name)["payload"])
        assert shapes.check(document) == ()
        assert elm_oracle.results(document) == set()
        task = f"check an EDC of {size}"
        found += [
            InPython(task, "credseal", lambda document=document: shapes.check(document)),
            InPython(task, "PyLD + pyshacl", lambda document=document: elm_oracle.results(document)),
        ]
    return found
