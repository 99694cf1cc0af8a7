"""Paths checked by ``cryptography``'s own verifier: fast, and strict in what it takes.

RFC 5280, section 6 (https://www.rfc-editor.org/rfc/rfc5280#section-6), in the profile of the web, with what that profile asks of web
servers left out: seals have no domain names. It takes RSA, P-256, P-384 and P-521, and no other kinds of key, no constraints on
names other than those of the web, no critical extension that it does not know. It says no to all of these, and so its no is not
the last word; see ``paths``.

    accepts(path, at=sealed_at)    # True, or ask somebody else
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.pki.certificate import Certificate


def accepts(path: tuple[Certificate, ...], *, at: datetime) -> bool:
    """Whether the path is valid in the eyes of this verifier.

    Args:
        path: the leaf first, an anchor last.
        at: an aware instant at which all of them must be valid, the anchor too.
    """
    verification = _verification()
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store([path[-1].native]))
        .time(at)
        .max_chain_depth(len(path))
        .extension_policies(ca_policy=_authorities(), ee_policy=verification.ExtensionPolicy.permit_all())
        .build_client_verifier()
    )
    try:
        verifier.verify(path[0].native, [each.native for each in path[1:-1]])
    except (verification.VerificationError, ValueError):
        return False
    return True


@cache  # one entry
def _authorities() -> Any:
    """What authorities' certificates must have: only what RFC 5280 demands, in the criticality that is met with."""
    from cryptography import x509  # noqa: PLC0415 - as in _verification

    verification = _verification()
    either = verification.Criticality.AGNOSTIC
    policy = verification.ExtensionPolicy.webpki_defaults_ca()
    for optional in (
        x509.AuthorityInformationAccess,
        x509.AuthorityKeyIdentifier,
        x509.ExtendedKeyUsage,
        x509.SubjectKeyIdentifier,
    ):
        policy = policy.may_be_present(optional, either, None)
    return policy


def _verification() -> Any:
    from cryptography.x509 import verification  # noqa: PLC0415 - only those who verify seals need it

    return verification
