"""Registers and statements that want to be believed: by another key, as something else, by tricks of spelling or by sheer size."""

import copy
import hashlib
import hmac
import json

import pytest

import badges
from credseal.checks.recognition import IssuerFacts
from credseal.checks.rules import domain, listed
from credseal.did.key import did_of, method_id_of
from credseal.encoding import base64url, jcs
from credseal.errors import CredsealError, RegisterError
from credseal.keys.signer import generate
from credseal.report import Outcome
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.publishing import seal_register
from credseal.trust.register import Register
from mutations import at, places, put, replacements
from registers import NOW, RegisterKeeper, TrustAnchor, token

UNI, EVIL = "did:web:uni.example", "did:web:evil.example"
STRANGER = generate()


@pytest.fixture
def keeper():
    keeper = RegisterKeeper()
    keeper.list(UNI)
    return keeper


def refusal(source, **how):
    with pytest.raises(RegisterError) as caught:
        Register.load(source, **how)
    return caught.value.code


# --- signed registers ---------------------------------------------------------------------------------------------------------


def test_no_member_of_a_signed_register_can_be_changed(keeper):
    keeper.entries[0] |= {"status": "withdrawn", "also_known_as": ["https://uni.example/"], "valid_until": "2030-01-01"}
    sealed = json.loads(keeper.sealed(expires="2027-01-01T00:00:00Z"))
    honest = Register.load(sealed, signed_by=keeper.did)
    for steps in places(sealed):
        for mutant in (put(sealed, steps, other) for other in replacements(at(sealed, steps))):
            # A mutant that is the very same JSON, or says the same of an optional proof member, is no attack.
            if jcs.canonicalize(mutant) == jcs.canonicalize(sealed):
                continue
            try:
                loaded = Register.load(mutant, signed_by=keeper.did)
            except RegisterError:
                continue
            assert steps == ("proof",), steps  # [proof]: the same proof as the only one of a set
            assert loaded == honest


def test_no_byte_of_a_signed_token_can_be_changed(keeper):
    signed = keeper.token()
    for position in range(len(signed)):
        other = bytes([signed[position] ^ 1])
        changed = signed[:position] + other + signed[position + 1 :]
        assert refusal(changed, signed_by=keeper.did) in {"register.proof", "register.signature", "register.json"}


def test_a_stranger_s_signature_is_worth_nothing_under_whatever_name(keeper):
    changed = {**keeper.plain(), "issuers": [{"id": EVIL, "name": "University of Example"}]}
    for method in (method_id_of(keeper.did), keeper.did, f"{EVIL}#key-1"):
        forged = seal_register(Register.load(changed), STRANGER, verification_method=method)
        assert refusal(forged, signed_by=keeper.did) == "register.signature"
    # ... nor beside the keeper's own, which does not cover the change.
    honest = json.loads(keeper.sealed())
    both = {**changed, "proof": [honest["proof"], forged["proof"]]}
    assert refusal(both, signed_by=keeper.did) == "register.signature"


def test_the_key_in_a_token_s_header_is_not_looked_at(keeper):
    own = {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(b"\x01" * 32)}, "kid": keeper.did}
    header = {"alg": "EdDSA", "typ": "issuer-register+jwt", **own}
    forged = token(header, keeper.plain(), STRANGER).encode()
    assert refusal(forged, signed_by=keeper.did) == "register.signature"


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "ES256"},
        {"alg": "eddsa"},
        {"typ": "JWT"},
        {"typ": "vc+jwt"},
        {"typ": "entity-statement+jwt"},
        {"typ": None},
        {"crit": ["exp"], "exp": 1},
        {"b64": False},
    ],
)
def test_a_token_of_another_algorithm_or_type_is_no_register(keeper, header):
    assert refusal(keeper.token(header), signed_by=keeper.did) == "register.proof"


def test_a_keyed_hash_with_the_public_key_as_its_secret_is_no_signature(keeper):
    header = {"alg": "HS256", "typ": "issuer-register+jwt"}
    signed = ".".join(base64url.encode(json.dumps(part).encode()) for part in (header, keeper.plain()))
    secret = keeper.signer.public_key.native.public_bytes_raw()
    forged = f"{signed}.{base64url.encode(hmac.digest(secret, signed.encode(), 'sha256'))}"
    assert refusal(forged.encode(), signed_by=keeper.did) == "register.proof"


def test_what_the_keeper_signs_elsewhere_is_no_register(keeper):
    """Keys are used for several things; a signed credential, or a token of another type, must not pass for a register."""
    credential = {**badges.endorsement(), "name": "Universities", "issuers": keeper.entries}
    signed = sign(credential, keeper.signer, verification_method=method_id_of(keeper.did), cryptosuite="eddsa-jcs-2022")
    assert refusal(signed, signed_by=keeper.did) == "register.unknown-member"


@pytest.mark.parametrize("options", [{"purpose": "authentication"}, {"previous": ["urn:x:1"]}])
def test_proofs_for_another_purpose_or_in_a_chain_do_not_count(keeper, options):
    first = keeper.plain()
    if "previous" in options:
        first = sign(
            first,
            STRANGER,
            verification_method="did:web:other.example#key-1",
            cryptosuite="eddsa-jcs-2022",
            options=ProofOptions(identifier="urn:x:1"),
            contexts=None,
        )
    signed = sign(
        first,
        keeper.signer,
        verification_method=method_id_of(keeper.did),
        cryptosuite="eddsa-jcs-2022",
        options=ProofOptions(**options),
        contexts=None,
    )
    # The only other proof is a stranger's.
    expected = "register.signature" if "previous" in options else "register.proof"
    assert refusal(signed, signed_by=keeper.did) == expected


def test_a_proof_over_statements_covers_nothing_of_plain_json_and_is_neither_made_nor_taken(keeper):
    with pytest.raises(CredsealError, match="plain JSON"):
        sign(keeper.plain(), keeper.signer, verification_method=method_id_of(keeper.did), contexts=None)
    # Made by hand: what an RDF suite would sign for a document that states nothing.
    sealed = json.loads(keeper.sealed())
    for name in ("eddsa-rdfc-2022", "eddsa-2022", "ecdsa-jcs-2019", "none"):
        other = copy.deepcopy(sealed)
        other["proof"]["cryptosuite"] = name
        assert refusal(other, signed_by=keeper.did) == "register.proof"


def test_an_old_copy_of_a_signed_register_is_out_of_date_rather_than_current(keeper):
    before = keeper.sealed(expires="2026-11-22T00:00:00Z")
    keeper.entries[0]["status"] = "withdrawn"
    old = Register.load(before, signed_by=keeper.did)
    assert listed().judge(IssuerFacts(UNI, NOW, (old,))).code == "issuer.register-outdated"


def test_a_file_does_not_say_how_it_is_known(keeper):
    assert refusal(keeper.plain(known_by="signed by the ministry")) == "register.unknown-member"


def test_the_file_that_was_hashed_is_the_file_that_is_read(keeper, tmp_path):
    path = tmp_path / "r.json"
    path.write_bytes(json.dumps(keeper.plain()).encode())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(json.dumps(keeper.plain(name="Other")).encode())
    assert refusal(path, sha256=digest) == "register.pin"


# --- identifiers and names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "identifier",
    [
        "did:web:uni.еxample",  # noqa: RUF001  a Cyrillic letter
        "did:web:ｕni.example",  # noqa: RUF001  a full-width one
        "did:web:uni\u200b.example",
        "did:web:uni.example\u202e",
        "did:web:uni\u2024example",
        "did:web:uni.example ",
        " did:web:uni.example",
        "did:web:uni.example\n",
        "did:web:uni.example#key-1",
        "did:web:uni.example?version=1",
        "did:web:uni.example/issuer",
        "DID:web:uni.example",
        "did:WEB:uni.example",
        "https://uni.еxample/",  # noqa: RUF001
        "https://universität.example/",
        "https://uni.example@evil.example/",
        "https://uni.example\\@evil.example/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://uni.example/#me",
        "http://uni.example/",
        "urn:uuid:0a6e1d2c-0001-4000-8000-000000000001",
        "uni.example",
        "",
    ],
)
def test_identifiers_that_no_credential_could_be_authenticated_for_are_refused(identifier):
    codes = {"register.issuer-id", "register.uri", "register.empty-text", "register.control-character"}
    entry = {"id": identifier, "name": "University of Example"}
    assert refusal({"name": "R", "issuers": [entry]}) in codes
    assert refusal({"name": "R", "issuers": [{**entry, "id": UNI, "also_known_as": [identifier]}]}) in codes
    assert refusal({"registry": {identifier: {"name": "University of Example"}}}, name="R") in codes
    anchor = TrustAnchor()
    with pytest.raises(RegisterError) as caught:
        Register.from_entity_statements([anchor.about(identifier)], anchor=anchor.id, keys=anchor.keys, at=NOW)
    assert caught.value.code in codes


def test_no_two_spellings_of_an_identifier_meet(keeper):
    register = Register.load(keeper.plain())
    for other in ("did:web:UNI.example", "did:web:uni.example.", "did:web:uni%2Eexample", "did:web:uni.example:", "https://uni.example"):  # fmt: skip
        assert register.find(other) is None


def test_nobody_is_listed_under_somebody_else_s_identifier():
    thief = {"id": EVIL, "name": "Evil", "also_known_as": [UNI]}
    honest = {"id": UNI, "name": "University of Example"}
    for issuers in ([honest, thief], [thief, honest], [{**honest, "also_known_as": [UNI]}]):
        assert refusal({"name": "R", "issuers": issuers}) == "register.duplicate-issuer"


def test_a_withdrawal_cannot_be_hidden_behind_a_second_entry(keeper):
    keeper.list(UNI, status="withdrawn")
    assert refusal(keeper.plain()) == "register.duplicate-issuer"
    assert refusal(b'{"name": "R", "issuers": [], "issuers": []}') == "register.json"
    assert refusal(b'{"registry": {"did:a:b": {"name": "A"}, "did:a:b": {"name": "B"}}}', name="R") == "register.json"


def test_names_that_would_act_on_a_terminal_are_refused(keeper):
    for name in ("Uni\x1b[2J", "Uni\x00", "Uni\ud800"):
        assert refusal(keeper.plain(name=name)) == "register.control-character"
        keeper.entries[0]["name"] = name
        assert refusal({**keeper.plain(), "name": "R"}) == "register.control-character"
        assert refusal({"registry": {UNI: {"name": name}}}, name="R") == "register.control-character"


def test_a_host_that_ends_alike_is_another_host():
    for identifier in (
        "did:web:notuni.example",
        "https://uni.example.evil.example/",
        "did:web:evil.example:uni.example",
    ):
        assert domain("uni.example", ".uni.example").judge(IssuerFacts(identifier, NOW)) is None


def test_a_register_that_calls_itself_like_the_one_that_a_policy_names_is_not_taken_for_it(keeper):
    theirs = Register.load(keeper.plain())
    mine = Register.load({"name": theirs.name, "issuers": [{"id": EVIL, "name": "University of Example"}]})
    rule = listed(theirs.name)
    assert rule.judge(IssuerFacts(EVIL, NOW, (theirs,))) is None
    for registers in ((theirs, mine), (mine, theirs)):
        found = rule.judge(IssuerFacts(EVIL, NOW, registers))
        assert (found.outcome, found.code) == (Outcome.INCONCLUSIVE, "issuer.register-ambiguous")
    renamed = Register.load({"name": theirs.name, "issuers": [{"id": EVIL, "name": "E"}]}, name="Theirs")
    assert rule.judge(IssuerFacts(EVIL, NOW, (theirs, renamed))) is None
    assert rule.judge(IssuerFacts(UNI, NOW, (theirs, renamed))).outcome is Outcome.PASSED


# --- shape and size -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        None, 5, "r.json", [], [{}], {}, {"name": {}}, {"name": "R", "issuers": {}}, {"name": "R", "issuers": [[]]},
        {"name": "R", "issuers": [None]}, {"name": "R", "proof": 5}, {"name": "R", "proof": {}}, {5: 5}, {"registry": []},
        {"registry": {"did:a:b": []}}, {"registry": {"did:a:b": {}}}, {"registry": {5: {"name": "A"}}},
        {"registry": {"did:a:b": {"name": 5}}}, {"registry": {}, "meta": []}, {"registry": {}, "meta": {"updated": 5}},
        {"registry": {}, "meta": {"updated": "yesterday"}}, {"registry": {}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("signed_by", [None, did_of(STRANGER.public_key)])
def test_what_is_no_register_is_refused_and_never_crashes(source, signed_by):
    name = None if source == {"registry": {}} else "R"
    assert refusal(source, name=name, signed_by=signed_by).startswith("register.")


def test_a_million_entries_are_not_read(tmp_path):
    entry = b'{"id":"did:a:b","name":"A"},'
    many = b'{"name":"R","issuers":[' + entry * 1_000_000 + b'{"id":"did:a:c","name":"A"}]}'
    assert refusal(many) == "register.json"
    small = b'{"name":"R","issuers":[' + b"[]," * 1_000_000 + b"[]]}"
    assert refusal(small) == "register.json"
    (tmp_path / "r.json").write_bytes(many)
    assert refusal(tmp_path / "r.json") == "register.json"
    assert refusal(b'{"a":' * 9 + b"1" + b"}" * 9) == "register.json"


def test_a_token_may_not_hold_more_than_a_file_may(keeper):
    many = [{"id": f"did:a:{number}", "name": "A"} for number in range(10)]
    deep = {"name": "R", "issuers": many, "x": [[[[[[[[[]]]]]]]]]}
    signed = token({"alg": "EdDSA", "typ": "issuer-register+jwt"}, deep, keeper.signer)
    assert refusal(signed.encode(), signed_by=keeper.did) == "register.json"


def test_a_statement_s_metadata_is_bounded():
    anchor = TrustAnchor()
    for metadata in ({"x": {"y": "z" * 1024 * 1024}}, {"x": {"y": [0] * 5_000}}):
        with pytest.raises(RegisterError) as caught:
            Register.from_entity_statements(
                [anchor.about(UNI, metadata=metadata)], anchor=anchor.id, keys=anchor.keys, at=NOW
            )
        assert caught.value.code == "register.json"
