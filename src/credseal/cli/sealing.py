"""What the options of e-seals mean: signer, level, timestamp authority.

signer = signer_of(args)
sealing = sealing_of(args, signer)        # None: no seal is asked for
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from credseal.cli import passphrases
from credseal.cli.problems import UsageError
from credseal.issuer import Sealing
from credseal.issuer.sealing import no_certificate
from credseal.keys.signer import open_signer

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.issuer.sealing import Level
    from credseal.keys.signer import CertifiedSigner
    from credseal.pki.material import MaterialSource
    from credseal.pki.timestamping import TimestampAuthority
    from credseal.securing.jades.signing import TimeParameter

_OPTIONS = ("level", "timestamps", "sig_t")


def signer_of(args: Namespace) -> CertifiedSigner:
    """The signer that ``--key`` names, with its passphrase.

    Raises:
        UsageError: a passphrase that cannot be had.
        KeyMaterialError, MissingExtraError: the key cannot be used.
    """
    return passphrases.with_passphrase(
        lambda secret: open_signer(args.key, passphrase=secret, algorithm=args.algorithm),
        passphrases.given(args),
        what=args.key,
    )


def sealing_of(args: Namespace, signer: CertifiedSigner) -> Sealing | None:
    """How to seal: as the options have it; None where they say nothing, and the key has no certificate to seal with.

    Raises:
        UsageError: ``usage.timestamps``, the level needs an authority, or there is none that could use it.
        IssuingError: ``issuing.certificate``, a seal is asked for, and the key has none.
    """
    if not signer.certificates:
        if any(getattr(args, name) for name in _OPTIONS):
            raise no_certificate()
        return None
    time: TimeParameter = "sigT" if args.sig_t else "iat"
    if args.timestamps is None:
        if args.level not in (None, "B"):
            raise UsageError(
                f"The level {args.level} needs a timestamp authority.",
                code="usage.timestamps",
                hint="Name one: --timestamps URL; or seal with --level B.",
            )
        return Sealing(level="B", time=time)
    level: Level = args.level or "LTA"
    if level == "B":
        raise UsageError(
            "A seal of level B has no timestamp.", code="usage.timestamps", hint="Leave --level or --timestamps out."
        )
    authority, material = services_of(args.timestamps)
    return Sealing(level=level, authority=authority, material=material, time=time)


def services_of(url: str) -> tuple[TimestampAuthority, MaterialSource]:
    """The timestamp authority at an address, and whoever answers about revocation."""
    # Sockets take long to load, and most seals are made without.
    from credseal.pki.http import HttpMaterial, HttpTimestampAuthority  # noqa: PLC0415

    # Whoever names an authority of their own network means its other services, too.
    hosts = frozenset(filter(None, [urlsplit(url).hostname]))
    return HttpTimestampAuthority(url), HttpMaterial(hosts)
