"""RFC 9901's examples: those of section 5 as they are printed there, signatures included, and that the specifications of all others are run.

https://www.rfc-editor.org/rfc/rfc9901#section-5. The key of the issuer is in appendix A.5. What the other examples are made from is in the corpus
(``test_sd_jwt_vectors`` issues, presents and reads each), but for that of appendix A.3, which is here.
"""

from datetime import UTC, datetime, timedelta

import pytest

from conformance.test_sd_jwt_vectors import RFC_CLAIMS, SPECIFICATIONS, plain
from credseal.encoding.sd_jwt import join
from credseal.keys.jwk import from_jwk, to_jwk
from credseal.securing.sd_jwt import issuing
from credseal.securing.sd_jwt.key_binding import bind, check_key_binding
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from sd_jwts import ES256, HOLDER, ISSUER, NONCE, NOW, TYP, VERIFIER, checked, read, refusal
from support import corpus

ISSUER_KEY = from_jwk(
    {
        "kty": "EC",
        "crv": "P-256",
        "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
        "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
    }
)
HOLDER_JWK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
    "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
}
# Section 5.1: the token, and its disclosures in the order of the text.
JWT = (
    "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImV4YW1wbGUrc2Qtand0In0.eyJfc2QiOiBbIkNyUWU3UzVrcUJBSHQtbk1ZWGdjNmJkdDJTSDVhVFkxc1VfTS1QZ2tqUEkiLCAi"
    "SnpZakg0c3ZsaUgwUjNQeUVNZmVadTZKdDY5dTVxZWhabzdGN0VQWWxTRSIsICJQb3JGYnBLdVZ1Nnh5bUphZ3ZrRnNGWEFiUm9jMkpHbEFVQTJCQTRvN2NJIiwgIlRHZjRv"
    "TGJnd2Q1SlFhSHlLVlFaVTlVZEdFMHc1cnREc3JaemZVYW9tTG8iLCAiWFFfM2tQS3QxWHlYN0tBTmtxVlI2eVoyVmE1TnJQSXZQWWJ5TXZSS0JNTSIsICJYekZyendzY002"
    "R242Q0pEYzZ2Vks4QmtNbmZHOHZPU0tmcFBJWmRBZmRFIiwgImdiT3NJNEVkcTJ4Mkt3LXc1d1BFemFrb2I5aFYxY1JEMEFUTjNvUUw5Sk0iLCAianN1OXlWdWx3UVFsaEZs"
    "TV8zSmx6TWFTRnpnbGhRRzBEcGZheVF3TFVLNCJdLCAiaXNzIjogImh0dHBzOi8vaXNzdWVyLmV4YW1wbGUuY29tIiwgImlhdCI6IDE2ODMwMDAwMDAsICJleHAiOiAxODgz"
    "MDAwMDAwLCAic3ViIjogInVzZXJfNDIiLCAibmF0aW9uYWxpdGllcyI6IFt7Ii4uLiI6ICJwRm5kamtaX1ZDem15VGE2VWpsWm8zZGgta284YUlLUWM5RGxHemhhVllvIn0s"
    "IHsiLi4uIjogIjdDZjZKa1B1ZHJ5M2xjYndIZ2VaOGtoQXYxVTFPU2xlclAwVmtCSnJXWjAifV0sICJfc2RfYWxnIjogInNoYS0yNTYiLCAiY25mIjogeyJqd2siOiB7Imt0"
    "eSI6ICJFQyIsICJjcnYiOiAiUC0yNTYiLCAieCI6ICJUQ0FFUjE5WnZ1M09IRjRqNFc0dmZTVm9ISVAxSUxpbERsczd2Q2VHZW1jIiwgInkiOiAiWnhqaVdXYlpNUUdIVldL"
    "VlE0aGJTSWlyc1ZmdWVjQ0U2dDRqVDlGMkhaUSJ9fX0.MczwjBFGtzf-6WMT-hIvYbkb11NrV1WMO-jTijpMPNbswNzZ87wY2uHz-CXo6R04b7jYrpj9mNRAvVssXou1iw"
)
DISCLOSURES = {
    "given_name": "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd",
    "family_name": "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd",
    "email": "WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImVtYWlsIiwgImpvaG5kb2VAZXhhbXBsZS5jb20iXQ",
    "phone_number": "WyJlSThaV205UW5LUHBOUGVOZW5IZGhRIiwgInBob25lX251bWJlciIsICIrMS0yMDItNTU1LTAxMDEiXQ",
    "phone_number_verified": "WyJRZ19PNjR6cUF4ZTQxMmExMDhpcm9BIiwgInBob25lX251bWJlcl92ZXJpZmllZCIsIHRydWVd",
    "address": (
        "WyJBSngtMDk1VlBycFR0TjRRTU9xUk9BIiwgImFkZHJlc3MiLCB7InN0cmVldF9hZGRyZXNzIjogIjEyMyBNYWluIFN0IiwgImxvY2FsaXR5IjogIkFueXRvd24iLCAi"
        "cmVnaW9uIjogIkFueXN0YXRlIiwgImNvdW50cnkiOiAiVVMifV0"
    ),
    "birthdate": "WyJQYzMzSk0yTGNoY1VfbEhnZ3ZfdWZRIiwgImJpcnRoZGF0ZSIsICIxOTQwLTAxLTAxIl0",
    "updated_at": "WyJHMDJOU3JRZmpGWFE3SW8wOXN5YWpBIiwgInVwZGF0ZWRfYXQiLCAxNTcwMDAwMDAwXQ",
    "US": "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0",
    "DE": "WyJuUHVvUW5rUkZxM0JJZUFtN0FuWEZBIiwgIkRFIl0",
}
ISSUED = join(JWT, DISCLOSURES.values())
# Section 5.2: what is shown, in its order, and the proof of the holder's key.
SHOWN = join(JWT, [DISCLOSURES[name] for name in ("family_name", "address", "given_name", "US")])
KEY_BINDING = (
    "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImtiK2p3dCJ9.eyJub25jZSI6ICIxMjM0NTY3ODkwIiwgImF1ZCI6ICJodHRwczovL3ZlcmlmaWVyLmV4YW1wbGUub3JnIiwgImlh"
    "dCI6IDE3NDg1MzcyNDQsICJzZF9oYXNoIjogIjBfQWYtMkItRWhMV1g1eWRoX3cyeHp3bU82aU02NkJfMlFDRWFuSTRmVVkifQ.T3SIus2OidNl41nmVkTZVCKKhOAX97aOld"
    "MyHFiYjHm261eLiJ1YiuONFiMN8QlCmYzDlBLAdPvrXh52KaLgUQ"
)
MADE = datetime.fromtimestamp(1748537244, UTC)
ALWAYS_SHOWN = {"iss": "https://issuer.example.com", "iat": 1683000000, "exp": 1883000000, "cnf": {"jwk": HOLDER_JWK}}

# Each example of the RFC and the specification in the corpus that it is made from.
EXAMPLES = {
    "5": "simple",
    "6.1": "address_only_flat",
    "6.2": "address_only_structured",
    "6.2, locality in the clear": "address_only_structured_one_open",
    "6.3": "address_only_recursive",
    "8.2": "json_serialization_flattened",
    "8.3": "json_serialization_general",
    "A.1": "simple_structured",
    "A.2": "complex_ekyc",
    "A.4": "jsonld",
}


def verified(text):
    return parse(text).verify(ISSUER_KEY, algorithms=ES256, types={"example+sd-jwt"})


def proven(text, *, nonce="1234567890", audience="https://verifier.example.org", at=MADE):
    asked = {"nonce": nonce, "audience": audience, "at": at, "max_age": timedelta(minutes=5), "algorithms": ES256}
    said = verified(text)
    return check_key_binding(said.token, said, **asked)


def test_what_is_issued_in_section_5_1():
    assert verified(ISSUED).payload == {**plain(RFC_CLAIMS), **ALWAYS_SHOWN}
    assert verified(ISSUED).withheld == ()


def test_what_is_presented_in_section_5_2():
    shown = verified(SHOWN + KEY_BINDING)
    claims = plain(RFC_CLAIMS)
    kept = {name: claims[name] for name in ("sub", "family_name", "given_name", "address")}
    assert shown.payload == {**kept, **ALWAYS_SHOWN, "nationalities": ["US"]}
    binding = proven(SHOWN + KEY_BINDING)
    assert (binding.key, binding.made) == (from_jwk(HOLDER_JWK), MADE)


def test_the_proof_of_section_5_2_is_for_that_occasion_alone():
    text = SHOWN + KEY_BINDING
    assert refusal(proven, text, nonce="1234567891") == "sd-jwt.key-binding-nonce"
    assert refusal(proven, text, audience="https://verifier.example.com") == "sd-jwt.key-binding-audience"
    assert refusal(proven, text, at=MADE + timedelta(days=1)) == "sd-jwt.key-binding-time"
    assert refusal(proven, ISSUED + KEY_BINDING) == "sd-jwt.key-binding-hash"
    assert refusal(proven, SHOWN) == "sd-jwt.key-binding-missing"


def test_what_a_holder_would_show_of_it_is_what_the_section_shows():
    chosen = present(parse(ISSUED), [("family_name",), ("address",), ("given_name",), ("nationalities", 0)])
    assert set(parse(chosen).disclosures) == set(parse(SHOWN).disclosures)


def test_the_disclosures_of_one_token_are_none_of_another():
    other = issuing.issue({"given_name": "Ada"}, ISSUER, typ=TYP, disclosable=[("given_name",)])
    assert refusal(read, other + DISCLOSURES["email"] + "~") == "sd-jwt.unreferenced"


@pytest.mark.corpus
@pytest.mark.parametrize("section", EXAMPLES)
def test_the_specification_of_every_other_example_is_run(section):
    assert corpus("sd-jwt", "examples", EXAMPLES[section], "specification.yml") in SPECIFICATIONS


@pytest.mark.corpus
def test_how_many_specifications_there_are():
    corpus("sd-jwt")
    assert len(SPECIFICATIONS) == 32


def test_an_identity_card_as_in_appendix_a_3():
    """Claims and choice of the example; the person is another."""
    claims = {
        "vct": "urn:eudi:pid:de:1",
        "iss": "https://pid-issuer.example",
        "cnf": {"jwk": to_jwk(HOLDER.public_key)},
        "given_name": "Ada",
        "family_name": "Example",
        "birthdate": "1963-08-12",
        "address": {"street_address": "Example Street 17", "locality": "Example Town", "country": "DE"},
        "nationalities": ["DE"],
        "age_equal_or_over": {"12": True, "18": True, "65": False},
    }
    whole = ("given_name", "family_name", "birthdate", "address", "nationalities", "age_equal_or_over")
    inside = [(name, part) for name in ("address", "age_equal_or_over") for part in claims[name]]
    issued = issuing.issue(claims, ISSUER, typ=TYP, disclosable=[*((name,) for name in whole), *inside])
    shown = present(parse(issued), [("nationalities",), ("age_equal_or_over", "18")])
    bound = bind(shown, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW)
    always = {name: claims[name] for name in ("vct", "iss", "cnf")}
    assert read(bound).payload == {**always, "nationalities": ["DE"], "age_equal_or_over": {"18": True}}
    assert checked(bound).made == NOW
