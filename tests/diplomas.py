"""European Digital Credentials that a university of the home-made authority seals, and what a verifier needs to believe them."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta

from authority import HomeAuthority
from credseal.encoding import base64url
from credseal.issuer import Issuer, Sealing
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.pki.certificate import Certificate
from credseal.pki.material import Material
from credseal.securing.jades.signing import seal
from credseal.trust.anchors import Anchors
from credseal.verifier import Verifier
from long_term import AtHome, Stamps
from records import COURSE, credential
from simulators import Clock

# The smallest PNG: one transparent pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PICTURE = Picture(f"data:image/png;base64,{PIXEL}")
IDENTIFIER = "VATPL-0000000000"


@dataclass
class University:
    """A university with a seal, the authorities around it, and a clock for all of them."""

    clock: Clock
    kind: str = "P-256"

    def __post_init__(self):
        self.name = COURSE.awarding_bodies[0].legal_name.in_language("en")[1]
        self.authority = HomeAuthority(clock=self.clock)
        self.stamping = HomeAuthority(clock=self.clock, name="Example Time")
        self.held = self.authority.seal(
            self.name, IDENTIFIER, "PL", kind=self.kind, not_after=self.clock() + timedelta(days=365)
        )
        self.signer = self.authority.signer(self.held)
        self.stamps = Stamps(self.stamping.timestamp_authority(not_after=self.clock() + timedelta(days=3650)))
        self.issuer = Issuer(COURSE.awarding_bodies[0], self.signer, clock=self.clock)

    def sealing(self, level):
        return Sealing(level=level, authority=self.stamps, material=AtHome(self.authority))

    def issue(self, level="LTA", record=None, **options):
        return self.issuer.issue(
            record or credential(), profile="elm", securing=self.sealing(level), picture=PICTURE, **options
        )

    def forge(self, document, signer=None, **options):
        """A seal around whatever is said, without a look at it."""
        return seal(json.dumps(document).encode(), signer or self.signer, at=self.clock(), **options)

    @property
    def anchors(self):
        return Anchors("Example", (_root(self.authority),), ())

    @property
    def timestamp_anchors(self):
        return Anchors("Example Time", (), (_root(self.stamping),))

    @property
    def revocations(self):
        """What the authority, and the one above it, have revoked until now, as they publish it."""
        return Material(crls=(self.authority.crl(), self.authority.crl(self.authority.root)))

    def verifier(self, *more, policy=None, **options):
        believed = [self.anchors, self.timestamp_anchors, *more]
        chosen = {"policy": policy} if policy else {}
        return Verifier(fetch=None, trust=believed, clock=self.clock, **chosen, **options)


def renamed(organisation, name):
    """An organisation of another name."""
    return replace(organisation, legal_name=Text({"en": name}))


def payload_of(sealed):
    return json.loads(json.loads(sealed)["payload"])


def header_of(sealed):
    return json.loads(base64url.decode(json.loads(sealed)["signatures"][0]["protected"]))


def _root(authority):
    return Certificate.parse(authority.root.der)
