"""Certificates in tokens: followed to those who are believed, they say who the issuer is."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from certified import ADDRESS, IDENTIFIER, NAME, Home, answer, codes, parsed, x5c
from credseal import Policy, Verdict
from credseal.checks.rules import certified
from credseal.did.resolver import DefaultResolver
from credseal.issuer import Issuer
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner
from credseal.trust.anchors import Anchors
from credseal.trust.eu_lists import TrustedLists
from credseal.verifier import Verifier
from diplomas import University
from records import credential
from sd_jwts import HOLDER
from simulators import Clock, IssuerWeb
from tokens import document
from trusted_lists import Union, service


@pytest.fixture(scope="module")
def home():
    return Home()


@pytest.fixture(scope="module")
def held(home):
    return home.university(hosts=["uni.example"], addresses=["urn:example:uni"])


def test_an_issuer_without_a_name_is_the_subject_of_its_certificate(home):
    report = home.verifier().verify(home.sd_jwt({}, home.university()))
    assert report.verdict is Verdict.ACCEPTED
    assert answer(report) == ("passed", "issuer.certificate")
    assert answer(report, "issuer_recognised") == ("passed", "issuer.certified")
    assert (report.issuer.id, report.issuer.confirmed_name) == (IDENTIFIER, NAME)
    assert report.issuer.confirmed_by.startswith("the certificate authority Example")
    assert [proof.verification_method.split()[0] for proof in report.proofs] == ["certificate"]


def test_without_a_number_it_is_known_by_its_whole_name(home):
    held = home.university(identifier=None)
    assert home.verifier().verify(home.sd_jwt({}, held)).issuer.id == parsed(held).subject


def test_what_we_issue_with_certificates_is_accepted():
    university = University(Clock(Home().clock()))
    organisation = replace(university.issuer.organisation, id=None)
    made = Issuer(organisation, university.signer, clock=university.clock)
    sealed = made.issue(credential(), profile="learning")
    material = Home.material.fget(university)
    report = Verifier(fetch=None, trust=[university.anchors, material], clock=university.clock).verify(sealed.data)
    assert (report.issuer.confirmed_name, codes(report) & {"issuer.further-name"}) == (university.name, set())


@pytest.mark.parametrize("issuer", [ADDRESS, f"{ADDRESS}/issuers/5", "https://UNI.example"])
def test_a_certificate_bears_out_the_address_of_its_host(home, held, issuer):
    for text in (home.sd_jwt({"iss": issuer}, held), home.jwt(issuer, held)):
        report = home.verifier().verify(text)
        assert (report.issuer.id, report.issuer.confirmed_name) == (issuer, NAME)


def test_a_certificate_bears_out_the_very_identifier(home, held):
    report = home.verifier().verify(home.jwt("urn:example:uni", held))
    assert (report.issuer.id, answer(report)) == ("urn:example:uni", ("passed", "issuer.certificate"))


def test_nobody_is_asked_for_what_a_certificate_says(home, held):
    web = IssuerWeb()
    home.verifier(fetch=web).verify(home.sd_jwt({"iss": ADDRESS}, held))
    home.verifier(fetch=web).verify(home.jwt(ADDRESS, held))
    assert web.requests == []


def test_without_anchors_it_stays_open_and_the_report_says_what_could_be_given(home, held):
    for text, code in ((home.sd_jwt({}, held), "token.no-issuer"), (home.jwt(ADDRESS, held), "token.header-key")):
        report = Verifier(fetch=None, clock=home.clock).inspect(text)
        assert (answer(report), answer(report, "signature")[0]) == (("inconclusive", code), "passed")
        assert "--anchors" in report.check("issuer_authenticated").hint
        assert report.issuer.confirmed_name is None


def test_a_certificate_of_another_authority_stays_open(home, held):
    report = home.verifier(Home().anchors).inspect(home.sd_jwt({}, held))
    assert answer(report) == ("inconclusive", "path.no-anchor")


def test_the_issuers_own_documents_count_where_certificates_lead_nowhere(home, held):
    documents = {"did:web:uni.example": document(private=held.key)}
    resolver = DefaultResolver(None, documents=documents)
    report = home.verifier(Home().anchors, resolver=resolver).inspect(home.jwt("did:web:uni.example", held))
    assert answer(report) == ("passed", "issuer.key")


def test_while_nobody_tells_of_revocation_it_is_open_and_says_whose_it_is(home, held):
    report = home.verifier(material=False).inspect(home.sd_jwt({}, held))
    assert report.verdict is Verdict.UNDETERMINED
    assert answer(report) == ("inconclusive", "token.revocation-unknown")
    assert report.issuer.confirmed_name is None  # a stolen key, of which the revocation is kept back, confirms no name
    assert answer(report, "issuer_recognised") == ("passed", "issuer.certified")


def test_a_certificate_that_is_believed_itself_needs_no_answer(home, held):
    anchors = Anchors("Example", (parsed(held),), ())
    assert home.verifier(anchors, material=False).verify(home.sd_jwt({}, held)).verdict is Verdict.ACCEPTED


def test_the_others_may_stand_in_any_order(home):
    between = home.authority.authority("Example Faculty CA", issuer=home.authority.root)
    below = home.authority.authority("Example Institute CA", issuer=between)
    held = home.university(issuer=below)
    text = home.sd_jwt({}, held, certificates=x5c(held, between, below))
    report = home.verifier(material=False).inspect(text)
    assert answer(report) == ("inconclusive", "token.revocation-unknown")


def test_an_anchor_that_comes_along_is_told_and_adds_nothing(home, held):
    certificates = x5c(held, home.authority.issuing, home.authority.root)
    report = home.verifier().verify(home.sd_jwt({}, held, certificates=certificates))
    assert "token.anchor-included" in codes(report)
    report = home.verifier(Home().anchors).inspect(home.sd_jwt({}, held, certificates=certificates))
    assert answer(report) == ("inconclusive", "path.no-anchor")


def test_the_expected_issuer_is_the_one_of_the_certificate(home, held):
    text = home.sd_jwt({}, held)
    assert home.verifier().verify(text, issuer=IDENTIFIER).verdict is Verdict.ACCEPTED
    assert answer(home.verifier().inspect(text, issuer="VATPL-1"), "issuer_recognised") == ("failed", "issuer.other")


def test_a_policy_may_demand_a_certificate_or_something_else(home, held):
    text = home.sd_jwt({}, held)
    believing = home.verifier(policy=Policy(recognised_by=certified()))
    assert believing.verify(text).verdict is Verdict.ACCEPTED
    demanding = home.verifier(policy=Policy(recognised_by=certified(qualified=True)))
    assert answer(demanding.inspect(text), "issuer_recognised") == ("inconclusive", "issuer.not-qualified")


def test_another_name_than_the_certificates_is_told(home, held):
    report = home.verifier().verify(home.sd_jwt({"issuing_authority": "Ministry of Example"}, held))
    assert "issuer.further-name" in codes(report)
    assert (report.issuer.claimed_name, report.issuer.confirmed_name) == ("Ministry of Example", NAME)


def test_keys_of_other_kinds(home):
    for kind in ("RSA", "P-384"):
        held = home.university(kind=kind, addresses=[ADDRESS])
        assert home.verifier().verify(home.jwt(ADDRESS, held)).verdict is Verdict.ACCEPTED


def test_a_certificate_counts_by_the_present_whatever_instant_dates_are_compared_with(home):
    held = home.university(not_after=home.clock() - timedelta(minutes=1), not_before=home.clock() - timedelta(days=9))
    report = home.verifier().inspect(home.sd_jwt({}, held), at=home.clock() - timedelta(hours=1))
    assert answer(report) == ("failed", "path.expired")
    assert "timestamp" not in report.check("issuer_authenticated").hint


def test_tokens_without_certificates_load_nothing_of_them():
    script = (
        "import sys; sys.path[:0] = ['tests']; from tokens import credential, token; from credseal import Verifier;"
        "Verifier(fetch=None).inspect(token(credential()));"
        "print([name for name in sys.modules if name in ('credseal.pki.paths', 'asn1crypto', 'credseal.authenticity.paths')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  ours
    assert done.stdout.strip() == "[]"


def test_a_signer_and_its_certificate_have_one_key(home, held):
    stranger = home.university()
    text = home.sd_jwt({}, stranger, certificates=x5c(held, home.authority.issuing))
    assert answer(home.verifier().inspect(text), "signature") == ("failed", "jose.signature")
    assert LocalSigner(held.key).public_key == parsed(held).public_key


def test_a_trusted_list_says_what_the_service_behind_a_certificate_is(home, held, tmp_path):
    union = Union(clock=home.clock)
    listed = {"ES": [service(home.authority.issuing)]}
    lists = TrustedLists.load(union.publish(tmp_path / "lists", listed), signers=[union.operator.digest])
    report = home.verifier(lists).verify(home.sd_jwt({}, held))
    assert answer(report, "issuer_recognised") == ("passed", "issuer.qualified")
    assert report.issuer.confirmed_by.startswith("the certificate authority Trust Services of Example")
    demanding = home.verifier(lists, policy=Policy(recognised_by=certified(qualified=True)))
    assert demanding.verify(home.jwt(ADDRESS, held)).verdict is Verdict.ACCEPTED


def test_a_holders_key_needs_nobodys_name_beside_it(home, held):
    """RFC 7800 asks for an issuer or a subject by name where there is a key; SD-JWT VC since draft 20 does not."""
    text = home.sd_jwt({"cnf": {"jwk": to_jwk(HOLDER.public_key)}}, held)
    assert home.verifier().verify(text).verdict is Verdict.ACCEPTED
