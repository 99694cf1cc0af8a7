"""ecdsa-sd-2023 with Digital Bazaar's suite: whoever issues, whoever derives, whoever verifies, three roles on two sides.

made by   derived by   verified by
us        us           them
us        them         both
them      us           both
them      them         us
"""

import copy
from dataclasses import replace

import pytest

from badges import open_badge
from credseal.errors import CredsealError
from credseal.issuer import Issuer
from credseal.jsonld.contexts import BUNDLED
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.data_integrity.verifying import parse
from credseal.verifier import Verifier
from interop.documents import BADGE
from interop.keys import NOW, NOW_TEXT, verified_by
from interop.node_peer import PeerError
from records import UNIVERSITY, credential

SUITE = "ecdsa-sd-2023"
MANDATORY = ["/issuer", "/validFrom", "/credentialSubject/achievement/name"]
REVEALED = [
    [],
    ["/credentialSubject/achievement/alignment/0"],
    ["/credentialSubject/achievement/alignment/1", "/credentialSubject/identifier"],
    ["/credentialSubject/result", "/credentialSubject/achievement/criteria/narrative", "/awardedDate"],
    ["/credentialSubject"],
]


@pytest.fixture(scope="module")
def holder(holders):
    return holders["P-256"]


def badge(holder):
    """A badge without ordered lists, which their suite cannot take apart (see the last test)."""
    document = copy.deepcopy(BADGE)
    document["issuer"]["id"] = holder.did
    for description in document["credentialSubject"]["achievement"]["resultDescription"]:
        description.pop("allowedValue", None)
    return document


def made_by_us(holder, document=None):
    return holder.sign(document or badge(holder), SUITE, mandatory_pointers=MANDATORY)


def made_by_them(peer, holder, document=None):
    request = {"suite": SUITE, "key": holder.for_peer, "created": NOW_TEXT, "mandatoryPointers": MANDATORY}
    return peer.ask("sign", document=document or badge(holder), **request)


def verified(document, holder):
    found = parse(document, contexts=BUNDLED)
    (proof,) = found.proofs
    return found.verify(proof, holder.signer.public_key).document


def unsigned(document):
    return {member: value for member, value in document.items() if member != "proof"}


@pytest.mark.parametrize("revealed", REVEALED, ids=str)
def test_they_verify_what_we_derived_of_ours_and_of_theirs(peer, holder, revealed):
    for base in (made_by_us(holder), made_by_them(peer, holder)):
        shown = derive(base, revealed)
        assert verified_by(peer, shown) == {
            "verified": True,
            "proofs": [{"verified": True, "reason": None}],
            "reason": None,
        }
        assert verified(shown, holder) == unsigned(shown)


@pytest.mark.parametrize("revealed", REVEALED, ids=str)
def test_we_verify_what_they_derived_of_theirs_and_of_ours_and_show_the_same(peer, holder, revealed):
    for base in (made_by_them(peer, holder), made_by_us(holder)):
        theirs = peer.ask("derive", document=base, selectivePointers=revealed)
        assert verified_by(peer, theirs)["verified"] is True
        assert verified(theirs, holder) == unsigned(theirs)
        assert theirs == derive(base, revealed)


def test_our_verifier_believes_what_they_derived(peer, holder):
    base = made_by_them(peer, holder, {**badge(holder), "name": "Drinking water"})
    theirs = peer.ask("derive", document=base, selectivePointers=["/name", "/credentialSubject"])
    report = Verifier(fetch=None, clock=lambda: NOW).inspect(theirs, issuer=holder.did)
    assert {check.name: check.code for check in report.checks}["signature"] == "signature.fits"
    assert report.document == unsigned(theirs)


def test_what_our_issuer_makes_is_derived_and_verified_there(peer, holder):
    issuer = Issuer(replace(UNIVERSITY, id=holder.did), holder.signer, clock=lambda: NOW)
    sealed = issuer.issue(credential(), securing=SUITE)
    shown = derive(sealed.document, ["/credentialSubject/identifier/0"])
    assert verified_by(peer, shown)["verified"] is True
    assert verified_by(peer, derive(sealed.document, ["/credentialSubject"]))["verified"] is True


def test_neither_side_takes_a_base_proof_for_a_derived_one(peer, holder):
    for base in (made_by_us(holder), made_by_them(peer, holder)):
        assert verified_by(peer, base)["verified"] is False
        with pytest.raises(CredsealError) as refused:
            verified(base, holder)
        assert refused.value.code == "disclosure.base"


@pytest.mark.parametrize("member", ["validFrom", "awardedDate"])
def test_neither_side_believes_a_changed_statement_mandatory_or_not(peer, holder, member):
    for shown in (
        derive(made_by_us(holder), ["/awardedDate"]),
        peer.ask("derive", document=made_by_them(peer, holder), selectivePointers=["/awardedDate"]),
    ):
        tampered = {**shown, member: "2020-01-01T00:00:00Z"}
        assert verified_by(peer, tampered)["verified"] is False
        with pytest.raises(CredsealError):
            verified(tampered, holder)


def test_neither_side_derives_what_is_not_there(peer, holder):
    base = made_by_us(holder)
    with pytest.raises(PeerError, match="does not match"):
        peer.ask("derive", document=base, selectivePointers=["/credentialSubject/nothing"])
    with pytest.raises(CredsealError) as refused:
        derive(base, ["/credentialSubject/nothing"])
    assert refused.value.code == "disclosure.pointer"


def test_an_ordered_list_is_shown_whole_and_verified_by_both_but_not_signed_or_derived_there(peer, holder):
    """``allowedValue`` is the one ordered list of Open Badges. Their suite gives lists an id, and then refuses lists that have one."""
    document = {**open_badge(), "issuer": {**open_badge()["issuer"], "id": holder.did}}
    base = made_by_us(holder, document)
    shown = derive(base, ["/credentialSubject/achievement/resultDescription"])
    assert verified_by(peer, shown)["verified"] is True
    assert verified(shown, holder) == unsigned(shown)
    with pytest.raises(PeerError, match="@list"):
        peer.ask("derive", document=base, selectivePointers=["/validUntil"])
    with pytest.raises(PeerError, match="@list"):
        made_by_them(peer, holder, document)
