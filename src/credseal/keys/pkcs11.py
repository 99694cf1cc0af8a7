"""Signers whose private key stays in a hardware module: a smart card, a token, an HSM. The only module that uses python-pkcs11.

RFC 7512 (the URIs): https://www.rfc-editor.org/rfc/rfc7512 ; PKCS #11 v3.1 (the modules' interface):
https://docs.oasis-open.org/pkcs11/pkcs11-spec/v3.1/ . The extra ``hsm`` installs what is needed, the maker of the hardware has the module.

    from credseal.keys.signer import open_signer

    signer = open_signer("pkcs11:token=Seal;object=seal-2026?module-path=/usr/lib/softhsm/libsofthsm2.so", passphrase="1234")
    signer.certificates    # those that the token holds for the key, in DER

Of a URI's path ``token``, ``serial``, ``object``, ``id`` and ``type=private`` choose the key, of which exactly one must be left.
``module-path`` is needed. The PIN is the passphrase, or ``pin-value``, which other users of the machine may see in the list of
processes, or ``pin-source``, a file. Within one process a token stays open after the first login: who opens it again is not asked
for the PIN by most modules.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_public_key

from credseal.errors import KeyMaterialError, MissingExtraError, SignatureError
from credseal.keys.chains import MAX_CERTIFICATES, chain_of
from credseal.keys.lenient import lenient
from credseal.keys.public import PublicKey
from credseal.keys.signer import signing_algorithm

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATH = ("token", "serial", "object", "id", "type")
_QUERY = ("module-path", "pin-value", "pin-source")
_MAX_PIN_BYTES = 1024
_DIGESTS = {"ES256": "sha256", "ES384": "sha384"}


@dataclass(frozen=True)
class _Uri:
    """The parts of a ``pkcs11:`` URI; those of a secret are kept from being shown."""

    path: Mapping[str, str]
    id: bytes | None
    module: str
    pin: str | None = field(repr=False)


class ModuleSigner:
    """A signer whose private key is in a hardware module. Signatures are made one at a time; each is checked before it leaves.

    Made by ``open_module``. A module is slow and closes with the process; ``close`` ends its session before that.
    """

    __slots__ = ("_algorithm", "_certificates", "_key", "_lock", "_public_key", "_session")

    def __init__(
        self, session: Any, key: Any, public_key: PublicKey, certificates: tuple[bytes, ...], algorithm: str
    ) -> None:
        self._session = session
        self._key = key
        self._public_key = public_key
        self._certificates = certificates
        self._algorithm = algorithm
        self._lock = threading.Lock()

    @property
    def public_key(self) -> PublicKey:
        """The public half of the key."""
        return self._public_key

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """See ``CertifiedSigner.certificates``."""
        return self._certificates

    @property
    def algorithm(self) -> str:
        """See ``CertifiedSigner.algorithm``."""
        return self._algorithm

    def sign(self, data: bytes) -> bytes:
        """Sign data; see ``Signer.sign``.

        Raises:
            KeyMaterialError: code ``key.module``, the module refuses; ``key.mismatch``, its key is not that of its certificate.
        """
        pkcs11 = _pkcs11()
        with self._lock:
            try:
                signature = self._sign(pkcs11, data)
            except pkcs11.PKCS11Error as error:
                raise _module_error("does not sign", error) from None
        try:
            self._public_key.verify(signature, data, self._algorithm)
        except SignatureError:
            raise KeyMaterialError(
                "The module signed with another key than that of the certificate beside it.",
                code="key.mismatch",
                hint="Give the key's certificate the same identifier as the key, and no other certificate.",
            ) from None
        return signature

    def close(self) -> None:
        """End the session with the module; the signer cannot sign any more."""
        with self._lock:
            self._session.close()

    def _sign(self, pkcs11: Any, data: bytes) -> bytes:
        mechanisms = pkcs11.Mechanism
        if self._algorithm == "RS256":
            return bytes(self._key.sign(data, mechanism=mechanisms.SHA256_RSA_PKCS))
        if self._algorithm == "PS256":
            salt = hashlib.sha256().digest_size
            parameters = (mechanisms.SHA256, pkcs11.MGF.SHA256, salt)
            return bytes(self._key.sign(data, mechanism=mechanisms.SHA256_RSA_PKCS_PSS, mechanism_param=parameters))
        # Few modules hash for ECDSA; r and s come side by side, as JOSE has them.
        digest = hashlib.new(_DIGESTS[self._algorithm], data).digest()
        return bytes(self._key.sign(digest, mechanism=mechanisms.ECDSA))

    def __repr__(self) -> str:
        return f"<ModuleSigner {self._public_key.kind}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise KeyMaterialError(
            "A signer cannot be pickled or copied, its session with the module belongs to this process.",
            code="key.pickle",
            hint="Open the signer by its URI in every process.",
        )


def open_module(uri: str, *, pin: bytes | str | None = None, algorithm: str | None = None) -> ModuleSigner:
    """Open the key that a URI names.

    Args:
        uri: ``pkcs11:``, see above.
        pin: of the token; goes before one in the URI.
        algorithm: the JOSE name of what the signer shall make.

    Raises:
        KeyMaterialError: code ``key.module-uri``, ``key.module`` (module, token or key are not to be had), ``key.several`` (the URI
            fits several), ``key.passphrase-missing``, ``key.passphrase-wrong``, ``key.public`` (nothing tells the public half),
            ``key.certificate``, ``key.algorithm`` or ``key.unsupported``.
        MissingExtraError: ``extra.hsm``, python-pkcs11 is not installed.
    """
    wanted = _read_uri(uri)
    pkcs11 = _pkcs11()
    try:
        token = _token(pkcs11, wanted)
        session = _login(pkcs11, token, _pin(pin, wanted))
    except pkcs11.PKCS11Error as error:
        raise _opening_error(pkcs11, error) from None
    except (RuntimeError, OSError, UnicodeDecodeError):
        raise KeyMaterialError(
            "The PKCS #11 module cannot be loaded.",
            code="key.module",
            hint="Check module-path: it is the shared library of the hardware's maker.",
        ) from None
    try:
        return _signer(pkcs11, session, wanted, algorithm)
    except pkcs11.PKCS11Error as error:
        session.close()
        raise _opening_error(pkcs11, error) from None
    except KeyMaterialError:
        session.close()
        raise


def _token(pkcs11: Any, wanted: _Uri) -> Any:
    chosen: dict[str, Any] = {}
    if "token" in wanted.path:
        chosen["token_label"] = wanted.path["token"]
    if "serial" in wanted.path:
        chosen["token_serial"] = wanted.path["serial"].encode()
    return pkcs11.lib(wanted.module).get_token(**chosen)


def _login(pkcs11: Any, token: Any, pin: str | None) -> Any:
    if pin is None and pkcs11.TokenFlag.LOGIN_REQUIRED in token.flags:
        raise KeyMaterialError(
            "The token needs its PIN, and none is given.",
            code="key.passphrase-missing",
            hint="Give the PIN as the passphrase.",
        )
    try:
        return token.open(user_pin=pin)
    except pkcs11.UserAlreadyLoggedIn:
        return token.open()


def _signer(pkcs11: Any, session: Any, wanted: _Uri, algorithm: str | None) -> ModuleSigner:
    names = pkcs11.Attribute
    chosen = {names.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
    if "object" in wanted.path:
        chosen[names.LABEL] = wanted.path["object"]
    if wanted.id is not None:
        chosen[names.ID] = wanted.id
    key = _only(pkcs11, session, chosen)
    own, others = _certificates(pkcs11, session, key)
    public_key = _public_key(pkcs11, session, key, own)
    certificates = chain_of(public_key, [*own, *others]) if own else ()
    return ModuleSigner(session, key, public_key, certificates, signing_algorithm(public_key.kind, algorithm))


def _only(pkcs11: Any, session: Any, chosen: Mapping[Any, Any]) -> Any:
    # A search that is not read to its end would be ended by the collector of garbage, after the session.
    found = list(session.get_objects(dict(chosen)))
    if not found:
        raise pkcs11.NoSuchKey
    if len(found) > 1:
        raise pkcs11.MultipleObjectsReturned
    return found[0]


def _certificates(pkcs11: Any, session: Any, key: Any) -> tuple[list[bytes], list[bytes]]:
    """The certificates with the key's identifier (or, where it has none, its label), and the others of the token."""
    names = pkcs11.Attribute
    own: list[bytes] = []
    others: list[bytes] = []
    found = list(session.get_objects({names.CLASS: pkcs11.ObjectClass.CERTIFICATE}))
    if len(found) > MAX_CERTIFICATES:
        raise KeyMaterialError(f"The token holds more than {MAX_CERTIFICATES} certificates.", code="key.certificate")
    for each in found:
        its = each[names.ID] == key.id if key.id else each[names.LABEL] == key.label
        (own if its else others).append(bytes(each[names.VALUE]))
    return own, others


def _public_key(pkcs11: Any, session: Any, key: Any, own: list[bytes]) -> PublicKey:
    """Private keys do not tell their public halves: a certificate or a public key of the same name does."""
    try:
        if own:
            with lenient():
                return PublicKey.from_native(x509.load_der_x509_certificate(own[0]).public_key())
        names = pkcs11.Attribute
        named = {names.ID: key.id} if key.id else {names.LABEL: key.label}
        public = _only(pkcs11, session, {names.CLASS: pkcs11.ObjectClass.PUBLIC_KEY, **named})
        rsa = public.key_type is pkcs11.KeyType.RSA
        encode = pkcs11.util.rsa.encode_rsa_public_key if rsa else pkcs11.util.ec.encode_ec_public_key
        return PublicKey.from_native(load_der_public_key(encode(public)))
    except pkcs11.NoSuchKey:
        raise KeyMaterialError(
            "The token holds neither a certificate nor a public key of this private key.",
            code="key.public",
            hint="Store the key's certificate on the token, with the key's identifier.",
        ) from None
    except ValueError:
        raise KeyMaterialError(
            "The certificate or public key of the private key cannot be read.", code="key.certificate"
        ) from None


def _read_uri(uri: str) -> _Uri:
    rest, _, query = uri.partition(":")[2].partition("?")
    path, options = _attributes(rest, ";", _PATH), _attributes(query, "&", _QUERY)
    if "module-path" not in options:
        raise _bad_uri("has no module-path")
    if path.get("type", "private") != "private":
        raise _bad_uri("has a type that is not private")
    if "pin-value" in options and "pin-source" in options:
        raise _bad_uri("has both pin-value and pin-source")
    pin = options.get("pin-value")
    if "pin-source" in options:
        pin = _pin_from(unquote(options["pin-source"]))
    elif pin is not None:
        pin = unquote(pin)
    identifier = unquote_to_bytes(path["id"]) if "id" in path else None
    chosen = {name: unquote(value) for name, value in path.items() if name != "id"}
    return _Uri(path=chosen, id=identifier, module=unquote(options["module-path"]), pin=pin)


def _attributes(text: str, separator: str, known: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split(separator) if text else ():
        name, _, value = part.partition("=")
        if name not in known:
            raise _bad_uri("has a part with a name that is not known here")
        if name in found or not value:
            raise _bad_uri(f"has {name} twice, or empty")
        found[name] = value
    return found


def _pin_from(source: str) -> str:
    parts = urlsplit(source)
    if parts.scheme not in ("", "file") or parts.netloc or source.startswith("|"):
        raise _bad_uri("has a pin-source that is no file")
    try:
        with Path(parts.path).open("rb") as file:
            content = file.read(_MAX_PIN_BYTES + 1)
        text = content.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, ValueError):
        raise KeyMaterialError(
            "The file of pin-source cannot be read.", code="key.file", hint="Check the path."
        ) from None
    if not text or len(content) > _MAX_PIN_BYTES:
        raise KeyMaterialError("The file of pin-source holds no PIN.", code="key.file")
    return text


def _pin(given: bytes | str | None, wanted: _Uri) -> str | None:
    pin = wanted.pin if given is None else given
    try:
        return pin.decode("utf-8") if isinstance(pin, bytes) else pin
    except UnicodeDecodeError:
        raise _wrong_pin() from None


def _opening_error(pkcs11: Any, error: Exception) -> KeyMaterialError:
    if isinstance(error, pkcs11.PinIncorrect | pkcs11.PinInvalid | pkcs11.PinLenRange):
        return _wrong_pin()
    if isinstance(error, pkcs11.MultipleTokensReturned | pkcs11.MultipleObjectsReturned):
        return KeyMaterialError(
            "The pkcs11: URI fits several tokens or keys.", code="key.several", hint="Name token and object, or the id."
        )
    return _module_error("does not give the key", error)


def _wrong_pin() -> KeyMaterialError:
    return KeyMaterialError(
        "The token does not accept the PIN.",
        code="key.passphrase-wrong",
        hint="Check it before you try again: tokens lock after a few wrong ones.",
    )


def _module_error(what: str, error: Exception) -> KeyMaterialError:
    # The name of the error alone, which is the module's return value; its text may hold anything.
    return KeyMaterialError(
        f"The PKCS #11 module {what} ({type(error).__name__}).",
        code="key.module",
        hint="Check that the token is there, and the names in the URI.",
    )


def _bad_uri(what: str) -> KeyMaterialError:
    return KeyMaterialError(
        f"The pkcs11: URI {what}.",
        code="key.module-uri",
        hint="Write pkcs11:token=NAME;object=NAME?module-path=/path/of/module.so",
    )


def _pkcs11() -> Any:
    try:
        import pkcs11  # noqa: PLC0415 - optional
        import pkcs11.util.ec  # noqa: PLC0415 - optional
        import pkcs11.util.rsa  # noqa: PLC0415 - optional
    except ImportError:
        raise MissingExtraError(
            "Keys in hardware modules need python-pkcs11, which is not installed.",
            code="extra.hsm",
            hint="Install credseal[hsm].",
        ) from None
    return pkcs11
