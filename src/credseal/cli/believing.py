"""Whom the caller of the command believes about certificates and accreditations, from the files that the options name.

trusted(args)           # Anchors, TrustedLists, Material, Accreditations: for Verifier(trust=...)
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli.problems import UsageError, about

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from credseal.checks.identity import PidProviders
    from credseal.pki.certificate import Certificate
    from credseal.pki.material import Material
    from credseal.trust.accreditation import Accreditations
    from credseal.trust.anchors import Anchors
    from credseal.trust.eu_lists import TrustedLists

_DIGEST = re.compile(r"[0-9A-Fa-f]{64}")


def trusted(args: Namespace) -> Iterator[Anchors | TrustedLists | Material | Accreditations]:
    """What the options name, read.

    Raises:
        UsageError: ``usage.trusted-lists``, one of the two options is missing.
        CredsealError: a file cannot be read, or is not what it should be.
    """
    # Certificates take long to load, and most credentials have none.
    if args.anchors or args.timestamp_anchors:
        from credseal.trust.anchors import Anchors  # noqa: PLC0415

        for name in args.anchors:
            with about(name):
                yield Anchors.load(Path(name), purpose="seals")
        for name in args.timestamp_anchors:
            with about(name):
                yield Anchors.load(Path(name), purpose="timestamps")
    if args.trusted_lists or args.trusted_lists_signers:
        yield lists_of(args.trusted_lists, args.trusted_lists_signers)
    for name in args.revocation:
        from credseal.pki.material import Material  # noqa: PLC0415

        with about(name):
            yield Material.load(Path(name))
    for name in args.accreditations:
        from credseal.trust.accreditation import Accreditations  # noqa: PLC0415

        with about(name):
            yield Accreditations.load(Path(name))


def pid_providers(issuers: list[str], anchors: list[str]) -> PidProviders | None:
    """Whose person identification data are asked for; None where none are.

    Raises:
        CredsealError: a file cannot be read, or holds no certificates.
    """
    if not (issuers or anchors):
        return None
    from credseal.checks.identity import PidProviders  # noqa: PLC0415  certificates take long to load
    from credseal.trust.anchors import Anchors  # noqa: PLC0415

    read = []
    for name in anchors:
        with about(name):
            read.append(Anchors.load(Path(name), purpose="seals"))
    named = " and ".join([*issuers, *anchors])
    return PidProviders(name=named, issuers=tuple(issuers), anchors=tuple(read))


def lists_of(folder: str | None, signers: list[str]) -> TrustedLists:
    """The trusted lists in a folder, signed as the caller says.

    Raises:
        UsageError: ``usage.trusted-lists``.
        TrustListError, MissingExtraError: they cannot be read or checked.
    """
    if not folder or not signers:
        raise UsageError(
            "Trusted lists need both: the folder, and who must have signed the list of the lists.",
            code="usage.trusted-lists",
            hint="--trusted-lists FOLDER --trusted-lists-signer FILE-OR-DIGEST; the Official Journal of the Union publishes the signers.",
        )
    from credseal.trust.eu_lists import TrustedLists  # noqa: PLC0415  as above

    named = [signer for given in signers for signer in _signers(given)]
    with about(folder):
        return TrustedLists.load(Path(folder), signers=named)


def _signers(given: str) -> tuple[Certificate | str, ...]:
    """A digest, or the certificates in a file."""
    if _DIGEST.fullmatch(given):
        return (given,)
    from credseal.cli.trusted import certificates  # noqa: PLC0415  as above

    return certificates(given)
