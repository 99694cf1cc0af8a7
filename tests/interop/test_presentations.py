"""Presentations of Digital Bazaar's libraries, which most learner wallets are built on, and ours: each side accepts the other's.

Their side is ``signPresentation`` and ``verify`` of ``@digitalbazaar/vc``; ours the wallet and the whole verifier.
"""

import copy
import json

import pytest

from credseal.did.key import did_of
from credseal.report import Verdict
from credseal.trust.register import Register
from credseal.verifier import Verifier
from credseal.wallet import present
from interop.documents import BADGE, OLD, SMALL, changed, issued_by
from interop.keys import NOW, NOW_TEXT

CHALLENGE = "kQ3vT9xWb2hZ7pLm0sYdRg"
DOMAIN = "https://employer.example"
ALL = [
    ("eddsa-rdfc-2022", "Ed25519"),
    ("eddsa-jcs-2022", "Ed25519"),
    ("ecdsa-rdfc-2019", "P-256"),
    ("ecdsa-rdfc-2019", "P-384"),
    ("ecdsa-jcs-2019", "P-256"),
]
each_suite = pytest.mark.parametrize(("suite", "kind"), ALL, ids=[f"{suite} {kind}" for suite, kind in ALL])


@pytest.fixture(scope="module")
def university(holders):
    return holders["P-256"]


def badges_of(holder, university):
    """A badge, a small one, and one of version 1.1, all given to the holder."""
    return [
        university.sign(issued_by(university.did, about(holder, document)), "ecdsa-rdfc-2019")
        for document in (BADGE, changed(SMALL, id="urn:uuid:2"), changed(OLD, id="urn:uuid:3"))
    ]


def about(holder, document):
    document = copy.deepcopy(document)
    document["credentialSubject"]["id"] = holder.did
    return document


def answered(document, university, **options):
    listed = Register.load(
        {"name": "Universities", "issuers": [{"id": university.did, "name": "University of Example"}]}
    )
    verifier = Verifier(fetch=None, trust=[listed], clock=lambda: NOW)
    options = {"challenge": CHALLENGE, "audience": DOMAIN, **options}
    return verifier.inspect_presentation(json.dumps(document), **options)


def ours(holder, credentials, suite):
    how = {"challenge": CHALLENGE, "domain": DOMAIN, "securing": suite, "clock": lambda: NOW}
    return present(credentials, holder.signer, **how).document


def theirs(peer, holder, credentials, suite):
    return peer.ask(
        "present", credentials=credentials, suite=suite, key=holder.for_peer, created=NOW_TEXT, challenge=CHALLENGE, domain=DOMAIN
    )  # fmt: skip


def verified_there(peer, document, **options):
    options = {"challenge": CHALLENGE, "domain": DOMAIN, "now": NOW_TEXT, **options}
    return peer.ask("verifyPresentation", document=document, **options)


@each_suite
def test_they_accept_what_we_present(peer, holders, university, suite, kind):
    holder = holders[kind]
    answer = verified_there(peer, ours(holder, badges_of(holder, university), suite))
    assert answer == {"verified": True, "credentials": [True, True, True], "reason": None}


@each_suite
def test_we_accept_what_they_present(peer, holders, university, suite, kind):
    holder = holders[kind]
    report = answered(theirs(peer, holder, badges_of(holder, university), suite), university)
    assert report.verdict is Verdict.ACCEPTED
    assert report.presenter.id == did_of(holder.signer.public_key)
    assert {one.report.check("learner").code for one in report.credentials} == {"learner.by-key"}


def test_we_accept_what_wallets_of_the_suite_before_present(peer, holders, university):
    """Ed25519Signature2020, as the Learner Credential Wallet and LearnCard sign."""
    holder = holders["Ed25519"]
    shown = theirs(peer, holder, badges_of(holder, university), "Ed25519Signature2020")
    assert shown["proof"]["type"] == "Ed25519Signature2020"
    assert answered(shown, university).verdict is Verdict.ACCEPTED
    assert answered(shown, university, challenge="another").check("occasion").code == "proof.challenge"
    assert answered(changed(shown, holder=university.did), university).verdict is Verdict.REJECTED


@pytest.mark.parametrize("other", [{"challenge": "another"}, {"domain": "https://other.example"}])
def test_neither_side_accepts_what_was_made_for_another_occasion(peer, holders, university, other):
    holder = holders["Ed25519"]
    credentials = badges_of(holder, university)
    asked = {"audience" if name == "domain" else name: value for name, value in other.items()}
    for shown in (ours(holder, credentials, "eddsa-rdfc-2022"), theirs(peer, holder, credentials, "eddsa-rdfc-2022")):
        assert verified_there(peer, shown, **other)["verified"] is False
        report = answered(shown, university, **asked)
        assert report.verdict is Verdict.REJECTED
        assert report.check("occasion").outcome == "failed"


@pytest.mark.parametrize(
    "change",
    [
        {"holder": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"},
        {"id": "urn:uuid:1"},
        {"verifiableCredential": None},
    ],
    ids=["holder", "id", "credentials"],
)
def test_neither_side_accepts_what_was_changed(peer, holders, university, change):
    holder = holders["Ed25519"]
    shown = ours(holder, badges_of(holder, university), "eddsa-rdfc-2022")
    assert verified_there(peer, changed(shown, **change))["verified"] is False
    assert answered(changed(shown, **change), university).verdict is Verdict.REJECTED


def test_they_do_not_ask_whose_credentials_were_presented(peer, holders, university):
    """Their verifier leaves it to its caller that a credential names another learner than its presenter; ours says so."""
    holder, other = holders["Ed25519"], holders["P-384"]
    shown = theirs(peer, holder, badges_of(other, university), "eddsa-rdfc-2022")
    assert verified_there(peer, shown)["verified"] is True
    report = answered(shown, university)
    assert report.verdict is Verdict.REJECTED
    assert {one.report.check("learner").code for one in report.credentials} == {"learner.other-presenter"}
