"""1EdTech's own Open Badges 2.0 test files, and what its validator says of each (``INDEX.json`` of the corpus: ``OB20Tests``).

The files lie "at" example.org: what a file leads to is supplied under these addresses. The validator is given the file, and does not
ask for a hosted badge at its own address, so the badge is supplied there as well. The issuer is the expected one: recognising issuers is no
matter of that validator.
"""

import json

import pytest

from credseal.envelope import open_envelope
from credseal.net.supplied import SuppliedDocuments
from credseal.profiles import openbadges2
from credseal.profiles.openbadges2.documents import link_to
from credseal.report import Verdict
from credseal.verifier import Verifier
from support import CORPUS, corpus, load_json

pytestmark = pytest.mark.corpus

FOLDER = "openbadges/validator-1edtech/ob20"
HOSTS = ("https://example.org/", "http://example.org/", "http://example.com/")

# The validator does not compare a document's id with its address; credseal does.
MISNAMED = ("badgeclass-with-verification", "issuer-with-allowed-origins")
# Why a file is not accepted: the first check that decides, or for a document by itself the first finding.
REASONS = {
    "assertion-with-data-image.json": "openbadges2.wrong-member",
    # The validator finds that the extension's content is not what its schema says; credseal does not look at that, but finds that the
    # extension has no context of its own.
    "assertion-with-extension-node-invalid.json": "openbadges2.extension",
    "basic-assertion-expired-before-issued.json": "dates.order",
    "basic-assertion-expired.json": "dates.expired",
    "basic-assertion-in-future.json": "dates.not-yet",
    "basic-assertion-invalid-context.json": "openbadges2.context",
    "basic-assertion-invalid-type.json": "openbadges2.type",
    "basic-assertion-with-allowed-origins-invalid-multiple-starts-with.json": "openbadges2.starts-with",
    "basic-assertion-with-allowed-origins-invalid-starts-with.json": "openbadges2.starts-with",
    "simple-revoked.jwt": "standing.revoked",
    # Warnings of the validator: documents that call themselves otherwise than their address.
    "warning-issuer-non-http.json": "document.id",
    "warning-with-redirection.json": "document.id",
    "rdf-validation/badge-class-invalid-issuer-type.json": "openbadges2.type",
    "rdf-validation/invalid-class.json": "openbadges2.type",
    "rdf-validation/invalid-empty-type.json": "openbadges2.type",
    "rdf-validation/invalid-one-invalid-class.json": "openbadges2.type",
}
WORDS = {Verdict.ACCEPTED: "valid", Verdict.REJECTED: "invalid", Verdict.UNDETERMINED: "warning"}


def expectations():
    """File -> what the validator says. Where one test has good and bad files, the name of a file tells which it is."""
    if not CORPUS.is_dir():
        return {}
    found = {}
    for entry in load_json(CORPUS / "openbadges" / "INDEX.json"):
        if not entry["path"].startswith("validator-1edtech/ob20/") or "expected_1edtech" not in entry:
            continue
        words = " ".join(entry["expected_1edtech"][0]["asserts"])
        name = entry["path"].removeprefix("validator-1edtech/ob20/")
        if "assertWarning" in words:
            found[name] = "warning"
        elif "assertValid" in words and "assertInvalid" in words:
            found[name] = "invalid" if "invalid" in name else "valid"
        else:
            found[name] = "valid" if "assertValid" in words else "invalid"
    return found


EXPECTED = expectations()


def hosted():
    """The assets under their addresses. Ten of them call themselves otherwise: they are supplied as they should be, for what is tested."""
    documents = {}
    for file in (CORPUS / FOLDER / "assets").glob("*.json"):
        try:
            document = json.loads(file.read_bytes())
        except ValueError:  # the context, which has its address in the first line
            continue
        for host in HOSTS:
            url = host + file.name
            if file.name.startswith(MISNAMED):
                documents[url] = json.dumps({**document, "id": url}).encode()
            else:
                documents[url] = file.read_bytes()
    return documents


def judged(name):
    """What credseal says of a file, in the validator's words, and why."""
    path = corpus(*FOLDER.split("/"), *name.split("/"))
    documents = hosted()
    document = open_envelope(path).document
    if "badge" not in document:
        return of_one_document(document, documents)
    if openbadges2.way_of(document) == "hosted":
        documents[document["id"]] = json.dumps(document).encode()
    badge = json.loads(documents[link_to(document, "badge")])
    report = Verifier(fetch=SuppliedDocuments(documents)).inspect(path, issuer=link_to(badge, "issuer"))
    return WORDS[report.verdict], report.deciding[0].code if report.deciding else None


def of_one_document(document, documents):
    """A document that is no Assertion: by its structure, and that of its issuer."""
    found = [*openbadges2.check(document), *openbadges2.refusals(document)]
    issuer = link_to(document, "issuer")
    if issuer in documents:
        found += openbadges2.check(json.loads(documents[issuer]), role="Profile")
    faults = [each.code for each in found if each.severity == "error"]
    return ("invalid", faults[0]) if faults else ("valid", None)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_file_of_the_validators_tests(name):
    assert judged(name) == (EXPECTED[name], REASONS.get(name))


def test_no_file_is_left_out():
    corpus("openbadges")
    assert len(EXPECTED) == 37
    assert set(REASONS) == {name for name, expected in EXPECTED.items() if expected != "valid"}
