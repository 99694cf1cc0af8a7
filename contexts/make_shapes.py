# ruff: noqa: INP001  a script beside the data that it makes
"""Makes ``contexts/tables/elm-shapes.json`` anew: what European Digital Credentials demand of each class. Not part of the library; needs no package.

    python contexts/make_shapes.py FOLDER [OUT]

``FOLDER`` holds what PROVENANCE.md names: ``edc-ap-terms.csv`` (the terms of the context: term, id, type, container) and
``edc-shacl-constraints.csv`` (the rows of the shapes, version 1.2.0: class or shape, path, and a column for each kind of constraint). The
same input makes the same bytes. Afterwards the digest that is printed goes into ``src/credseal/bundled.py``.

The table speaks of JSON names, not of paths: ``classes`` -> ``members`` -> constraints, all rows about one path of one class together.
What no JSON name leads to is left out, as nothing in a document can be one. What the rows do not tell is said below, with the reason.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent
OUT = HERE / "tables"
Table: TypeAlias = dict[str, Any]

MODELS = "http://data.europa.eu/snb/model/ap/"
IN_SCHEME = "skos:inScheme"
# Namespaces that the shapes write out, or abbreviate, and the context of European Digital Credentials does not.
NAMESPACES = {"sec": "https://w3id.org/security#"}
# The context of Verifiable Credentials 1.1 gives these classes terms of their own, that hold for objects of the class alone.
SCOPED = ("VerifiableCredential", "VerifiablePresentation")
# The shape of VerifiableCredential is deactivated: EuropeanDigitalCredential's has the same rules. The row does not say so.
DEACTIVATED = frozenset({"cred:VerifiableCredential"})

# The rows say "or" of a path, and not of what. It is the same for a path wherever it stands.
_AGENT = ["Agent", "Person", "Organisation"]
_SPECIFICATION = ["LearningAchievementSpecification", "Qualification"]
ALTERNATIVES: Mapping[str, list[str]] = {
    "identifier": ["Identifier", "LegalIdentifier"],
    **dict.fromkeys(
        (
            "assessedBy", "awardingBody", "credentialSubject", "directedBy", "evidenceTarget", "holder", "issuer", "member",
        ),
        _AGENT,
    ),
    **dict.fromkeys(
        (
            "entitledBy", "generalisationOf", "hasPart", "influences", "isPartOf", "learningAchievementSpecification", "proves",
            "specialisationOf", "specifiedBy",
        ),
        _SPECIFICATION,
    ),
}  # fmt: skip

# Shapes that others refer to with sh:node. The rows have the properties of two of them, and not what this one consists of.
CLAIM = "ClaimNodeShape"
NODES: Mapping[str, Table] = {
    CLAIM: {
        "or": [
            {"class": "LearningAchievement"},
            {"class": "LearningActivity"},
            {"class": "LearningAssessment"},
            {"class": "LearningEntitlement"},
            {"node": "ClaimTypeNodeShape"},
        ]
    },
    "AchievementNodeShape": {"or": [{"class": "LearningAchievement"}]},  # the accredited profile's own ClaimNodeShape
}
# The rows have no column for it.
ALSO: Mapping[tuple[str, str], Table] = {("LearningActivity", "levelOfCompletion"): {"maxInclusive": 100}}

# The rows are those of edc-generic-full and edc-generic-no-cv. What the other profiles add (version 1.2.0, too):
_EVIDENCE: Table = {"evidence": {"min": 1, "class": "Evidence"}}
_ACCREDITED: Table = {
    "EuropeanDigitalCredential": _EVIDENCE,
    "Person": {"hasClaim": {"min": 1, "max": 1, "node": ["AchievementNodeShape"]}},
    "Evidence": {"accreditation": {"min": 1, "max": 1, "class": "Accreditation"}},
}
VARIANTS: Mapping[str, Table] = {
    "edc-generic-full": {},
    "edc-generic-no-cv": {},
    "edc-accredited": _ACCREDITED,
    "edc-converted": {
        "EuropeanDigitalCredential": _EVIDENCE,
        "Evidence": {"embeddedEvidence": {"min": 1, "class": "MediaObject"}},
    },
    "edc-issued-by-mandate": {
        "EuropeanDigitalCredential": _EVIDENCE,
        "Evidence": {"evidenceStatement": {"min": 1, "max": 1, "datatype": "xsd:string"}},
    },
    "edc-diploma-supplement": {
        "EuropeanDigitalCredential": _EVIDENCE,
        "Evidence": _ACCREDITED["Evidence"],
        "Person": {
            **_ACCREDITED["Person"],
            "fullName": {"min": 1, "max": 1, "datatype": "rdf:langString"},
            "dateOfBirth": {"min": 1, "max": 1, "datatype": "xsd:dateTime"},
        },
        "LearningAchievement": {
            "creditReceived": {"min": 1, "max": 1, "class": "CreditPoint"},
            "provenBy": {"min": 1, "max": 1, "class": "LearningAssessment"},
        },
        "Qualification": {
            "language": {"min": 1, "class": "Concept"},
            "mode": {"min": 1, "class": "Concept"},
            "thematicArea": {"min": 1, "class": "Concept"},
            "maximumDuration": {"min": 1, "max": 1, "datatype": "xsd:duration"},
            "learningOutcome": {"min": 1, "class": "LearningOutcome"},
            "awardingOpportunity": {"min": 1, "class": "AwardingOpportunity"},
            "hasPart": {"min": 1, "class": "Qualification"},
            "nqfLevel": {"min": 1, "class": "Concept"},
        },
    },
}


class Names:
    """What the contexts call things.

    Attributes:
        namespaces: prefix -> what it stands for.
        of: path or class, in full -> JSON name.
        terms: JSON name -> how its values are read: ``@id``, ``@language``, ``@graph``, a datatype, or as they are.
        scopes: class of Verifiable Credentials 1.1 -> the terms that it brings.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], credentials: Mapping[str, Any]) -> None:
        rows = list(rows)
        self.namespaces = NAMESPACES | {row["term"]: row["id"] for row in rows if is_namespace(row["id"])}
        self.of: dict[str, str] = {}
        self.terms: dict[str, str] = {}
        for row in rows:
            if not is_namespace(row["id"]):
                self._add(row["id"], row["term"])
                if not row["term"][0].isupper():
                    self.terms[row["term"]] = row["container"] or row["type"]
        self.terms["proof"] = credentials["proof"]["@container"]
        self.scopes = {name: self._scope(credentials[name]) for name in SCOPED}

    def __getitem__(self, path: str) -> str | None:
        """The JSON name of a path or class; None where there is none."""
        return self.of.get(self._full(path))

    def _add(self, path: str, name: str) -> None:
        if self.of.setdefault(self._full(path), name) != name:
            sys.exit(f"{name} and {self[path]} mean the same")

    def _scope(self, described: Mapping[str, Any]) -> dict[str, str]:
        self._add(described["@id"], described["@id"].partition("#")[2])
        scope = {term: meaning for term, meaning in described["@context"].items() if isinstance(meaning, dict)}
        for term, meaning in scope.items():
            self._add(meaning["@id"], term)
        return {term: meaning.get("@container") or meaning["@type"] for term, meaning in scope.items()}

    def _full(self, path: str) -> str:
        prefix, _, name = path.partition(":")
        return self.namespaces[prefix] + name if prefix in self.namespaces else path


def main(words: list[str]) -> None:
    """Reads the sources, writes the table, prints its digest."""
    source, out = Path(words[0]), Path(words[1]) if len(words) > 1 else OUT
    rows = read(source / "edc-shacl-constraints.csv")
    credentials = json.loads((HERE / "vc-v1.json").read_text(encoding="utf-8"))["@context"]
    names = Names(read(source / "edc-ap-terms.csv"), credentials)
    table = {
        "terms": names.terms,
        "scopes": names.scopes,
        "types": sorted(name for name in names.of.values() if name[0].isupper()),
        "namespaces": names.namespaces,
        "classes": classes(rows, names),
        "nodes": {**NODES, **{name: {"members": shape} for name, shape in shapes(rows, names, "edc:").items()}},
        "schemes": schemes(rows, names),
        "variants": {MODELS + name: variant for name, variant in VARIANTS.items()},
    }
    data = (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    out.mkdir(parents=True, exist_ok=True)
    (out / "elm-shapes.json").write_bytes(data)
    sys.stdout.write(f'"tables/elm-shapes.json": "{hashlib.sha256(data).hexdigest()}",\n')


def is_namespace(meaning: str) -> bool:
    """Whether a term of the context is a prefix."""
    return "://" in meaning


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def classes(rows: Iterable[Mapping[str, str]], names: Names) -> dict[str | None, Table]:
    """The shapes that aim at a class, by its JSON name."""
    active = [row for row in rows if row["targetClass/shape"] not in DEACTIVATED]
    return {names[name]: shape for name, shape in shapes(active, names, "").items() if shape}


def shapes(rows: Iterable[Mapping[str, str]], names: Names, prefix: str) -> dict[str, Table]:
    """What the rows demand, by class (no prefix) or by the name of a shape."""
    found: dict[str, Table] = {}
    for row in rows:
        shape = row["targetClass/shape"]
        if prefix:
            if not shape.startswith(prefix):
                continue
            shape = shape.removeprefix(prefix)
        elif shape.startswith(("edc:", "full:")):
            continue
        members = found.setdefault(shape, {})
        name = names[row["path"]]
        if name is None:
            if row["min"] != "0":
                sys.exit(f"{shape} must have {row['path']}, and no term leads there")
            continue
        add(members.setdefault(name, {}), constraints(row, name, names))
        add(members[name], ALSO.get((shape.removeprefix("elm:"), name), {}))
    return found


def constraints(row: Mapping[str, str], name: str, names: Names) -> Table:
    """What one row demands of a member."""
    if row["severity"] not in ("sh:Violation", "") or row["pattern"] or row["hasValue"]:
        sys.exit(f"not understood: {dict(row)}")
    found: Table = {}
    if row["min"] != "0":
        found["min"] = int(row["min"])
    if row["max"] != "*":
        found["max"] = int(row["max"])
    if row["datatype"]:
        found["datatype"] = row["datatype"]
    if row["class"]:
        found["class"] = names[row["class"]]
    if row["node"]:
        prefix, _, shape = row["node"].partition(":")
        found |= {"scheme": shape.removesuffix("Restriction")} if prefix == "full" else {"node": [shape]}
    if row["uniqueLang"]:
        found["uniqueLang"] = True
    if row["nodeKind"]:
        found["nodeKind"] = row["nodeKind"].removeprefix("sh:")
    if row["or"]:
        found["or"] = ALTERNATIVES[name]
    return found


def add(found: Table, more: Mapping[str, Any]) -> None:
    """Both of two rows about one path."""
    for kind, value in more.items():
        if kind == "min":
            found[kind] = max(value, found.get(kind, value))
        elif kind == "max":
            found[kind] = min(value, found.get(kind, value))
        elif found.setdefault(kind, value) != value:
            sys.exit(f"two kinds of {kind}: {found[kind]}, {value}")


def schemes(rows: Iterable[Mapping[str, str]], names: Names) -> dict[str, Table]:
    """The lists that concepts must be of: the scheme, and the class that whatever they name as their scheme must have."""
    found = {}
    for row in rows:
        prefix, _, shape = row["targetClass/shape"].partition(":")
        if prefix == "full":
            if (row["path"], row["nodeKind"], row["min"], row["max"]) != (IN_SCHEME, "sh:IRI", "0", "*"):
                sys.exit(f"not understood: {dict(row)}")
            found[shape.removesuffix("Restriction")] = {"uri": row["hasValue"]} | (
                {"class": names[row["class"]]} if row["class"] else {}
            )
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
