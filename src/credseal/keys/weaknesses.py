"""Keys with which a signature proves nothing: small-order points, short or malformed RSA.

Ed25519: RFC 8032, section 5.1.3 (decoding), https://www.rfc-editor.org/rfc/rfc8032 , and the eight points of small order, with
which one constant signature fits very many messages. RSA: FIPS 186-5, appendix A.1.1 (exponent), BSI TR-02102-1 (length), and the
ROCA fingerprint (CVE-2017-15361), since university seals live on smart cards.

    from credseal.keys.weaknesses import refuse_weak

    refuse_weak(native_public_key)    # KeyMaterialError, or nothing
"""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from credseal.errors import KeyMaterialError

MIN_RSA_BITS = 2048
MAX_RSA_BITS = 8192  # verifying takes time with the square of the length
_MIN_RSA_EXPONENT = 65537
_MAX_RSA_EXPONENT_BITS = 256

_FIELD = 2**255 - 19
_Y_MASK = 2**255 - 1  # the highest bit of the encoding is the sign of x
# y of the points of order 8 (one and its negative), as they are on the curve -x^2 + y^2 = 1 + d x^2 y^2
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# order 4: y = 0; order 1: y = 1; order 2: y = -1
_SMALL_ORDER_Y = frozenset({0, 1, _FIELD - 1, _ORDER_8, _FIELD - _ORDER_8})

# Small primes modulo which keys of the flawed Infineon library are always powers of 65537; of other keys about 1 in 10**8 is
# like that, and those are refused too.
_ROCA_PRIMES = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)


def refuse_weak(native: object) -> None:
    """Refuse a public key with which a signature proves nothing.

    An Ed25519 encoding that is no point at all passes here: finding that out costs as much as a verification, and no
    signature ever verifies with it. Points on NIST curves were checked by OpenSSL when the key was made.

    Raises:
        KeyMaterialError: code ``key.weak`` or ``key.non-canonical``.
    """
    if isinstance(native, ed25519.Ed25519PublicKey):
        _refuse_weak_ed25519(native)
    elif isinstance(native, rsa.RSAPublicKey):
        _refuse_weak_rsa(native)


def _refuse_weak_ed25519(native: ed25519.Ed25519PublicKey) -> None:
    y = int.from_bytes(native.public_bytes_raw(), "little") & _Y_MASK
    if y >= _FIELD:
        raise KeyMaterialError(
            "The Ed25519 public key is not in its canonical encoding (its y coordinate is not below 2**255 - 19).",
            code="key.non-canonical",
            hint="No honest software makes such a key.",
        )
    if y in _SMALL_ORDER_Y:
        raise KeyMaterialError(
            "The Ed25519 public key is a point of small order, with which one signature fits many messages.",
            code="key.weak",
            hint="No honest software makes such a key.",
        )


def _refuse_weak_rsa(native: rsa.RSAPublicKey) -> None:
    numbers = native.public_numbers()
    if not MIN_RSA_BITS <= native.key_size <= MAX_RSA_BITS:
        raise KeyMaterialError(
            f"The RSA key has {native.key_size} bits; from {MIN_RSA_BITS} to {MAX_RSA_BITS} bits are accepted.",
            code="key.weak",
        )
    if numbers.e < _MIN_RSA_EXPONENT or numbers.e % 2 == 0 or numbers.e.bit_length() > _MAX_RSA_EXPONENT_BITS:
        raise KeyMaterialError(
            f"The RSA key's public exponent ({numbers.e.bit_length()} bits) is not an odd number from 65537 up to 2**256.",
            code="key.weak",
            hint="The usual exponent is 65537.",
        )
    if numbers.n % 2 == 0 or all(numbers.n % prime in _powers_of_65537(prime) for prime in _ROCA_PRIMES):
        raise KeyMaterialError(
            "The RSA modulus can be factored: it is even, or was made by the flawed generator known as ROCA.",
            code="key.weak",
            hint="Have the key replaced (CVE-2017-15361).",
        )


@cache  # at most one entry for each of the primes above
def _powers_of_65537(prime: int) -> frozenset[int]:
    return frozenset(pow(65537, exponent, prime) for exponent in range(prime))
