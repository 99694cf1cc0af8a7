"""One record, issued in every form: verified, each says the same of the European elements, and of all else that the record has."""

from datetime import UTC, datetime

import pytest

from credseal.checks.completeness import check_completeness
from credseal.did.resolver import DefaultResolver
from credseal.issuer import Issuer
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import generate
from credseal.model.load import dump_micro_credential
from credseal.report import Verdict
from credseal.verifier import Verifier
from records import UNIVERSITY, credential

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY = generate("P-256")
METHOD = f"{UNIVERSITY.id}#key-1"
LISTED = {
    "id": METHOD,
    "type": "Multikey",
    "controller": UNIVERSITY.id,
    "publicKeyMultibase": to_multikey(KEY.public_key),
}
PUBLISHED = {UNIVERSITY.id: {"id": UNIVERSITY.id, "verificationMethod": [LISTED], "assertionMethod": [METHOD]}}
ISSUER = Issuer(UNIVERSITY, KEY, verification_method=METHOD, clock=lambda: AT)
VERIFIER = Verifier(resolver=DefaultResolver(None, documents=PUBLISHED), fetch=None, clock=lambda: AT)
DISCLOSED = ["email", "birth_date"]
FORMS = {
    "Open Badge": {"extended": True},
    "Open Badge, as 1EdTech's token": {"extended": True, "securing": "jwt"},
    "Open Badge, vc+jwt": {"extended": True, "securing": "vc+jwt"},
    "European Learning Model": {"profile": "elm", "disclose": DISCLOSED},
    "European Learning Model, vc+jwt": {"profile": "elm", "disclose": DISCLOSED, "securing": "vc+jwt"},
    "learning credential": {"profile": "learning", "disclose": DISCLOSED},
}
# What the European Learning Model adds to what the record says: the lists that its codes are of, the name of a country.
ADDED = {"scheme", "country_name"}


def missing(said, read, place=""):
    """Where the second says something else than the first, or less; and what it says more, apart from ``ADDED``."""
    if isinstance(said, dict) and isinstance(read, dict):
        for name in said.keys() | read.keys() - ADDED:
            if name in said and name in read:
                yield from missing(said[name], read[name], f"{place}/{name}")
            else:
                yield f"{place}/{name}"
    elif isinstance(said, list) and isinstance(read, list) and len(said) == len(read):
        for index, (one, other) in enumerate(zip(said, read, strict=True)):
            yield from missing(one, other, f"{place}/{index}")
    elif said != read:
        yield place


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_what_the_record_says(form):
    record = credential()
    report = VERIFIER.inspect(ISSUER.issue(record, **FORMS[form]).data, issuer=UNIVERSITY.id)
    assert report.verdict is Verdict.ACCEPTED
    assert list(missing(dump_micro_credential(record), dump_micro_credential(report.reading.credential))) == []


def test_every_form_has_the_same_european_elements():
    found = set()
    for options in FORMS.values():
        reading = VERIFIER.inspect(ISSUER.issue(credential(), **options).data).reading
        completeness = check_completeness(reading, "eu-2021")
        assert completeness.is_complete
        found.add(tuple((each["name"], each["status"]) for each in completeness.to_dict()["elements"]))
    assert len(found) == 1


def test_the_comparison_would_tell():
    said = {"a": [{"b": 1}], "c": 2}
    assert list(missing(said, {"a": [{"b": 2}], "c": 2})) == ["/a/0/b"]
    assert list(missing(said, {"a": [{"b": 1}]})) == ["/c"]
    assert list(missing(said, {**said, "d": 1, "scheme": "x"})) == ["/d"]
    assert list(missing(said, {"a": [], "c": 2})) == ["/a"]
