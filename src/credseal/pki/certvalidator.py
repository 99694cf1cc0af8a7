"""Paths checked by pyhanko-certvalidator: all of RFC 5280, for the certificates that ``webpki`` does not take.

Ed25519 and brainpool keys, constraints on directory names, anchors beyond their own validity, qcStatements marked critical. The only
module that knows pyhanko-certvalidator, which the extra ``trust`` installs. It is used without its network parts: no revocation, no
fetching, nothing is waited for.

    check(path, at=sealed_at)    # PkiError, or nothing
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from credseal.errors import MissingExtraError, PkiError

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime

    from credseal.pki.certificate import Certificate

_NO_TOLERANCE = timedelta()


def check(path: tuple[Certificate, ...], *, at: datetime) -> None:
    """Check a path.

    Args:
        path: the leaf first, an anchor last; at least two. The anchor counts as a name and a key with the constraints that its
            certificate has, whatever its validity.
        at: an aware instant.

    Raises:
        PkiError: ``path.expired``, ``path.not-yet``, ``path.signature`` or ``path.constraint``.
        MissingExtraError: ``extra.trust``, it is not installed.
    """
    errors, validate = _imported()
    try:
        _finish(validate(path, at))
    except errors.ExpiredError:
        raise PkiError("A certificate of the path had expired.", code="path.expired") from None
    except errors.NotYetValidError:
        raise PkiError("A certificate of the path was not valid yet.", code="path.not-yet") from None
    except errors.DisallowedAlgorithmError:
        raise PkiError(
            "A certificate of the path is signed in a way that can be forged.", code="path.signature"
        ) from None
    # Its parser is strict in other places than cryptography's, and complains with these.
    except (errors.ValidationError, errors.PathError, ValueError, TypeError, KeyError, NotImplementedError):
        raise PkiError(
            "The path of certificates breaks a rule that one of them sets, or has an extension that nobody knows.",
            code="path.constraint",
            hint="Names, path lengths, policies and critical extensions were checked as RFC 5280, section 6, has it.",
        ) from None


def _finish(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run what never waits, with or without an event loop around."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise NotImplementedError


def _imported() -> tuple[Any, Any]:
    """Its errors, and a function that checks with it."""
    try:
        from asn1crypto import x509  # noqa: PLC0415 - takes long to import, and few paths need it
        from pyhanko_certvalidator import errors  # noqa: PLC0415 - optional
        from pyhanko_certvalidator.authority import (  # noqa: PLC0415 - optional
            CertTrustAnchor,
            TrustQualifiers,
            derive_quals_from_cert,
        )
        from pyhanko_certvalidator.context import ValidationContext  # noqa: PLC0415 - optional
        from pyhanko_certvalidator.path import ValidationPath  # noqa: PLC0415 - optional
        from pyhanko_certvalidator.policy_decl import PKIXValidationParams  # noqa: PLC0415 - optional
        from pyhanko_certvalidator.validate import async_validate_path  # noqa: PLC0415 - optional
    except ImportError:
        raise MissingExtraError(
            "These certificates are of a kind that needs pyhanko-certvalidator, which is not installed.",
            code="extra.trust",
            hint="Install credseal[trust].",
        ) from None

    def anchor(certificate: Any) -> Any:
        stated = derive_quals_from_cert(certificate)
        names = stated.standard_parameters or PKIXValidationParams()
        return CertTrustAnchor(
            certificate,
            TrustQualifiers(
                max_path_length=stated.max_path_length,
                standard_parameters=PKIXValidationParams(
                    initial_permitted_subtrees=names.initial_permitted_subtrees,
                    initial_excluded_subtrees=names.initial_excluded_subtrees,
                ),
            ),
        )

    def validate(path: tuple[Certificate, ...], at: datetime) -> Coroutine[Any, Any, Any]:
        leaf, *between, last = (x509.Certificate.load(each.der) for each in path)
        context = ValidationContext(trust_roots=[last], moment=at, allow_fetching=False, time_tolerance=_NO_TOLERANCE)
        return async_validate_path(context, ValidationPath(anchor(last), reversed(between), leaf))

    return errors, validate
