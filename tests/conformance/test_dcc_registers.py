"""Badges of the DCC's fixtures, whose issuers are on a list of the older form ("legacy") or in a federation ("oidf").

The registers themselves are simulated, with the identifiers of the fixtures: the published ones are fetched, and change.
"""

import pytest

from credseal.did.resolver import DefaultResolver
from credseal.report import Outcome
from credseal.trust.register import Register
from credseal.verifier import Verifier
from registers import NOW, TrustAnchor
from support import corpus_files, load_json

FIXTURES = "openbadges/vc-test-fixtures/verifiableCredentials/v*/*/did[Ww]eb/{}-*.json"


def badges(of):
    return [pytest.param(path, id="-".join(path.parts[-4:])) for path in corpus_files(FIXTURES.format(of))]


def documents():
    """The issuers' DID documents, by "legacy" and "oidf"."""
    return {path.parent.name: load_json(path) for path in corpus_files("openbadges/vc-test-fixtures/dids/*/did.json")}


def recognised(path, register):
    published = {document["id"]: document for document in documents().values()}
    verifier = Verifier(trust=[register], resolver=DefaultResolver(None, documents=published), clock=lambda: NOW)
    report = verifier.inspect(path)
    return report.check("issuer_recognised"), report.issuer


@pytest.mark.corpus
@pytest.mark.parametrize("path", badges("legacy"))
def test_an_issuer_on_a_list_of_the_older_form_is_recognised(path):
    issuer = documents()["legacy"]["id"]
    listed = {
        "meta": {"created": "2022-10-27T17:57:31+00:00", "updated": "2025-03-12T16:20:00+00:00"},
        "registry": {issuer: {"name": "DCC test issuer", "location": "Everywhere", "url": "https://dcconsortium.org"}},
    }
    check, answer = recognised(path, Register.load(listed, name="Sandbox"))
    assert (check.outcome, check.code) == (Outcome.PASSED, "issuer.listed")
    assert (answer.confirmed_name, answer.confirmed_by) == ("DCC test issuer", "the register Sandbox")


@pytest.mark.corpus
@pytest.mark.parametrize("path", badges("oidf"))
def test_an_issuer_that_a_federation_s_anchor_states_is_recognised_for_as_long_as_it_says(path):
    issuer = documents()["oidf"]["id"]
    anchor = TrustAnchor()
    statements = [anchor.about(anchor.id, name="Federation", jwks=anchor.keys), anchor.about(issuer, name="DCC")]
    register = Register.from_entity_statements(statements, anchor=anchor.id, keys=anchor.keys, at=NOW)
    check, answer = recognised(path, register)
    if path.stem.endswith("complexIssuer"):  # two descriptions of one issuer, which is refused before anybody is asked
        assert check.code == "issuer.unauthenticated"
        return
    assert (check.outcome, check.code) == (Outcome.PASSED, "issuer.listed")
    assert answer.confirmed_by == f"the register Federation (in statements that {anchor.id} has signed)"
    expired = Register.from_entity_statements(
        [anchor.about(issuer, iat=1_745_603_982, exp=1_745_690_382)], anchor=anchor.id, keys=anchor.keys, at=NOW
    )
    assert recognised(path, expired)[0].code == "issuer.register-outdated"
