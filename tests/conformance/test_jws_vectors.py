"""Compact JSON Web Signatures that others wrote: the examples of the RFCs, and Project Wycheproof's 401 tokens.

RFC 7515, appendices A.1 to A.5, and RFC 8037, appendix A.4. RFC 7520's examples are in Wycheproof's file.
"""

import pytest

from credseal.errors import KeyMaterialError, ProofError
from credseal.keys.jwk import from_jwk
from credseal.securing.jose.jws import parse
from support import corpus, load_json

CLAIMS = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
EVERYTHING = frozenset(
    {"ES256", "ES384", "ES512", "EdDSA", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"}
)

A_2_KEY = {
    "kty": "RSA",
    "n": (
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOW"
        "vG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k"
        "G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
    ),
    "e": "AQAB",
}
A_2 = (
    f"eyJhbGciOiJSUzI1NiJ9.{CLAIMS}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds"
    "9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwus"
    "C-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
)
A_3_KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
A_3 = f"eyJhbGciOiJFUzI1NiJ9.{CLAIMS}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
A_4_KEY = {
    "kty": "EC",
    "crv": "P-521",
    "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
    "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
}
A_4 = (
    "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdC"
    "APZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"
)
RFC_8037_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
RFC_8037 = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)
A_1 = f"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{CLAIMS}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
A_5 = f"eyJhbGciOiJub25lIn0.{CLAIMS}."


@pytest.mark.parametrize(
    ("token", "jwk", "algorithm"),
    [
        (A_2, A_2_KEY, "RS256"),
        (A_3, A_3_KEY, "ES256"),
        (A_4, A_4_KEY, "ES512"),
        (RFC_8037, RFC_8037_KEY, "EdDSA"),
    ],
)
def test_signed_examples_of_the_rfcs(token, jwk, algorithm):
    jws = parse(token)
    assert jws.algorithm == algorithm
    jws.verify(from_jwk(jwk), algorithms={algorithm})


def test_the_payload_is_what_was_signed():
    assert parse(A_3).payload == b'{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}'


def test_the_keyed_hash_and_the_unsigned_example_are_refused():
    with pytest.raises(ProofError) as caught:
        parse(A_1).verify(from_jwk(A_3_KEY), algorithms={"HS256", "ES256"})
    assert caught.value.code == "jose.algorithm"
    with pytest.raises(ProofError) as caught:
        parse(A_5)
    assert caught.value.code == "jose.form"


def outcome(case, public):
    # A key that names its algorithm is good for no other: the caller narrows what is allowed.
    allowed = {public["alg"]} if "alg" in public else EVERYTHING
    try:
        parse(case["jws"]).verify(from_jwk(public), algorithms=allowed)
    except (ProofError, KeyMaterialError):
        return "invalid"
    return "valid"


# An empty payload is the form of a detached one (RFC 7515, appendix F), and nothing that credseal reads is empty. In RFC 7520's examples,
# figures 20 and 27, the suite gives the key an "alg" that is not the token's (PS256 for PS384), or that does not exist (ES521).
DIFFERENT = [*["emptyPayload"] * 6, *["Figure20", "Figure27"] * 2]


@pytest.mark.corpus
def test_wycheproof():
    groups = load_json(corpus("w3c", "wycheproof", "json_web_signature_test.json"))["testGroups"]
    seen, different = 0, []
    for group in groups:
        public = group.get("public", {"kty": "oct"})
        for case in group["tests"]:
            seen += 1
            # What needs a shared secret is refused, good or not.
            expected = "invalid" if public["kty"] == "oct" else case["result"]
            if outcome(case, public) != expected:
                different.append(case["comment"])
    assert (seen, different) == (401, DIFFERENT)
