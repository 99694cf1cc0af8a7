"""What no verifier may let pass, each under its name: it is refused for that one reason, and its honest twin is accepted.

A twin differs from the attack by what the test says. Reports are compared check by check: what is not listed as changed ended in the attack as it
did in the twin, with the same outcome and code. Beside the check that decides stand those that stay open because of it.

What happens between wallet and server belongs to whoever carries the messages, and is not here: a deferred credential fetched with another token, a
transaction code that is guessed, a code that is used twice, an answer fetched without its code. Token status lists are not read, so that
nothing can be passed off as one.
"""

import ast
import copy
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives import serialization

import tokens
from badges import V1, V2
from credseal.checks.expectations import ExpectedLearner
from credseal.did.key import did_of, method_id_of
from credseal.did.resolver import DefaultResolver
from credseal.encoding import base64url
from credseal.issuer import Issuer
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner, generate
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.profiles import openbadges
from credseal.report import Verdict
from credseal.report.presentation import PresentationReport
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import KEY_BINDING_TYPE, parse
from credseal.securing.sd_jwt.presenting import present as part_of
from credseal.securing.sd_jwt.signing import signed
from credseal.trust.register import Register
from presentations import ADA, AUDIENCE, BO, CHALLENGE, NOW, UNIVERSITY, Party, badge_of, employer, unsigned
from records import UNIVERSITY as ORGANISATION
from records import credential
from sd_jwts import digested, disclosed
from simulators import Clock
from support import ROOT
from tokens import LEARNER, METHOD, STRANGER, VALID_FROM, credential_of_1, public, public_jwk, token

SECONDS = int(NOW.timestamp())
HOLDER, OTHER_HOLDER, SEALER = generate("P-256"), generate("P-256"), generate("P-256")
COLLEGE = Issuer(replace(ORGANISATION, id=None), SEALER, clock=lambda: NOW)
ISSUERS = (UNIVERSITY.did, COLLEGE.organisation.id, tokens.UNIVERSITY)
LISTED = Register.load({"name": "Universities", "issuers": [{"id": each, "name": "Example"} for each in ISSUERS]})
VERIFIER = employer(trust=[LISTED], resolver=DefaultResolver(None, documents={tokens.UNIVERSITY: tokens.document()}))
NOT_ASKED = "not asked"


def told(report):
    """Outcome and code of each check; of the credentials in a presentation behind their number."""
    found = {check.name: (check.outcome.value, check.code) for check in report.checks}
    if isinstance(report, PresentationReport):
        for number, one in enumerate(report.credentials, 1):
            found |= {f"{number} {name}": answer for name, answer in told(one.report).items()}
    return found


def changed(attack, twin, verdict=Verdict.REJECTED):
    """The checks that ended otherwise than in the honest twin, which is accepted, and how."""
    assert (twin.verdict, attack.verdict) == (Verdict.ACCEPTED, verdict)
    before, after = told(twin), told(attack)
    return {name: after.get(name, NOT_ASKED) for name in before | after if after.get(name) != before.get(name)}


def inspect(source, **options):
    """The report on a credential."""
    return VERIFIER.inspect(source if isinstance(source, str) else json.dumps(source), **options)


def asked(shown, **options):
    """The report on a presentation."""
    options = {"challenge": CHALLENGE, "audience": AUDIENCE, **options}
    return VERIFIER.inspect_presentation(json.dumps(shown) if isinstance(shown, dict) else shown, **options)


def private_jwk(signer):
    """A private key where a public one belongs."""
    key = signer._private_key
    scalar = (
        key.private_bytes_raw()
        if signer.public_key.kind == "Ed25519"
        else key.private_numbers().private_value.to_bytes(32, "big")
    )
    return {**to_jwk(signer.public_key), "d": base64url.encode(scalar)}


# Where it is not known who signed, it is not known whose credential it is either.
UNSIGNED = {
    "issuer_authenticated": ("inconclusive", "issuer.no-proof"),
    "issuer_recognised": ("inconclusive", "issuer.unauthenticated"),
}
UNSHOWN = {"1 learner": ("inconclusive", "learner.not-bound")}
STAYED_OPEN = ("inconclusive", "presentation.not-shown")
UNPROVEN = ("inconclusive", "presentation.no-proof")


# Presentations in both forms: a document with a Data Integrity proof, and an SD-JWT with the proof of its holder's key


BADGE = badge_of()


def learning(holder=HOLDER):
    """A learning credential of somebody with a key."""
    record = credential()
    given = replace(record, learner=replace(record.learner, id=did_of(holder.public_key)))
    return COLLEGE.issue(given, profile="learning").token


LEARNING = learning()


def show_badge(*, challenge=CHALLENGE, audience=AUDIENCE, at=NOW):
    return ADA.show_anything(BADGE, challenge=challenge, domain=(audience,), created=at)


def show_learning(*, challenge=CHALLENGE, audience=AUDIENCE, at=NOW):
    return bind(LEARNING, HOLDER, nonce=challenge, audience=audience, at=at)


class Form(NamedTuple):
    """How something is presented, and with which codes it is refused."""

    show: Callable[..., object]
    challenge: str
    audience: str
    too_old: str
    too_new: str
    asked_in_turn: tuple[str, ...] = ()

    def open_beside(self, failed):
        """What stays open where a check failed: whose the credential is; and what would have been asked next."""
        order = self.asked_in_turn
        return UNSHOWN | dict.fromkeys(order[order.index(failed) + 1 :] if order else (), STAYED_OPEN)


DATA_INTEGRITY = Form(show_badge, "proof.challenge", "proof.domain", "presentation.stale", "presentation.future")
SD_JWT = Form(
    show_learning,
    "sd-jwt.key-binding-nonce",
    "sd-jwt.key-binding-audience",
    "sd-jwt.key-binding-time",
    "sd-jwt.key-binding-time",
    ("signature", "occasion", "freshness", "holder"),
)
in_both_forms = pytest.mark.parametrize("form", [DATA_INTEGRITY, SD_JWT], ids=["Data Integrity", "SD-JWT"])


@in_both_forms
def test_wrong_challenge_or_nonce(form):
    found = changed(asked(form.show(challenge="another")), asked(form.show()))
    assert found == {"occasion": ("failed", form.challenge), **form.open_beside("occasion")}


@in_both_forms
def test_wrong_domain_or_audience(form):
    found = changed(asked(form.show(audience="https://other.example")), asked(form.show()))
    assert found == {"occasion": ("failed", form.audience), **form.open_beside("occasion")}


@in_both_forms
@pytest.mark.parametrize(
    ("audience", "made_for"),
    [
        ("x509_san_dns:employer.example", "employer.example"),
        ("x509_san_dns:employer.example", "https://employer.example"),
        ("x509_san_dns:employer.example", "x509_hash:employer.example"),
        ("redirect_uri:https://employer.example", "https://employer.example"),
        ("decentralized_identifier:did:web:employer.example", "did:web:employer.example"),
        ("origin:https://employer.example", "https://employer.example"),
        ("https://employer.example", "origin:https://employer.example"),
        ("employer.example", "x509_san_dns:employer.example"),
    ],
)
def test_missing_prefix_in_audience(form, audience, made_for):
    twin = asked(form.show(audience=audience), audience=audience)
    found = changed(asked(form.show(audience=made_for), audience=audience), twin)
    assert found == {"occasion": ("failed", form.audience), **form.open_beside("occasion")}


@in_both_forms
def test_nonce_reuse(form):
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    shown = form.show(challenge=challenge)
    first = asked(shown, challenge=challenge, nonces=nonces)
    again = asked(shown, challenge=challenge, nonces=nonces)
    assert changed(again, first) == {"freshness": ("failed", "nonce.used"), **UNSHOWN}


@in_both_forms
def test_expired_nonce(form):
    def answered(after):
        clock = Clock(NOW - after)
        nonces = MemoryNonces(clock=clock)
        challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
        clock.advance(after)
        return asked(form.show(challenge=challenge), challenge=challenge, nonces=nonces)

    found = changed(answered(timedelta(hours=1)), answered(timedelta(minutes=1)))
    assert found == {"freshness": ("failed", "nonce.expired"), **UNSHOWN}


@in_both_forms
def test_proof_made_too_long_ago(form):
    just = asked(form.show(at=NOW - timedelta(minutes=16)))
    found = changed(asked(form.show(at=NOW - timedelta(minutes=16, seconds=1))), just)
    assert found == {"freshness": ("failed", form.too_old), **form.open_beside("freshness")}


@in_both_forms
def test_proof_made_in_the_future(form):
    just = asked(form.show(at=NOW + timedelta(minutes=1)))
    found = changed(asked(form.show(at=NOW + timedelta(minutes=1, seconds=1))), just)
    assert found == {"freshness": ("failed", form.too_new), **form.open_beside("freshness")}


# Data Integrity


def test_presentation_stripped_of_its_proof():
    found = changed(asked(unsigned(BADGE, holder=ADA.did)), asked(show_badge()))
    assert found == {
        "signature": ("failed", "proof.missing"),
        **dict.fromkeys(("occasion", "freshness", "holder"), UNPROVEN),
        **UNSHOWN,
    }


def test_holder_is_not_the_subject():
    found = changed(asked(BO.show_anything(BADGE)), asked(ADA.show_anything(BADGE)))
    assert found == {"1 learner": ("failed", "learner.other-presenter")}


def test_presentation_signed_by_another_key_in_the_holders_name():
    found = changed(asked(BO.show_anything(BADGE, holder=ADA.did)), asked(show_badge()))
    assert found == {"holder": ("failed", "presentation.other-holder"), **UNSHOWN}


def test_presentation_signed_by_another_key_under_the_name_of_the_holders():
    forged = Party().show_anything(BADGE, holder=ADA.did, verification_method=ADA.method)
    found = changed(asked(forged), asked(show_badge()))
    assert found == {"signature": ("failed", "signature.mismatch"), "holder": STAYED_OPEN, **UNSHOWN}


def test_private_key_where_the_proof_names_its_public_one():
    def shown(jwk):
        holder = "did:jwk:" + base64url.encode(json.dumps(jwk).encode())
        return asked(ADA.show_anything(badge_of(holder), holder=holder, verification_method=f"{holder}#0"))

    found = changed(shown(private_jwk(ADA.signer)), shown(to_jwk(ADA.signer.public_key)))
    assert found == {"holder": ("failed", "method.key"), "signature": ("inconclusive", "method.key"), **UNSHOWN}


def enveloped(text):
    return {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{text}"}


@pytest.mark.parametrize("as_token", [False, True])
def test_credential_of_another_learner_in_the_same_presentation(as_token):
    def second(learner):
        if not as_token:
            return badge_of(learner, 2)
        return enveloped(token({**tokens.credential(credentialSubject={"id": learner.did}), "iss": tokens.UNIVERSITY}))

    theirs, own = (asked(ADA.show_anything(BADGE, second(learner))) for learner in (BO, ADA))
    assert changed(theirs, own) == {"2 learner": ("failed", "learner.other-presenter")}


def without_proof(document):
    return {name: value for name, value in document.items() if name != "proof"}


@pytest.mark.parametrize("broken", [0, 1])
def test_one_right_proof_beside_a_wrong_one(broken):
    twice = UNIVERSITY.sign(BADGE, cryptosuite="eddsa-jcs-2022")
    attack = copy.deepcopy(twice)
    attack["proof"][broken]["created"] = "2026-11-21T00:00:00Z"
    assert changed(inspect(attack), inspect(twice)) == {"signature": ("failed", "signature.mismatch")}


def chained():
    first = UNIVERSITY.sign(without_proof(BADGE), identifier="urn:uuid:0a6e1d2c-0009-4000-8000-000000000001")
    return UNIVERSITY.sign(first, previous=["urn:uuid:0a6e1d2c-0009-4000-8000-000000000001"])


def test_proof_without_the_one_that_it_builds_on():
    chain = chained()
    attack = {**chain, "proof": chain["proof"][1]}
    assert changed(inspect(attack), inspect(chain)) == {"signature": ("failed", "proof.previous"), **UNSIGNED}


def test_proof_that_builds_on_a_changed_one():
    chain = chained()
    attack = copy.deepcopy(chain)
    attack["proof"][0]["created"] = "2026-11-21T00:00:00Z"
    assert changed(inspect(attack), inspect(chain)) == {"signature": ("failed", "signature.mismatch"), **UNSIGNED}


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_context_of_the_proof_that_contradicts_the_documents(cryptosuite):
    badge = UNIVERSITY.sign(without_proof(BADGE), cryptosuite=cryptosuite)
    attack = {**badge, "proof": {**badge["proof"], "@context": [V1]}}
    assert changed(inspect(attack), inspect(badge)) == {"signature": ("failed", "proof.context"), **UNSIGNED}


def test_context_appended_to_a_document_whose_json_was_signed_explains_nothing():
    badge = UNIVERSITY.sign(without_proof(BADGE), cryptosuite="eddsa-jcs-2022")
    context = [*badge["@context"], {"nickname": "https://elsewhere.example/nickname"}]
    report = inspect({**badge, "@context": context})
    assert told(report) == told(inspect(badge))
    assert report.document["@context"] == badge["@context"]
    found = changed(inspect({**badge, "@context": context, "nickname": "Doctor"}), inspect(badge))
    assert found == {
        "signature": ("failed", "signature.mismatch"),
        "contexts": ("inconclusive", "contexts.unpinned"),
        **UNSIGNED,
    }


def test_proof_of_a_presentation_on_a_credential():
    attack = UNIVERSITY.sign(without_proof(BADGE), purpose="authentication")
    assert changed(inspect(attack), inspect(BADGE)) == {
        "issuer_authenticated": ("failed", "proof.purpose"),
        "issuer_recognised": UNSIGNED["issuer_recognised"],
    }


# SD-JWT


CLAIMS = parse(LEARNING).processed().payload
GRADE = disclosed("salt-1-salt-1-salt-1-s", "assessment_grade", "4.5")
UNGRADED = {name: value for name, value in CLAIMS.items() if name != "assessment_grade"}


def sd_jwt(claims, *disclosures, without=(), **header):
    """Whatever the college may sign, with whatever disclosures."""
    header = {"typ": "dc+sd-jwt", "kid": COLLEGE.verification_method, **header}
    kept = {name: value for name, value in header.items() if name not in without}
    return "~".join([signed(kept, claims, SEALER), *disclosures, ""])


def of_claims(claims, *disclosures):
    """What is told of claims and disclosures, beside an honest one with a disclosure."""
    honest = inspect(sd_jwt({**UNGRADED, "_sd": [digested(GRADE)]}, GRADE))
    return changed(inspect(sd_jwt(claims, *disclosures)), honest)


def test_disclosure_that_shadows_a_sibling():
    found = of_claims({**UNGRADED, "assessment_grade": "2", "_sd": [digested(GRADE)]}, GRADE)
    assert found == {"signature": ("failed", "sd-jwt.shadowing"), **UNSIGNED}


def test_disclosures_that_shadow_each_other():
    better = disclosed("salt-2-salt-2-salt-2-s", "assessment_grade", "5")
    found = of_claims({**UNGRADED, "_sd": [digested(GRADE), digested(better)]}, GRADE, better)
    assert found == {"signature": ("failed", "sd-jwt.shadowing"), **UNSIGNED}


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_disclosure_named_like_a_mark_of_sd_jwt(name):
    marked = disclosed("salt-2-salt-2-salt-2-s", name, [digested(GRADE)])
    found = of_claims({**UNGRADED, "_sd": [digested(marked)]}, marked, GRADE)
    assert found == {"signature": ("failed", "sd-jwt.reserved"), **UNSIGNED}


def test_repeated_disclosure():
    found = of_claims({**UNGRADED, "_sd": [digested(GRADE)]}, GRADE, GRADE)
    assert found == {"signature": ("failed", "sd-jwt.repeated-disclosure"), **UNSIGNED}


def test_repeated_digest():
    found = of_claims({**UNGRADED, "_sd": [digested(GRADE), digested(GRADE)]}, GRADE)
    assert found == {"signature": ("failed", "sd-jwt.repeated-digest"), **UNSIGNED}


def test_unreferenced_disclosure():
    assert of_claims(UNGRADED, GRADE) == {"signature": ("failed", "sd-jwt.unreferenced"), **UNSIGNED}


def test_expiry_hidden_in_a_disclosure():
    until = SECONDS + 1000
    hidden = disclosed("salt-2-salt-2-salt-2-s", "exp", until)
    unending = {name: value for name, value in CLAIMS.items() if name != "exp"}
    attack = inspect(sd_jwt({**unending, "_sd": [digested(hidden)]}, hidden))
    twin = inspect(sd_jwt({**unending, "exp": until}))
    assert changed(attack, twin) == {"signature": ("failed", "sd-jwt.always-shown"), **UNSIGNED}


def test_status_hidden_in_a_disclosure():
    hidden = disclosed("salt-2-salt-2-salt-2-s", "status", {"status_list": {"idx": 1, "uri": "https://uni.example/1"}})
    found = changed(inspect(sd_jwt({**CLAIMS, "_sd": [digested(hidden)]}, hidden)), inspect(sd_jwt(CLAIMS)))
    assert found == {
        "signature": ("failed", "sd-jwt.always-shown"),
        "standing": ("inconclusive", "standing.unread"),
        **UNSIGNED,
    }


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"without": ["typ"]}, "sd-jwt.other-kind"),
        ({"typ": "JWT"}, "sd-jwt.other-kind"),
        ({"typ": KEY_BINDING_TYPE}, "sd-jwt.other-kind"),
        ({"typ": "statuslist+jwt"}, "sd-jwt.other-kind"),
        ({"crit": ["exp"]}, "jose.crit"),
        ({"crit": ["b64"], "b64": True}, "jose.crit"),
    ],
    ids=json.dumps,
)
def test_sd_jwt_of_another_or_no_type_or_with_an_unknown_extension(header, code):
    found = changed(inspect(sd_jwt(CLAIMS, **header)), inspect(sd_jwt(CLAIMS)))
    assert found == {"signature": ("failed", code), **UNSIGNED}


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_sd_jwt_that_everybody_can_make(algorithm):
    made, _, disclosures = LEARNING.partition("~")
    attack = f"{by_everybody(made, algorithm, SEALER)}~{disclosures}"
    found = changed(inspect(attack), inspect(LEARNING))
    assert found == {"signature": ("failed", "jose.algorithm"), **UNSIGNED}


def key_binding(of=LEARNING, *, by=HOLDER, without=(), **header):
    """A learning credential with whatever proof of a key, for this occasion."""
    claims = {"iat": SECONDS, "aud": AUDIENCE, "nonce": CHALLENGE, "sd_hash": digested(of)}
    kept = {name: value for name, value in {"typ": KEY_BINDING_TYPE, **header}.items() if name not in without}
    return of + signed(kept, claims, by)


def unproven(shown):
    """What is told of a presentation whose proof of the key does not hold, beside one with a proof that does; without what stays open for it."""
    found = changed(asked(shown), asked(key_binding()))
    beside = SD_JWT.open_beside("signature")
    assert beside.items() <= found.items()
    return {name: answer for name, answer in found.items() if name not in beside}


def test_key_binding_stripped():
    found = changed(asked(LEARNING), asked(key_binding()), Verdict.UNDETERMINED)
    assert found == {**dict.fromkeys(("signature", "occasion", "freshness", "holder"), UNPROVEN), **UNSHOWN}


def test_key_binding_over_other_disclosures():
    fewer = part_of(parse(LEARNING), [("assessment_grade",)])
    for shown, proven in ((fewer, LEARNING), (LEARNING, fewer)):
        attack = shown + key_binding(proven).rpartition("~")[2]
        assert unproven(attack) == {"signature": ("failed", "sd-jwt.key-binding-hash")}


def test_key_binding_by_another_key():
    assert unproven(key_binding(by=OTHER_HOLDER)) == {"signature": ("failed", "sd-jwt.key-binding-signature")}


def test_key_binding_by_another_key_that_its_header_brings():
    attack = key_binding(by=OTHER_HOLDER, jwk=to_jwk(OTHER_HOLDER.public_key))
    assert unproven(attack) == {"signature": ("failed", "sd-jwt.key-binding-signature")}


@pytest.mark.parametrize(
    "confirmation",
    [
        {"jwk": private_jwk(HOLDER)},
        {"jwk": to_jwk(HOLDER.public_key), "kid": method_id_of(did_of(OTHER_HOLDER.public_key))},
    ],
    ids=["private", "two names"],
)
def test_holders_key_that_is_private_or_named_twice(confirmation):
    attack = key_binding(sd_jwt({**CLAIMS, "cnf": confirmation}))
    assert unproven(attack) == {"signature": ("failed", "sd-jwt.confirmation")}


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_key_binding_that_everybody_can_make(algorithm):
    shown, _, proof = key_binding().rpartition("~")
    assert unproven(f"{shown}~{by_everybody(proof, algorithm, HOLDER)}") == {"signature": ("failed", "jose.algorithm")}


@pytest.mark.parametrize("header", [{"without": ["typ"]}, {"typ": "JWT"}, {"typ": "dc+sd-jwt"}, {"typ": "vp+jwt"}])
def test_key_binding_of_another_or_no_type(header):
    found = changed(asked(key_binding(**header)), asked(key_binding()))
    assert found.pop("structure") == ("failed", "sd-jwt.key-binding-kind")
    assert set(found.values()) == {NOT_ASKED}


def test_key_binding_with_an_unknown_extension():
    found = changed(asked(key_binding(crit=["exp"], exp=SECONDS)), asked(key_binding()))
    assert found.pop("structure") == ("failed", "jose.crit")
    assert set(found.values()) == {NOT_ASKED}


def test_key_binding_as_credential():
    proof = key_binding().rpartition("~")[2]
    found = changed(inspect(proof), inspect(LEARNING))
    assert found.pop("structure") == ("failed", "envelope.token-kind")
    assert set(found.values()) == {NOT_ASKED}
    found = changed(inspect(f"{proof}~"), inspect(LEARNING))
    assert found == {"signature": ("failed", "sd-jwt.other-kind"), **UNSIGNED}


def test_learning_credential_of_somebody_else_than_expected():
    expected = ExpectedLearner(did=did_of(HOLDER.public_key))
    attack = key_binding(learning(OTHER_HOLDER), by=OTHER_HOLDER)
    found = changed(asked(attack, learner=expected), asked(key_binding(), learner=expected))
    assert found == {"1 learner": ("failed", "learner.other")}


# Tokens


def by_everybody(made, algorithm, signer):
    """A token with another algorithm: unsigned, or keyed with what everybody knows, the public key."""
    header, payload, signature = made.split(".")
    said = base64url.encode(json.dumps({**json.loads(base64url.decode(header)), "alg": algorithm}).encode())
    if algorithm == "HS256":
        pem = signer.public_key.native.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        signature = base64url.encode(hmac.digest(pem, f"{said}.{payload}".encode(), hashlib.sha256))
    return f"{said}.{payload}.{signature}"


UNTIL = "2030-01-01T00:00:00Z"
UNTIL_SECONDS = 1893456000
REGISTERED = {
    "iss": tokens.UNIVERSITY,
    "sub": LEARNER,
    "jti": tokens.credential()["id"],
    "nbf": VALID_FROM,
    "exp": UNTIL_SECONDS,
}


def vc_jwt(claims=REGISTERED, **header):
    """A credential of version 1.1, in the claim ``vc``."""
    return token({**claims, "vc": credential_of_1(expirationDate=UNTIL)}, **{"typ": "JWT", **header})


def badge_jwt(claims=REGISTERED, **header):
    """A credential of version 2.0 whose members are claims, as Open Badges 3.0 has it."""
    return token({**tokens.credential(validUntil=UNTIL), **claims}, **{"typ": "JWT", **header})


def vc_plus_jwt(claims=REGISTERED, **header):
    """A credential of version 2.0 by the type of the token."""
    return token({**tokens.credential(validUntil=UNTIL), **claims}, **header)


in_every_token = pytest.mark.parametrize("made", [vc_jwt, badge_jwt, vc_plus_jwt])


def refused_whole(attack, twin):
    """The code of what was not read at all."""
    found = changed(inspect(attack), inspect(twin))
    outcome, code = found.pop("structure")
    assert outcome == "failed"
    assert set(found.values()) == {NOT_ASKED}
    return code


@in_every_token
@pytest.mark.parametrize("typ", ["vp+jwt", "kb+jwt", "statuslist+jwt", "openid4vci-proof+jwt"])
def test_token_of_another_kind_as_credential(made, typ):
    assert refused_whole(made(typ=typ), made()) == "envelope.token-kind"


@in_every_token
def test_presentation_in_a_token_without_a_type_as_credential(made):
    assert inspect(made(typ=None)).verdict is Verdict.ACCEPTED  # as with "JWT": the standards allow it
    assert refused_whole(made({**REGISTERED, "vp": {}}, typ=None), made(typ=None)) == "envelope.token-kind"


@pytest.mark.parametrize(("name", "value"), [("nbf", VALID_FROM - 60), ("exp", UNTIL_SECONDS + 60)])
def test_token_without_a_type_has_to_agree_with_its_credential_like_any_other(name, value):
    for made in (vc_jwt, badge_jwt):
        found = changed(inspect(made({**REGISTERED, name: value}, typ=None)), inspect(made(typ=None)))
        assert found == {"signature": ("failed", "token.contradiction"), **UNSIGNED}


@in_every_token
@pytest.mark.parametrize("header", [{"crit": ["exp"]}, {"crit": ["b64"], "b64": True}, {"crit": []}], ids=json.dumps)
def test_token_with_an_unknown_extension(made, header):
    assert refused_whole(made(**header), made()) == "jose.crit"


@in_every_token
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_token_that_everybody_can_make(made, algorithm):
    attack = by_everybody(made(), algorithm, LocalSigner(tokens.ED25519))
    found = changed(inspect(attack), inspect(made()))
    assert found == {"signature": ("failed", "jose.algorithm"), **UNSIGNED}


@in_every_token
def test_private_key_in_the_header(made):
    attack = made(kid=None, jwk=private_jwk(LocalSigner(tokens.ED25519)))
    found = changed(inspect(attack), inspect(made(kid=None, jwk=public_jwk(tokens.ED25519))))
    assert found == {"signature": ("failed", "key.private"), **UNSIGNED}


@in_every_token
def test_name_of_one_key_and_another_key_in_the_header(made):
    attack = made(kid=METHOD, jwk=public_jwk(STRANGER), private=STRANGER)
    found = changed(inspect(attack), inspect(made(kid=METHOD, jwk=public_jwk(tokens.ED25519))))
    assert found == {"signature": ("failed", "token.keys"), **UNSIGNED}


@in_every_token
@pytest.mark.parametrize(
    ("name", "value"), [("iss", "did:web:other.example"), ("sub", "did:example:bo"), ("jti", "urn:uuid:2")]
)
def test_claim_that_contradicts_the_credential(made, name, value):
    found = changed(inspect(made({**REGISTERED, name: value})), inspect(made()))
    assert found == {"signature": ("failed", "token.contradiction"), **UNSIGNED}


@pytest.mark.parametrize("made", [vc_jwt, badge_jwt])
@pytest.mark.parametrize(("name", "value"), [("nbf", VALID_FROM - 60), ("exp", UNTIL_SECONDS + 60)])
def test_time_that_contradicts_the_credential(made, name, value):
    found = changed(inspect(made({**REGISTERED, name: value})), inspect(made()))
    assert found == {"signature": ("failed", "token.contradiction"), **UNSIGNED}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("nbf", SECONDS + 61, "dates.token-not-yet"), ("exp", SECONDS - 61, "dates.token-expired")],
)
def test_time_of_the_signature_where_it_is_not_the_credentials(name, value, code):
    """In ``vc+jwt`` both are the token's own, and count beside the credential's."""
    found = changed(inspect(vc_plus_jwt({**REGISTERED, name: value})), inspect(vc_plus_jwt()))
    assert found == {"dates": ("failed", code)}


@pytest.mark.parametrize("beside", [tokens.credential(), {"credentialSubject": {"id": "did:example:bo"}}])
def test_claim_vc_and_a_credential_beside_it(beside):
    assert refused_whole(vc_jwt({**REGISTERED, **beside}), vc_jwt()) == "envelope.two-credentials"


def test_claim_vc_in_a_token_that_is_a_credential_itself():
    for attack in (vc_plus_jwt({**REGISTERED, "vc": credential_of_1()}), vc_jwt(typ="vc+jwt")):
        assert refused_whole(attack, vc_plus_jwt()) == "envelope.two-credentials"


def proven(private=tokens.ED25519, method=METHOD, **members):
    """A credential with a proof of its own."""
    options = ProofOptions(created=NOW)
    return sign(tokens.credential(**members), LocalSigner(private), verification_method=method, options=options)


def test_proof_inside_that_disagrees_with_the_token_around_it():
    attack = token({**proven(), "validUntil": UNTIL})
    assert changed(inspect(attack), inspect(token(proven(validUntil=UNTIL)))) == {
        "signature": ("failed", "signature.mismatch")
    }


def test_proof_inside_by_another_than_the_signer_of_the_token():
    by_stranger = proven(STRANGER, method_id_of(did_of(public(STRANGER))))
    found = changed(inspect(token(by_stranger)), inspect(token(proven())))
    assert found == {
        "signature": ("failed", "token.signers"),
        "issuer_authenticated": (
            "failed",
            "method.issuer",
        ),  # the same once more: one of the two signers is not the issuer
        "issuer_recognised": UNSIGNED["issuer_recognised"],
    }


# Learners


EMAIL = ExpectedLearner(email="ada@example.org", source="application")
SALT = "c2FsdCBvZiAxMjggYml0cw"
SHA_256 = openbadges.hash_identifier("ada@example.org", SALT)
UNSALTED = openbadges.hash_identifier("ada@example.org", "")
MD5 = hashlib.md5(f"ada@example.org{SALT}".encode(), usedforsecurity=False).hexdigest()


def identity(kind, value, salt=None):
    told = {"type": "IdentityObject", "hashed": salt is not None, "identityHash": value, "identityType": kind}
    return told | ({"salt": salt} if salt else {})


HASHED = identity("emailAddress", SHA_256, SALT)


def badge_about(*identities):
    """A badge that names its learner by no key."""
    document = without_proof(badge_of(None))
    document["credentialSubject"]["identifier"] = list(identities)
    return UNIVERSITY.sign(document)


def about(*identities, learner=EMAIL):
    return inspect(badge_about(*identities), learner=learner)


def test_names_alone():
    names = ExpectedLearner(given_name="Ada", family_name="Example", source="identity document")
    sources = {"badge": badge_about(identity("name", "Ada Example")), "learning credential": LEARNING}
    for source in sources.values():
        found = changed(inspect(source, learner=names), inspect(source), Verdict.UNDETERMINED)
        assert found == {"learner": ("inconclusive", "learner.names-only")}


@pytest.mark.parametrize(
    ("weak", "reason"),
    [
        (identity("emailAddress", f"md5${MD5}", SALT), "MD5"),
        (identity("emailAddress", f"md5${SHA_256.partition('$')[2]}", SALT), "MD5"),
        (identity("emailAddress", UNSALTED) | {"hashed": True}, "no salt"),
    ],
    ids=["MD5", "called MD5", "unsalted"],
)
def test_hash_that_shows_nothing(weak, reason):
    report = about(weak)
    assert changed(report, about(HASHED), Verdict.UNDETERMINED) == {
        "learner": ("inconclusive", "learner.not-comparable")
    }
    (comparison,) = report.learner.comparisons
    assert reason in comparison.reason


def test_conflicting_identifiers_of_one_type():
    for other in (
        identity("emailAddress", "bo@example.org"),
        identity("emailAddress", openbadges.hash_identifier("bo@example.org", SALT), SALT),
    ):
        assert changed(about(HASHED, other), about(HASHED)) == {"learner": ("failed", "learner.conflicting")}


def test_salted_hash_is_a_comparison_and_no_proof_of_a_key():
    report = about(HASHED)
    (comparison,) = report.learner.comparisons
    assert (comparison.what, comparison.form) == ("email", "hash")
    assert changed(inspect(badge_about(HASHED), learner=replace(EMAIL, email="bo@example.org")), report) == {
        "learner": ("failed", "learner.other")
    }
    # Whoever knows address and salt finds the hash: presented without the learner's key, it is nobody's by itself.
    (shown,) = asked(BO.show_anything(badge_about(HASHED))).credentials
    assert told(shown.report)["learner"] == ("inconclusive", "learner.not-bound")


def test_normalisation_is_stated():
    claims = ExpectedLearner(
        given_name="Ada", family_name="Example", birth_date=date(2001, 5, 17), source="identity document"
    )
    born = identity("ext:BirthDate", "2001-05-17")
    report = about(identity("name", "EXAMPLE, \u00c1da"), born, learner=claims)
    told_of = {each.what: each.normalisation for each in report.learner.comparisons}
    assert told_of == {"birth_date": "exactly as written", "name": "in any order and case, without diacritics"}
    assert told_of["name"] in report.check("learner").message
    found = changed(about(identity("name", "Adam Example"), born, learner=claims), report)
    assert found == {"learner": ("failed", "learner.other")}


# Seals: these have their tests where seals are made


SEALS = {
    "member outside the signature": [
        "hostile/test_jades_attacks.py::test_the_encoding_is_no_unprotected_word",
        "hostile/test_jades_attacks.py::test_a_parameter_in_both_headers",
        "unit/test_jades_rules.py::test_what_nothing_covers_breaks_no_seal",
        "property/test_jades_tampering.py::test_a_changed_byte_of_a_real_seal",
    ],
    "unknown crit": [
        "hostile/test_bad_seals.py::test_an_unknown_critical_parameter",
        "unit/test_jades_rules.py::test_a_signature_is_not_judged_before_its_header_is_understood",
    ],
    "duplicated timestamp": [
        "conformance/test_jades_timestamps.py::test_the_timestamps_of_the_validators_own_files",
        "hostile/test_timestamp_attacks.py::test_a_crowd_of_timestamps_is_bounded",
    ],
    "copied timestamp": [
        "hostile/test_timestamp_attacks.py::test_a_true_timestamp_of_another_signature_is_no_help",
        "unit/test_seals_examined.py::test_an_archive_timestamp_counts_only_for_what_stood_before_it",
    ],
    "honest twin": [
        "hostile/test_jades_attacks.py::test_the_honest_file_is_good",
        "hostile/test_bad_seals.py::test_the_file_itself_is_right",
    ],
}


@pytest.mark.parametrize("attack", SEALS)
def test_seals_have_it_elsewhere(attack):
    for reference in SEALS[attack]:
        name, _, function = reference.partition("::")
        tree = ast.parse((ROOT / "tests" / name).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, reference


def test_key_binding_with_a_private_key_in_its_header():
    report = asked(key_binding(jwk=private_jwk(HOLDER)))
    assert told(report)["signature"][0] == "failed"


def test_key_binding_with_kid_and_jwk_together():
    another = method_id_of(did_of(OTHER_HOLDER.public_key))
    report = asked(key_binding(kid=another, jwk=to_jwk(OTHER_HOLDER.public_key)))
    assert told(report)["signature"][0] == "failed"


def test_sd_jwt_with_its_issuers_private_key_in_the_header():
    assert told(inspect(sd_jwt(CLAIMS, jwk=private_jwk(SEALER))))["signature"][0] == "failed"


def test_sd_jwt_with_the_name_of_one_key_and_another_key_in_the_header():
    assert told(inspect(sd_jwt(CLAIMS, jwk=to_jwk(OTHER_HOLDER.public_key))))["signature"][0] == "failed"


def test_holder_is_not_the_subject_of_an_sd_jwt():
    cnf = {"jwk": to_jwk(ADA.signer.public_key)}
    said = {**tokens.credential(credentialSubject={"id": BO.did}, cnf=cnf), "iss": tokens.UNIVERSITY}
    assert told(asked(ADA.show_anything(enveloped(token(said)))))["1 learner"] == ("failed", "learner.other-presenter")
    report = asked(key_binding(sd_jwt({**CLAIMS, "sub": did_of(OTHER_HOLDER.public_key)})))
    assert told(report)["1 learner"] == ("failed", "learner.other-presenter")


def test_sd_jwt_that_cannot_be_read_is_not_said_to_be_anothers():
    name = COLLEGE.organisation.id
    found = changed(inspect(sd_jwt(CLAIMS, typ="JWT"), issuer=name), inspect(sd_jwt(CLAIMS), issuer=name))
    assert found == {"signature": ("failed", "sd-jwt.other-kind"), **UNSIGNED}
