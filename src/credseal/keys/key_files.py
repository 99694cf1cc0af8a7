"""A private key out of a file, whatever its form: PEM, DER, PKCS#12, JWK, secret Multikey. The content decides, not the name.

    from credseal.keys.key_files import read_key_file, read_private_key

    native = read_private_key(Path("seal.pem"), passphrase="correct horse")
    native, certificates = read_key_file(Path("seal.p12"), passphrase="correct horse")

Errors name the file and the rule, and never hold any of its content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from credseal.encoding import strict_json
from credseal.errors import CredsealError, JsonError, KeyMaterialError
from credseal.keys import pem
from credseal.keys.jwk import private_from_jwk
from credseal.keys.multikey import secret_from_multikey

if TYPE_CHECKING:
    from pathlib import Path

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.kinds import NativePrivateKey

_MAX_BYTES = 1024 * 1024


def read_private_key(path: Path, *, passphrase: bytes | str | None = None) -> NativePrivateKey:
    """Read the one private key that a file holds.

    Args:
        path: at most 1 MiB.
        passphrase: for encrypted PEM, DER and PKCS#12.

    Raises:
        KeyMaterialError: code ``key.file`` (missing, a directory, not readable, too large), ``key.several``,
            ``key.passphrase-*``, ``key.format``, ``key.public``, or that of the form.
    """
    return read_key_file(path, passphrase=passphrase)[0]


def read_key_file(path: Path, *, passphrase: bytes | str | None = None) -> tuple[NativePrivateKey, tuple[bytes, ...]]:
    """Read the one private key that a file holds, and the certificates beside it.

    Args:
        path: at most 1 MiB.
        passphrase: for encrypted PEM, DER and PKCS#12.

    Returns:
        The key; certificates in DER as the file has them, which only PEM and PKCS#12 can.

    Raises:
        KeyMaterialError: as ``read_private_key``, and code ``key.certificate``.
    """
    data = _read(path)
    try:
        return _from_content(data, passphrase)
    except KeyMaterialError as error:
        raise KeyMaterialError(
            f"{path}: {error.message}", code=error.code, pointer=error.pointer, hint=error.hint
        ) from None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise _file_error(path, "does not exist") from None
    except IsADirectoryError:
        raise _file_error(path, "is a directory, not a file") from None
    except PermissionError:
        raise _file_error(path, "may not be read by this user") from None
    except (OSError, ValueError):  # ValueError: a path with a null character
        raise _file_error(path, "cannot be read") from None
    if len(data) > _MAX_BYTES:
        raise _file_error(path, "is larger than 1 MiB and so no key")
    return data


def _from_content(data: bytes, passphrase: bytes | str | None) -> tuple[NativePrivateKey, tuple[bytes, ...]]:
    if pem.PEM_MARK in data or pem.is_der(data):
        return pem.read_certified(data, passphrase=passphrase)
    text = data.strip()
    if passphrase is not None and text[:1] in (b"{", b"z"):
        raise KeyMaterialError(
            "A passphrase is given, but the key is not encrypted.",
            code="key.passphrase-unneeded",
            hint="Leave the passphrase out, or write the key as encrypted PKCS#8.",
        )
    if text.startswith(b"{"):
        return _from_json(text), ()
    if text.startswith(b"z") and text.isalnum():
        return secret_from_multikey(text.decode("ascii")), ()
    raise KeyMaterialError(
        "The file holds no private key in a form that credseal knows.",
        code="key.format",
        hint="Known are PEM, DER, PKCS#12, a JWK in JSON, and a secret Multikey.",
    )


def _from_json(text: bytes) -> NativePrivateKey:
    try:
        jwk = cast("JsonObject", strict_json.loads(text))  # it begins with a brace
    except JsonError as error:
        # The code alone: a sentence could name a repeated member, and nothing of a key file is repeated.
        raise KeyMaterialError(f"The JWK is not valid JSON ({error.code}).", code="key.format") from None
    if "keys" in jwk:
        raise KeyMaterialError(
            "The file holds a JWK Set, which may have several keys.",
            code="key.several",
            hint="Put the one key that signs into a file of its own.",
        )
    return private_from_jwk(jwk)


def _file_error(path: Path, what: str) -> CredsealError:
    return KeyMaterialError(f"The key file {path} {what}.", code="key.file", hint="Check the path.")
