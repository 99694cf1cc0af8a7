"""JSON Web Keys: reading, writing, thumbprints. The only module that uses jwcrypto, and it imports it on first use.

RFC 7517 (JWK), RFC 7518 section 6 and RFC 8037 (members), RFC 7638 (thumbprint): https://www.rfc-editor.org/rfc/rfc7517 . Before
jwcrypto sees a key, every member it needs is held to the one spelling that these standards allow: canonical base64url,
coordinates of full length, numbers without leading zeros. ``use``, ``key_ops`` and ``alg`` must not contradict signing. Certificates
and URLs inside a key (``x5c``, ``x5u``) prove nothing and are not read.

    from credseal.keys.jwk import from_jwk, thumbprint, to_jwk

    key = from_jwk({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
    thumbprint(key)    # 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from credseal.encoding import base64url
from credseal.errors import EncodingError, KeyMaterialError, pointer_to
from credseal.keys.kinds import CURVES, Kind, NativePrivateKey, coordinate_size, unsupported
from credseal.keys.public import PublicKey, algorithms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRIVATE_MEMBERS = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")
_MEMBERS = {"OKP": ("kty", "crv", "x"), "EC": ("kty", "crv", "x", "y"), "RSA": ("kty", "n", "e")}
_KTY: dict[Kind, str] = {"Ed25519": "OKP", "P-256": "EC", "P-384": "EC", "P-521": "EC", "RSA": "RSA"}
_ED25519_BYTES = 32


def to_jwk(key: PublicKey) -> dict[str, str]:
    """Write a public key as a JWK with the members that its type requires (RFC 7518, section 6; RFC 8037) and no others."""
    members: dict[str, str] = _jwcrypto()[0].from_pyca(key.native).export_public(as_dict=True)
    return {name: members[name] for name in _MEMBERS[_KTY[key.kind]]}


def thumbprint(key: PublicKey) -> str:
    """The key's thumbprint (RFC 7638): the SHA-256 of its required members, in base64url."""
    text: str = _jwcrypto()[0](**to_jwk(key)).thumbprint()
    return text


def thumbprint_uri(key: PublicKey) -> str:
    """The key's thumbprint as an identifier (RFC 9278, section 3: https://www.rfc-editor.org/rfc/rfc9278#section-3)."""
    return f"urn:ietf:params:oauth:jwk-thumbprint:sha-256:{thumbprint(key)}"


def from_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    """Read a public key from a JWK.

    Args:
        jwk: the parsed JSON object. Members beyond those of its type are ignored, except ``use``, ``key_ops`` and ``alg``.

    Raises:
        KeyMaterialError: code ``jwk.member`` (missing, or in a form that the standard does not allow), ``jwk.usage``
            (``use``, ``key_ops``, ``alg``), ``key.private``, ``key.point``, ``key.unsupported``, ``key.weak`` or ``key.non-canonical``.
    """
    kind = _kind(jwk)
    for name in _PRIVATE_MEMBERS:
        if name in jwk:
            raise KeyMaterialError(
                f"The JWK holds the private member '{name}' where a public key is expected.",
                code="key.private",
                pointer=pointer_to(name),
                hint="If this was published, replace the key: it is no longer secret.",
            )
    _check_usage(jwk, kind, "verify")
    return PublicKey.from_native(_public_native(jwk, kind))


def private_from_jwk(jwk: Mapping[str, Any]) -> NativePrivateKey:
    """Read a private Ed25519 or NIST-curve key from a JWK; its public members must be those of the private one.

    Raises:
        KeyMaterialError: as ``from_jwk``, and code ``key.public`` (no ``d``), ``key.mismatch`` (public members of another
            key), ``key.unsupported`` (RSA, which seals use and never as a JWK).
    """
    kind = _kind(jwk)
    if kind == "RSA":
        raise unsupported("A private RSA key in a JWK")
    if "d" not in jwk:
        raise KeyMaterialError(
            "The JWK has no private member 'd'.", code="key.public", hint="Give the private key's file."
        )
    _check_usage(jwk, kind, "sign")
    stated = PublicKey.from_native(_public_native(jwk, kind))
    secret = _exactly(jwk, "d", _ED25519_BYTES if kind == "Ed25519" else coordinate_size(kind))
    native = _private_native(kind, secret)
    if PublicKey.from_native(native.public_key()) != stated:
        raise KeyMaterialError("The JWK's public members do not belong to its private one.", code="key.mismatch")
    return native


def _private_native(kind: Kind, secret: bytes) -> ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey:
    # Not through jwcrypto: it would keep a second copy of the secret in a dictionary.
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.from_private_bytes(secret)
    try:
        return ec.derive_private_key(int.from_bytes(secret, "big"), CURVES[kind])
    except ValueError:
        raise KeyMaterialError(
            f"The private {kind} key is zero or above the curve's order.", code="key.point"
        ) from None


def _kind(jwk: Mapping[str, Any]) -> Kind:
    kty = _text(jwk, "kty")
    if kty == "RSA":
        return "RSA"
    if kty not in _MEMBERS:
        name = {"oct": "A symmetric key (JWK type 'oct')"}.get(kty, f"A JWK of the type {kty[:80]!r}")
        raise unsupported(name)
    curve = _text(jwk, "crv")
    for kind, its_kty in _KTY.items():
        if curve == kind and kty == its_kty:
            return kind
    if curve in _KTY:
        raise KeyMaterialError(
            f"The JWK's 'crv' {curve!r} does not belong to its 'kty' {kty!r}.", code="jwk.member", pointer="/crv"
        )
    raise unsupported(f"A JWK on the curve {curve[:80]!r}")


def _public_native(jwk: Mapping[str, Any], kind: Kind) -> Any:
    """Hold the members to their one spelling, then let jwcrypto make the key."""
    if kind == "RSA":
        _minimal(jwk, "n")
        _minimal(jwk, "e")
    elif kind == "Ed25519":
        _exactly(jwk, "x", _ED25519_BYTES)
    else:
        _exactly(jwk, "x", coordinate_size(kind))
        _exactly(jwk, "y", coordinate_size(kind))
    members = {name: jwk[name] for name in _MEMBERS[_KTY[kind]]}
    jwk_class, jwk_error = _jwcrypto()
    try:
        return jwk_class(**members).get_op_key("verify")
    except (ValueError, jwk_error):
        what = "an RSA key" if kind == "RSA" else f"a point of {kind}"
        raise KeyMaterialError(f"The JWK's members do not describe {what}.", code="key.point") from None


def _check_usage(jwk: Mapping[str, Any], kind: Kind, operation: Literal["sign", "verify"]) -> None:
    """RFC 7517, sections 4.2 to 4.4: what a key says it is for."""
    use, operations, algorithm = jwk.get("use", "sig"), jwk.get("key_ops", [operation]), jwk.get("alg")
    if use != "sig":
        raise _usage("use", "does not say that the key is for signatures ('sig')")
    if not isinstance(operations, list) or operation not in operations:
        raise _usage("key_ops", f"does not list '{operation}'")
    if any(one not in ("sign", "verify") for one in operations) or len(operations) > len(set(operations)):
        raise _usage("key_ops", "names something twice, or something else than 'sign' and 'verify'")
    allowed = ("EdDSA", "Ed25519") if kind == "Ed25519" else algorithms_of(kind)
    if algorithm is not None and algorithm not in allowed:
        raise _usage("alg", f"does not fit the kind {kind}, which has {', '.join(allowed)}")


def _usage(name: str, complaint: str) -> KeyMaterialError:
    return KeyMaterialError(f"The JWK's '{name}' {complaint}.", code="jwk.usage", pointer=pointer_to(name))


def _text(jwk: Mapping[str, Any], name: str) -> str:
    value = jwk.get(name)
    if not isinstance(value, str):
        state = "is missing" if name not in jwk else "is not text"
        raise KeyMaterialError(f"The JWK's '{name}' {state}.", code="jwk.member", pointer=pointer_to(name))
    return value


def _bytes(jwk: Mapping[str, Any], name: str) -> bytes:
    try:
        return base64url.decode(_text(jwk, name))
    except EncodingError as error:
        # The code alone: an error's sentence may hold a character of the value, which may be secret.
        raise KeyMaterialError(
            f"The JWK's '{name}' is not canonical base64url ({error.code}).",
            code="jwk.member",
            pointer=pointer_to(name),
        ) from None


def _exactly(jwk: Mapping[str, Any], name: str, size: int) -> bytes:
    value = _bytes(jwk, name)
    if len(value) != size:
        raise KeyMaterialError(
            f"The JWK's '{name}' has {len(value)} bytes, expected {size}.", code="jwk.member", pointer=pointer_to(name)
        )
    return value


def _minimal(jwk: Mapping[str, Any], name: str) -> bytes:
    value = _bytes(jwk, name)
    if not value or value[0] == 0:
        raise KeyMaterialError(
            f"The JWK's '{name}' is empty or has leading zero bytes.", code="jwk.member", pointer=pointer_to(name)
        )
    return value


def _jwcrypto() -> tuple[Any, type[Exception]]:
    """The JWK class and error of jwcrypto. Imported here because that takes longer than importing the rest of credseal."""
    from jwcrypto.common import JWException  # noqa: PLC0415 - see above
    from jwcrypto.jwk import JWK  # noqa: PLC0415 - see above

    return JWK, JWException
