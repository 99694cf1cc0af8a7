"""The sealed samples of Europass and of a wallet, verified whole: with the authorities in their own files believed, a day after they were sealed.

Whom a verifier should believe is its own choice; here those stand in for it that travel with a seal: the authority that issued its
certificate, as a trusted list would name it (what the seals hold about revocation ends there), and the topmost ones of its timestamps.
"""

from datetime import UTC, datetime, timedelta

import pytest

from credseal.securing import jades
from credseal.securing.jades.stamps import examine
from credseal.securing.jades.unsigned import read
from credseal.trust.anchors import Anchors
from credseal.verifier import Verifier
from support import corpus

YEARS_LATER = datetime(2026, 11, 22, 10, tzinfo=UTC)
# What does not pass, and why.
ROWS = {
    "Sample-CertOfPart-signed.jsonld": {},
    "Sample-MC-Annex1-signed.jsonld": {},
    "elm-support-Sample-CertOfPart-signed.jsonld": {},
    "elm-support-Sample-MastersDegree-signed.jsonld": {},
    # Of the first version of the European Learning Model: other contexts and members.
    "edci/signed_credential.jsonld": {
        "structure": "elm.context",
        "contexts": "contexts.unknown",
        "issuer_authenticated": "issuer.certificate-other",
        "issuer_recognised": "issuer.unauthenticated",
    },
    "edci/credential-jws-invalid.jsonld": {
        "structure": "vcdm.date",
        "contexts": "contexts.unknown",
        "issuer_authenticated": "issuer.certificate-other",
        "issuer_recognised": "issuer.unauthenticated",
        "dates": "model.instant",
    },
    # Of a wallet: nodes that share an id and differ (pyshacl minds them too); status entries in a member of their own.
    "mynextid/edc-coa-signed.jsonld": {"structure": "elm.too-many", "standing": "standing.unread"},
    "mynextid/edc-cps-signed.jsonld": {"standing": "standing.unread"},
    "mynextid/edc-mc-signed.jsonld": {"structure": "elm.class", "standing": "standing.unread"},
}


def authorities_of(data):
    """The authority that issued the certificate of a seal, and the topmost certificates that came with its timestamps."""
    (signature,) = jades.parse(data).signatures
    unsigned = read(signature.unprotected.get("etsiU"))
    seals = [*signature.certificates, *unsigned.certificates]
    stamps = [each for stamp in examine(signature, unsigned) if stamp.token for each in stamp.token.certificates]
    issuing = [each for each in seals if each.native.subject == signature.certificate.native.issuer]
    return Anchors("its own", tuple(issuing or _topmost(seals)), tuple(_topmost([*stamps, *unsigned.certificates])))


def _topmost(certificates):
    """Those whose issuer is not there."""
    names = {each.native.subject for each in certificates}
    return [
        each for each in certificates if each.native.issuer not in names or each.native.issuer == each.native.subject
    ]


def verified(name, now=None):
    data = corpus("edc", "samples", name).read_bytes()
    (signature,) = jades.parse(data).signatures
    now = now or signature.signing_time + timedelta(days=1)
    return Verifier(fetch=None, trust=[authorities_of(data)], clock=lambda: now).inspect(data)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ROWS)
def test_what_does_not_pass_is_this(name):
    report = verified(name)
    ended = {check.name: check.code for check in report.checks if check.outcome.value in ("failed", "inconclusive")}
    assert ended == ROWS[name]
    assert report.check("signature").outcome.value == "passed"


@pytest.mark.corpus
@pytest.mark.parametrize("name", ROWS)
def test_each_reaches_the_last_level_by_timestamps_that_are_believed(name):
    report = verified(name)
    assert (report.seal.level, report.seal.known_by) == ("LTA", "trusted timestamp")


@pytest.mark.corpus
def test_a_seal_whose_timestamps_nobody_renewed_proves_no_time_once_their_authority_has_ended():
    report = verified("Sample-MC-Annex1-signed.jsonld", YEARS_LATER)
    assert report.seal.known_by == "claimed"
    assert report.check("issuer_authenticated").code == "seal.time-unproven"


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["json_sealed_advanced.json", "json_to_seal-signed-jades-baseline-lta.json"])
def test_a_sealed_presentation_is_named(name):
    report = Verifier(fetch=None).inspect(corpus("edc", "samples", "edci", name))
    assert report.check("structure").code == "envelope.presentation"
