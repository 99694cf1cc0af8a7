"""Seals for the long term, and who makes them last: a university's authority, its timestamps, and what it says of revocation."""

import base64
import json
from datetime import UTC, datetime, timedelta

from authority import HomeAuthority
from credseal.authenticity.seals import examine_seal
from credseal.encoding import base64url
from credseal.pki.certificate import Certificate
from credseal.pki.material import Material, is_self_issued, issued
from credseal.pki.paths import default_validator
from credseal.pki.timestamp import TimestampToken
from credseal.securing.jades import parse
from credseal.securing.jades.levels import extend
from credseal.securing.jades.signing import seal
from simulators import Clock

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
PAYLOAD = b'{"id":"urn:example:1","title":"A short course"}'
YEAR = timedelta(days=365)


class Stamps:
    """A ``TimestampAuthority`` without a network between."""

    def __init__(self, tokens):
        self.tokens = tokens

    def timestamp(self, data):
        return TimestampToken.parse(self.tokens.timestamp(data))


class AtHome:
    """A ``MaterialSource``: what the home authority says of its own certificates."""

    def __init__(self, authority, *, lists=False):
        self.authority, self.lists = authority, lists

    def gather(self, certificates):
        authority = self.authority
        above = [Certificate.parse(each.der) for each in (authority.issuing, authority.root)]
        known = list(dict.fromkeys((*certificates, *above)))
        ocsp, crls = [], []
        for each in known:
            issuer = next((one for one in above if not is_self_issued(each) and issued(one, each)), None)
            if issuer is not None and self.lists:
                crls.append(authority.crl(issuer.der))
            elif issuer is not None:
                ocsp.append(authority.ocsp(each.der, issuer.der))
        return Material(tuple(known), tuple(ocsp), tuple(crls))


class House:
    """An authority, a university's seal, a timestamp authority of its own, and a clock for all of them."""

    def __init__(self, **of_seal):
        self.clock = Clock(AT)
        self.authority = HomeAuthority(clock=self.clock)
        self.stamping = HomeAuthority(clock=self.clock, name="Example Time")
        self.tokens = self.stamping.timestamp_authority(not_after=AT + 2 * YEAR)
        self.held = self.authority.seal(kind="P-256", **({"not_after": AT + YEAR} | of_seal))
        self.signer = self.authority.signer(self.held)
        self.stamps = Stamps(self.tokens)
        self.material = AtHome(self.authority)
        self.anchors = [Certificate.parse(self.authority.root.der)]
        self.timestamp_anchors = [Certificate.parse(self.stamping.root.der)]

    def sealed(self, level="B", **options):
        file = seal(PAYLOAD, self.signer, at=options.pop("at", self.clock()), **options)
        return file if level == "B" else self.extended(file, level)

    def extended(self, file, level, **options):
        return extend(file, level=level, **({"authority": self.stamps, "material": self.material} | options))

    def examined(self, file, **options):
        (signature,) = parse(file).signatures
        defaults = {
            "seal_anchors": self.anchors,
            "timestamp_anchors": self.timestamp_anchors,
            "now": self.clock(),
            "validator": default_validator(),
        }
        return examine_seal(signature, **(defaults | options))


def items_of(file):
    """The items of a seal, decoded: [("sigTst", {...}), ...]."""
    return [next(iter(json.loads(base64url.decode(each)).items())) for each in texts_of(file)]


def texts_of(file):
    return json.loads(file)["signatures"][0].get("header", {}).get("etsiU", [])


def with_texts(file, texts):
    """The file with other items, as texts or objects."""
    document = json.loads(file)
    document["signatures"][0]["header"] = {"etsiU": texts}
    return json.dumps(document).encode()


def item(name, value):
    return base64url.encode(json.dumps({name: value}).encode())


def stamp_item(name, *tokens):
    return item(name, {"tstTokens": [{"val": base64.b64encode(each).decode()} for each in tokens]})


def codes(examined):
    return sorted({finding.code for finding in examined.findings})
