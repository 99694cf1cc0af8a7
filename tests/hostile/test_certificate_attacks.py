"""Somebody with some certificate, or none, signs a credential as somebody else: each attack fails for its own reason."""

import base64
from datetime import timedelta

import pytest
from cryptography import x509

from certified import ADDRESS, IDENTIFIER, NAME, Home, alternative_names, answer, parsed, x5c
from credseal import Verdict
from credseal.did.resolver import DefaultResolver
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner
from credseal.pki.material import Material
from credseal.securing.jose.header_certificate import MOST
from credseal.trust.anchors import Anchors
from simulators import IssuerWeb
from tokens import document


@pytest.fixture(scope="module")
def home():
    return Home()


@pytest.fixture(scope="module")
def held(home):
    """A university's own certificate, which says at which host it is at home."""
    return home.university(hosts=["uni.example"])


def refused(home, text, *trust, **options):
    """What is said of whose it is; it is never accepted, and no name is confirmed."""
    report = home.verifier(*trust, **options).inspect(text)
    assert report.verdict is not Verdict.ACCEPTED
    return answer(report)


def both(home, issuer, held, **options):
    """The same as SD-JWT VC and as vc+jwt."""
    return home.sd_jwt({"iss": issuer}, held, **options), home.jwt(issuer, held, **options)


def test_the_right_names_from_an_authority_that_nobody_knows(home):
    impostor = Home("Example")
    forged = impostor.university(hosts=["uni.example"])
    for text in (impostor.sd_jwt({}, forged), *both(impostor, ADDRESS, forged)):
        report = home.verifier().inspect(text)
        assert answer(report)[0] != "passed"
        assert report.issuer.confirmed_name is None
        assert report.verdict is not Verdict.ACCEPTED


def test_the_chain_of_the_real_issuer_behind_a_key_of_ones_own(home, held):
    thief = Home("Example").university()
    chain = x5c(held, home.authority.issuing)
    for text in (home.sd_jwt({}, thief, certificates=chain), home.jwt(ADDRESS, thief, certificates=chain)):
        assert answer(home.verifier().inspect(text), "signature") == ("failed", "jose.signature")


def test_ones_own_certificate_before_the_chain_of_the_real_issuer(home, held):
    thief = Home("Example").university(hosts=["uni.example"])
    chain = x5c(thief, held, home.authority.issuing)
    for text in both(home, ADDRESS, thief, certificates=chain):
        assert refused(home, text) in {("failed", "path.signature"), ("inconclusive", "path.no-anchor")}


def test_a_certificate_that_bears_the_name_of_an_authority_and_not_its_signature(home):
    impostor = Home("Example")
    forged = impostor.authority.seal(NAME, IDENTIFIER, "PL", kind="P-256", issuer=impostor.authority.issuing)
    text = impostor.sd_jwt({}, forged, certificates=x5c(forged, home.authority.issuing))
    assert refused(home, text)[1] in {"path.signature", "path.no-anchor"}


def test_certificates_in_another_order_do_not_change_whose_key_counts(home, held):
    turned = x5c(home.authority.issuing, held)
    for text in (home.sd_jwt({}, held, certificates=turned), home.jwt(ADDRESS, held, certificates=turned)):
        assert answer(home.verifier().inspect(text), "signature") == ("failed", "jose.signature")


def test_the_certificate_of_an_authority_is_not_for_signing(home):
    key = home.authority.issuing.key
    signing = home.authority.authority(
        "Example Other CA", issuer=home.authority.root, key=key, extensions=alternative_names(["uni.example"])
    )
    for text in (home.sd_jwt({}, signing), *both(home, ADDRESS, signing)):
        assert refused(home, text) == ("failed", "token.certificate-authority")
        believed = Anchors("Example", (parsed(signing),), ())
        assert refused(home, text, believed) == ("failed", "token.certificate-authority")


def test_whoever_is_certified_certifies_nobody(home, held):
    below = home.authority.certify(
        x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "College of Example")]),
        Home().university().key,
        alternative_names(["college.example"]),
        issuer=held,
    )
    for text in (home.sd_jwt({}, below), *both(home, "https://college.example", below)):
        assert refused(home, text) == ("failed", "path.constraint")


def test_a_certificate_that_vouches_for_itself(home):
    alone = home.authority.certify(
        parsed(home.university()).native.subject,
        home.university().key,
        alternative_names(["uni.example"]),
        issuer=None,
    )
    for text in (home.sd_jwt({}, alone), *both(home, ADDRESS, alone)):
        assert refused(home, text) == ("inconclusive", "token.certificate-self-signed")


def test_anchors_of_timestamps_are_none_of_issuers(home, held):
    stamping = Anchors("Example", (), (parsed(home.authority.root),))
    for text in (home.sd_jwt({}, held), *both(home, ADDRESS, held)):
        assert refused(home, text, stamping)[0] == "inconclusive"
        other = Anchors("Other", (parsed(Home().authority.root),), (parsed(home.authority.root),))
        assert refused(home, text, other) == ("inconclusive", "path.no-anchor")


def test_more_certificates_than_any_path_has(home, held):
    many = x5c(held, home.authority.issuing) + x5c(home.authority.issuing) * (MOST - 1)
    report = home.verifier().inspect(home.sd_jwt({}, held, certificates=many))
    assert answer(report, "signature") == ("failed", "sd-jwt.certificate")
    report = home.verifier().inspect(home.jwt(ADDRESS, held, certificates=many))
    assert answer(report, "signature") == ("failed", "token.header")
    assert home.verifier().verify(home.jwt(ADDRESS, held, certificates=many[:-1])).verdict is Verdict.ACCEPTED


def test_twenty_that_certify_each_other_take_no_time_worth_telling(home, held):
    """One name, many keys: each could have issued each, and none leads anywhere."""
    stranger = Home("Stranger").authority
    ring = [stranger.authority("Ring CA", issuer=None) for _ in range(MOST - 1)]
    leaf = stranger.seal(NAME, IDENTIFIER, "PL", kind="P-256", issuer=ring[0])
    assert refused(home, home.sd_jwt({}, leaf, certificates=x5c(leaf, *ring))) == ("inconclusive", "path.no-anchor")


@pytest.mark.parametrize("broken", [b"no certificate", b"\x30\x03\x02\x01\x01"])
def test_something_else_among_the_certificates(home, held, broken):
    chain = [*x5c(held), base64.b64encode(broken).decode(), *x5c(home.authority.issuing)]
    for text in (home.sd_jwt({}, held, certificates=chain), home.jwt(ADDRESS, held, certificates=chain)):
        assert refused(home, text) == ("failed", "certificate.unreadable")


@pytest.mark.parametrize(
    ("begins", "ends", "code"), [(-9, -1, "path.expired"), (1, 9, "path.not-yet")], ids=["ended", "not yet begun"]
)
def test_a_certificate_out_of_its_time(home, begins, ends, code):
    now = home.clock()
    held = home.university(
        hosts=["uni.example"], not_before=now + timedelta(days=begins), not_after=now + timedelta(days=ends)
    )
    for text in (home.sd_jwt({}, held), *both(home, ADDRESS, held)):
        assert refused(home, text) == ("failed", code)


def test_what_a_token_says_of_when_it_was_signed_rescues_no_certificate(home):
    now = home.clock()
    held = home.university(not_before=now - timedelta(days=9), not_after=now - timedelta(days=1))
    signed = int((now - timedelta(days=5)).timestamp())
    assert refused(home, home.sd_jwt({"iat": signed}, held)) == ("failed", "path.expired")


@pytest.mark.parametrize("how", ["list", "ocsp"])
def test_a_revoked_certificate(how):
    home = Home()
    held = home.university(hosts=["uni.example"])
    home.authority.revoke(held, reason="keyCompromise")
    answers = home.material if how == "list" else Material(ocsp=(home.authority.ocsp(held),))
    for text in (home.sd_jwt({}, held), *both(home, ADDRESS, held)):
        assert refused(home, text, home.anchors, answers, material=False) == ("failed", "token.certificate-revoked")


def test_a_revoked_authority():
    home = Home()
    held = home.university()
    home.authority.revoke(home.authority.issuing)
    assert refused(home, home.sd_jwt({}, held)) == ("failed", "token.certificate-revoked")


def test_a_revoked_certificate_is_not_mended_by_the_issuers_document():
    """Its key was given up; that some page still lists it says that nobody has tidied up."""
    home = Home()
    held = home.university(addresses=["did:web:uni.example"])
    home.authority.revoke(held)
    resolver = DefaultResolver(None, documents={"did:web:uni.example": document(private=held.key)})
    found = refused(home, home.jwt("did:web:uni.example", held), resolver=resolver)
    assert found == ("failed", "token.certificate-revoked")


def test_the_list_of_another_authority_says_nothing(home, held):
    other = Home("Example")
    answers = other.material
    assert refused(home, home.sd_jwt({}, held), home.anchors, answers, material=False) == (
        "inconclusive",
        "token.revocation-unknown",
    )


@pytest.mark.parametrize(
    "issuer",
    [
        "https://other.example",
        "https://www.uni.example",
        "https://uni.example.evil.example",
        "https://uni.example:8443",
        "https://evil.example/https://uni.example",
        "https://xn--ni-7ka.example",
    ],
)
def test_an_issuer_at_another_host(home, held, issuer):
    for text in both(home, issuer, held):
        assert refused(home, text) == ("failed", "token.certificate-other")


@pytest.mark.parametrize(
    "issuer", ["https://uni.example@evil.example", "https://uni.example#evil", "https://uni.example?"]
)
def test_an_address_that_is_read_in_two_ways(home, held, issuer):
    assert refused(home, home.jwt(issuer, held))[0] == "failed"
    report = home.verifier().inspect(home.sd_jwt({"iss": issuer}, held))
    assert report.verdict is Verdict.REJECTED


@pytest.mark.parametrize("name", ["*.uni.example", "*.example", "*"])
def test_a_name_with_a_wildcard_is_nobodys_in_particular(home, name):
    held = home.university(hosts=[name])
    for issuer in ("https://faculty.uni.example", f"https://{name}"):
        found = refused(home, home.jwt(issuer, held))
        assert found == ("failed", "token.certificate-other")
    assert refused(home, home.sd_jwt({"iss": "https://faculty.uni.example"}, held))[0] == "failed"


@pytest.mark.parametrize(
    "address", [f"{ADDRESS}/", f"{ADDRESS}/issuers/5", "http://uni.example", "HTTPS://uni.example"]
)
def test_an_address_is_borne_out_letter_for_letter(home, address):
    held = home.university(addresses=[address])
    for text in both(home, ADDRESS, held):
        assert refused(home, text) == ("failed", "token.certificate-other")


def test_a_host_in_the_name_of_the_subject_is_no_host(home):
    held = home.university(common_name="uni.example")
    assert refused(home, home.jwt(ADDRESS, held)) == ("inconclusive", "token.certificate-unbound")
    report = home.verifier().inspect(home.sd_jwt({"iss": ADDRESS}, held))
    assert report.issuer.id != ADDRESS


def test_a_university_with_a_certificate_issues_as_no_other(home):
    """Both have certificates of one authority that is believed; neither says an address."""
    first = home.university("University of Example", "VATPL-0000000000")
    home.university("College of Example", "VATPL-1111111111")
    claims, jwt = both(home, "https://college.example", first)
    report = home.verifier().inspect(jwt)
    assert (report.verdict, answer(report)) == (Verdict.UNDETERMINED, ("inconclusive", "token.certificate-unbound"))
    assert report.issuer.confirmed_name is None
    # Claims are the certificate's holder's, and it is said that nobody vouches for the name beside it.
    report = home.verifier().inspect(claims)
    assert (report.verdict, report.issuer.id) == (Verdict.ACCEPTED, "VATPL-0000000000")
    assert report.issuer.confirmed_name == "University of Example"
    assert "token.certificate-silent" in {note.code for note in report.notes}
    for text in (jwt, claims):
        assert home.verifier().inspect(text, issuer="https://college.example").verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize("did", ["did:web:uni.example", "did:web:other.example"])
def test_a_did_beside_somebodys_valid_certificate(home, held, did):
    assert answer(home.verifier().inspect(home.sd_jwt({"iss": did}, held)), "signature") == ("failed", "sd-jwt.signer")
    said = (
        ("inconclusive", "token.certificate-unbound")
        if did == "did:web:uni.example"
        else ("failed", "token.certificate-other")
    )
    assert refused(home, home.jwt(did, held)) == said
    resolver = DefaultResolver(None, documents={did: document(did)})
    assert refused(home, home.jwt(did, held), resolver=resolver) == ("failed", "token.unlisted")


def test_the_identifier_of_a_certificate_is_no_did_and_no_address(home):
    for identifier in ("did:web:other.example", "https://other.example"):
        held = home.university(identifier=identifier)
        report = home.verifier().inspect(home.sd_jwt({}, held))
        assert report.issuer.id == parsed(held).subject


def test_a_person_who_works_there_is_not_the_organisation(home):
    held = home.university(statements=("compliance", "esign"), hosts=["uni.example"])
    for text in (home.sd_jwt({}, held), *both(home, ADDRESS, held)):
        report = home.verifier().inspect(text)
        assert answer(report) == ("inconclusive", "token.certificate-no-seal")
        assert report.issuer.confirmed_name is None


def test_the_certificate_of_a_web_server(home):
    server = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH])
    held = home.university(extensions=[*alternative_names(["uni.example"]), (server, False)])
    for text in both(home, ADDRESS, held):
        assert refused(home, text) == ("failed", "path.usage")


def test_a_key_for_encrypting(home):
    held = home.university(usages=("key_encipherment",), hosts=["uni.example"])
    for text in both(home, ADDRESS, held):
        assert refused(home, text) == ("failed", "path.usage")


def test_another_key_beside_the_certificate(home, held):
    other = to_jwk(LocalSigner(home.university().key).public_key)
    for text in (home.sd_jwt({}, held, jwk=other), home.jwt(ADDRESS, held, jwk=other)):
        assert answer(home.verifier().inspect(text), "signature") == ("failed", "token.keys")
    same = to_jwk(LocalSigner(held.key).public_key)
    for text in (home.sd_jwt({}, held, jwk=same), home.jwt(ADDRESS, held, jwk=same)):
        assert answer(home.verifier().inspect(text)) == ("passed", "issuer.certificate")


@pytest.mark.parametrize(
    "kid", ["did:web:other.example#key-1", "https://other.example#key-1", "https://uni.example.evil.example#1"]
)
def test_the_name_of_anothers_key_beside_the_certificate(home, held, kid):
    for text in (home.sd_jwt({}, held, kid=kid), *both(home, ADDRESS, held, kid=kid)):
        assert refused(home, text) == ("failed", "token.keys")


def test_a_name_of_the_key_without_a_claim_to_be_anybodys(home, held):
    for kid in ("key-1", "#key-1", f"{ADDRESS}#key-1", f"{ADDRESS}/.well-known/jwks.json#key-1"):
        assert answer(home.verifier().inspect(home.jwt(ADDRESS, held, kid=kid))) == ("passed", "issuer.certificate")


def test_a_certificate_outside_of_what_is_signed(home, held):
    """Everything in a compact token's header is signed: a certificate that is put in afterwards breaks it."""
    thief = Home().university()
    header, payload, signature = home.sd_jwt({}, thief).rstrip("~").split(".")
    other = home.sd_jwt({}, held).split(".")[0]
    report = home.verifier().inspect(f"{other}.{payload}.{signature}~")
    assert header != other
    assert answer(report, "signature") == ("failed", "jose.signature")


def test_addresses_in_certificates_are_not_asked(home, held):
    """They name where answers about revocation are to be had; a stranger's certificate names the stranger's own."""
    web = IssuerWeb()
    home.verifier(material=False, fetch=web).inspect(home.sd_jwt({}, held))
    home.verifier(Home().anchors, material=False, fetch=web).inspect(home.sd_jwt({}, held))
    assert web.requests == []
