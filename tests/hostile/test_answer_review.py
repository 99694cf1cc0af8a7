"""A review of answers of several parts, certificates in tokens and attested keys: what somebody paid per hole has found, and what stops it now."""

import base64
import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography import x509

from certified import Home, chain, x5c
from certified import answer as told
from credseal import Verdict
from credseal.checks.expectations import ExpectedLearner
from credseal.encoding import base64url
from credseal.errors import CredsealError, PkiError
from credseal.issuer import Issuer
from credseal.issuer.attested import KeyAttestations
from credseal.keys.jwk import to_jwk
from credseal.model.learner import Learner, Name
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.pki.certificate import Certificate
from credseal.profiles.presentation import MOST
from credseal.securing.sd_jwt.disclosures import digest
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.signing import signed
from credseal.securing.sd_jwt.vc import issue
from credseal.trust.register import Register
from pids import BELIEVED, LEARNER, ORGANISATION, asked, learning_credential, pid_of, shown
from presentations import (
    ADA,
    AUDIENCE,
    BO,
    CHALLENGE,
    NOW,
    OCCASION,
    UNIVERSITY,
    Party,
    badge_of,
    badge_token,
    employer,
    learner_of,
    unsigned,
    wrong,
)
from records import credential
from simulators import Clock, IssuerWeb
from wallets import NOW as ATTESTED
from wallets import US, WalletProvider

OWN = learning_credential(ADA)
BOS = Learner(names=(Name(given="Bo", family="Sample"),), birth_date=date(1999, 1, 1))
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def respelled(sd_jwt):
    """The same SD-JWT with the other signature that fits: of (r, s) anybody can make (r, n - s)."""
    jwt, mark, rest = sd_jwt.partition("~")
    signing_input, _, signature = jwt.rpartition(".")
    r, s = (int.from_bytes(part) for part in (base64url.decode(signature)[:32], base64url.decode(signature)[32:]))
    other = r.to_bytes(32) + (P256_ORDER - s).to_bytes(32)
    return f"{signing_input}.{base64url.encode(other)}{mark}{rest}"


def by_a_university_with_ecdsa():
    """A learning credential of Ada's, and the verifier who knows its issuer."""
    university = Party("P-256")
    record = replace(credential(), learner=replace(LEARNER, id=ADA.did))
    made = Issuer(replace(ORGANISATION, id=None), university.signer, clock=lambda: NOW)
    listed = Register.load(
        {"name": "Universities", "issuers": [{"id": university.did, "name": "University of Example"}]}
    )
    token = made.issue(record, profile="learning", require=None).token
    return token, employer(trust=[listed])


# The same credential counts once.


def test_one_credential_twice_by_a_second_signature_that_anybody_can_make():
    token, verifier = by_a_university_with_ecdsa()
    other = respelled(token)
    assert other != token
    for copy in (token, other):
        assert asked([shown(ADA, copy)], verifier=verifier, pid=None)[0].verdict == "accepted"
    report, checks = asked([shown(ADA, token), shown(ADA, other)], verifier=verifier, pid=None)
    assert (checks["structure"], report.verdict) == (("failed", "presentation.duplicate"), "rejected")
    report, checks = asked([ADA.any_token(token, other)], verifier=verifier, pid=None)
    assert (checks["structure"], report.verdict) == (("failed", "presentation.duplicate"), "rejected")


# Two people are not one presenter.


@pytest.mark.parametrize(
    "parts",
    [
        lambda: [shown(ADA, OWN), shown(BO, learning_credential(BO, learner=BOS))],
        lambda: [ADA.token(badge_of(ADA)), BO.token(badge_of(BO, 2))],
        lambda: [json.dumps(ADA.show(badge_of(ADA))), shown(BO, learning_credential(BO, learner=BOS))],
    ],
    ids=["sd-jwt", "vp+jwt", "mixed"],
)
def test_two_people_who_show_a_credential_each_are_not_accepted_as_one(parts):
    report, checks = asked(parts(), pid=None)
    assert wrong(checks) == {"holder": ("inconclusive", "presentation.keys")}
    assert report.verdict == "undetermined"
    assert {learner_of(report, at) for at in (0, 1)} == {("passed", "learner.by-key")}


def test_several_keys_of_one_person_count_where_something_says_whose_they_are():
    other = Party("P-256")
    parts = [shown(ADA, OWN), shown(other, learning_credential(other))]
    assert asked(parts, pid=None)[0].verdict == "undetermined"
    assert (
        asked([*parts, shown(BO, pid_of(BO))])[0].verdict == "accepted"
    )  # it is Ada's PID, in a wallet with a third key
    ada = ExpectedLearner(given_name="Ada", family_name="Example", birth_date=date(2001, 5, 17), source="enrolment")
    assert asked(parts, pid=None, learner=ada)[0].verdict == "accepted"
    report, _ = asked([parts[0], shown(BO, learning_credential(BO, learner=BOS))], pid=None, learner=ada)
    assert (learner_of(report, 1)[0], report.verdict) == ("failed", "rejected")


def test_several_parts_shown_with_one_key_are_one_person_s():
    report, checks = asked([ADA.token(badge_of(ADA)), json.dumps(ADA.show(badge_of(ADA, 2)))], pid=None)
    assert (wrong(checks), report.verdict) == ({}, "accepted")


# Work, for answers that were never asked for.


def test_an_answer_has_no_more_credentials_than_one_presentation():
    each = unsigned(*[{"number": number} for number in range(MOST)])
    report, checks = asked([json.dumps(each), OWN], pid=None)
    assert (checks, report.credentials) == ({"structure": ("failed", "presentation.count")}, ())
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation([json.dumps(each), OWN], challenge=CHALLENGE, audience=AUDIENCE)
    assert refusal.value.code == "presentation.count"


# Whatever stands in what a wallet sent.


@pytest.mark.parametrize("anything", [5, None, True, 3.5, [], [[]], ["a"], [None]], ids=repr)
def test_what_is_neither_text_nor_object_is_refused_by_name(anything):
    """Parts of an answer, and proofs of keys, come out of JSON that somebody sent."""
    report = employer().inspect_presentation([OWN, anything], challenge=CHALLENGE, audience=AUDIENCE)
    assert [(check.name, check.code) for check in report.checks] == [("structure", "envelope.shape")]
    assert employer().inspect(anything).verdict is Verdict.REJECTED
    wallets = KeyAttestations(trust=[WalletProvider().anchors], clock=lambda: ATTESTED)
    for check in (wallets.check_proof, wallets.check_attestation):
        with pytest.raises(CredsealError) as refusal:
            check(anything, audience=US, nonce="n")
        assert refusal.value.code == "jose.form"


# Who replays an answer does not choose whom we talk to.

LEARNERS = "did:web:learner.example"


def named_key(**claims):
    """A credential that names its holder's key, which lies on the web, and the proof of that key."""
    said = {**parse(OWN).processed().payload, "cnf": {"kid": f"{LEARNERS}#k"}, "sub": LEARNERS}
    token = issue(said, UNIVERSITY.signer, kid=UNIVERSITY.method)
    own = {"nonce": CHALLENGE, "aud": AUDIENCE, "iat": int(NOW.timestamp()), "sd_hash": digest(token, "sha-256")}
    return token + signed({"typ": "kb+jwt"}, {**own, **claims}, BO.signer)


def learners_web():
    web = IssuerWeb()
    method = {
        "id": f"{LEARNERS}#k",
        "type": "JsonWebKey",
        "controller": LEARNERS,
        "publicKeyJwk": to_jwk(BO.signer.public_key),
    }
    document = {"id": LEARNERS, "verificationMethod": [method], "authentication": [method["id"]]}
    web.publish("https://learner.example/.well-known/did.json", document)
    return web


def test_the_honest_twin_is_accepted_and_has_its_key_looked_up():
    web = learners_web()
    report, _ = asked([named_key()], pid=None, verifier=employer(fetch=web))
    assert (report.verdict, len(web.requests)) == ("accepted", 1)


@pytest.mark.parametrize("hours", [-3, 3])
def test_for_an_answer_of_another_time_nobody_is_asked(hours):
    web = learners_web()
    made = int((NOW + timedelta(hours=hours)).timestamp())
    report, _ = asked([named_key(iat=made)], pid=None, verifier=employer(fetch=web))
    assert (report.verdict, web.requests) == ("undetermined", [])


def test_for_a_challenge_that_was_answered_before_nobody_is_asked_and_that_is_said():
    web, nonces = learners_web(), MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    nonces.redeem(challenge, audience=AUDIENCE, purpose=PRESENTATION)
    replayed = [named_key(nonce=challenge)]
    report, checks = asked(replayed, pid=None, challenge=challenge, nonces=nonces, verifier=employer(fetch=web))
    assert (checks["freshness"], report.verdict, web.requests) == (("failed", "nonce.used"), "rejected", [])


# Certificates.


def test_a_whole_name_of_the_issuers_key_beside_a_certificate_that_says_nothing_of_it_leaves_it_open():
    """It was rejected as if the certificate were another's, with a sentence that was not true."""
    home = Home()
    text = home.sd_jwt({"iss": "https://uni.example"}, home.university(), kid="https://uni.example#key-1")
    report = home.verifier().inspect(text)
    assert (report.verdict, told(report)) == ("undetermined", ("inconclusive", "token.certificate-unbound"))
    assert report.issuer.confirmed_name is None


def test_broken_certificates_in_a_header_are_refused_and_break_nothing():
    """Keys of unknown types, empty bit strings, numbers below zero: libraries raise whatever they like, and warn."""
    home, seeded = Home(), random.Random(20261122)  # noqa: S311  the same in every run
    held = home.university(hosts=["uni.example"])
    whole = [each.der for each in chain(held)]
    for _ in range(600):
        at = seeded.randrange(len(whole))
        changed = bytearray(whole[at])
        for _ in range(seeded.choice([1, 1, 2, 4])):
            changed[seeded.randrange(len(changed))] = seeded.randrange(256)
        if bytes(changed) == whole[at]:
            continue
        certificates = x5c(*chain(held))
        certificates[at] = base64.b64encode(changed).decode()
        report = home.verifier().inspect(home.sd_jwt({"iss": None}, held, certificates=certificates))
        assert report.verdict is not Verdict.ACCEPTED
        json.dumps(report.to_dict())


def test_a_certificate_with_a_key_of_an_unknown_type_beside_a_broken_extension():
    """The one that the above found first, made on purpose. The extension is read, whatever else of ASN.1 somebody has loaded."""
    der = Home().university(hosts=["uni.example"]).der
    ec_public_key, alternative = bytes.fromhex("06072a8648ce3d0201"), bytes.fromhex("0603551d11")
    unknown = der.replace(ec_public_key, bytes.fromhex("06072a8648ce700201"), 1)
    at = unknown.index(alternative) + len(alternative)
    broken = Certificate.parse(unknown[:at] + unknown[at : at + 2] + b"\xff" + unknown[at + 3 :])
    assert broken.extension(x509.KeyUsage).digital_signature
    with pytest.raises(PkiError) as refusal:
        broken.extension(x509.SubjectAlternativeName)
    assert refusal.value.code == "certificate.extension"


# Whatever is changed.


def answers():
    """Honest answers of every form, with what believes in them."""
    envelope = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "EnvelopedVerifiablePresentation",
        "id": f"data:application/vp+jwt,{ADA.token(badge_of(ADA))}",
    }
    return {
        "proof": ([json.dumps(ADA.show(badge_of(ADA)))], None),
        "token": ([ADA.token(badge_of(ADA))], None),
        "token in token": ([ADA.token(badge_token(ADA))], None),
        "envelope": ([json.dumps(envelope)], None),
        "sd-jwt": ([shown(ADA, OWN)], None),
        "pid": ([shown(ADA, OWN), shown(ADA, pid_of(ADA))], BELIEVED),
    }


ANYTHING = (
    None, True, 0, -1, 1e300, "", "a", [], {}, [[]], {"id": "x"}, "did:key:z", "\x00", ADA.did, BO.did, UNIVERSITY.did,
    "VerifiablePresentation", "urn:eudi:pid:1",
)  # fmt: skip
NAMES = (
    "id", "type", "@context", "holder", "proof", "iss", "sub", "aud", "exp", "nbf", "iat", "nonce", "vp", "vc", "cnf", "kid", "jwk",
    "x5c", "alg", "typ", "cty", "crit", "b64", "_sd", "...", "verifiableCredential", "credentialSubject", "issuer", "vct", "sd_hash",
)  # fmt: skip


def changed_json(value, pick):
    value = json.loads(json.dumps(value))
    inside, found = [value], []
    while inside:
        one = inside.pop()
        if isinstance(one, dict | list):
            found.append(one)
            inside += one.values() if isinstance(one, dict) else one
    node = pick.choice(found) if found else {}
    if isinstance(node, list):
        node[pick.randrange(len(node) + 1) :] = [pick.choice(ANYTHING)]
    elif node and pick.random() < 0.6:
        node[pick.choice(list(node))] = pick.choice(ANYTHING)
    elif node and pick.random() < 0.4:
        node.pop(pick.choice(list(node)))
    else:
        node[pick.choice(NAMES)] = pick.choice(ANYTHING)
    return value


def changed_token(token, pick, signer):
    """A token of which a part says something else; by ``signer`` anew, or with the old signature."""
    parts = token.split(".")
    at = pick.randrange(2)
    parts[at] = base64url.encode(json.dumps(changed_json(json.loads(base64url.decode(parts[at])), pick)).encode())
    if signer is not None:
        parts[2] = base64url.encode(signer.sign(".".join(parts[:2]).encode()))
    return ".".join(parts)


def changed(text, pick):
    if pick.random() < 0.25:
        data = bytearray(text.encode())
        data[pick.randrange(len(data))] = pick.choice(b'~._-=AZaz09{}[]",: \n\xff')
        return bytes(data)
    signer = ADA.signer if pick.random() < 0.6 else None
    if text.startswith("{"):
        document = changed_json(json.loads(text), pick)
        if signer is None or not isinstance(document, dict):
            return json.dumps(document)
        document.pop("proof", None)
        try:
            return json.dumps(ADA.sign(document, **OCCASION))
        except CredsealError:  # nobody could sign that
            return json.dumps(document)
    if "~" not in text:
        return changed_token(text, pick, signer)
    parts = text.split("~")
    at = pick.choice([0, len(parts) - 1])
    parts[at] = changed_token(parts[at], pick, signer if at else None)
    return "~".join(parts)


def said(report):
    """What the credentials say, whether one value stands by itself or in a list; JSON-LD does not tell these apart."""

    def plain(value):
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items()}
        if isinstance(value, list):
            listed = sorted({json.dumps(plain(each), sort_keys=True) for each in value})
            return json.loads(listed[0]) if len(listed) == 1 else listed
        return value

    return [plain(one.report.document) for one in report.credentials]


@pytest.mark.parametrize("form", answers())
def test_no_changed_answer_is_accepted_that_says_something_else(form):
    parts, pid = answers()[form]
    honest, _ = asked(parts, pid=pid)
    assert honest.verdict == "accepted"
    pick = random.Random(f"answers {form}")  # noqa: S311  the same in every run
    for _ in range(250):
        at = pick.randrange(len(parts))
        given = [*parts[:at], changed(parts[at], pick), *parts[at + 1 :]]
        report, _ = asked(given, pid=pid)
        json.dumps(report.to_dict())
        assert report.verdict != "accepted" or (
            said(report) == said(honest) and report.presenter.shown and report.presenter == honest.presenter
        )
