"""Tokens with certificates in their header, the authorities that issued these, and verifiers who believe one of them.

home = Home()
home.sd_jwt({"iss": "https://uni.example"}, home.university(hosts=["uni.example"]))
home.verifier().inspect(...)
"""

import base64

from cryptography import x509

from authority import HomeAuthority, chain
from credseal.keys.signer import LocalSigner
from credseal.pki.certificate import Certificate
from credseal.pki.material import Material
from credseal.trust.anchors import Anchors
from credseal.verifier import Verifier
from learning_credentials import FOREIGN
from sd_jwts import NOW, forged
from simulators import Clock
from tokens import V2
from tokens import credential as vc_document
from tokens import token as signed_token

NAME, IDENTIFIER = "University of Example", "VATPL-0000000000"
ADDRESS = "https://uni.example"
CLAIMS = {
    **{name: value for name, value in FOREIGN.items() if name not in ("iss", "status", "cnf")},
    "issuing_authority": NAME,
}


def parsed(held):
    return Certificate.parse(held.der)


def x5c(*held):
    return [base64.b64encode(each.der).decode() for each in held]


def alternative_names(hosts=(), addresses=()):
    names = [x509.DNSName(each) for each in hosts] + [x509.UniformResourceIdentifier(each) for each in addresses]
    return [(x509.SubjectAlternativeName(names), False)] if names else []


class Home:
    """An authority, what it says, and a clock."""

    def __init__(self, name="Example"):
        self.clock = Clock(NOW)
        self.authority = HomeAuthority(clock=self.clock, name=name)

    def university(self, name=NAME, identifier=IDENTIFIER, *, hosts=(), addresses=(), **options):
        names = alternative_names(hosts, addresses)
        return self.authority.seal(name, identifier, "PL", **{"kind": "P-256", "extensions": names, **options})

    def sd_jwt(self, claims, held, *, certificates=None, **header):
        """An SD-JWT VC; by default with the certificates from the signer's up to below the root."""
        listed = x5c(*chain(held)) if certificates is None else certificates
        payload = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
        return forged(payload, signer=LocalSigner(held.key), x5c=listed, **header)

    def jwt(self, issuer, held, *, certificates=None, **header):
        """A vc+jwt."""
        listed = x5c(*chain(held)) if certificates is None else certificates
        document = vc_document(issuer=issuer, **{"@context": [V2]})
        return signed_token(document, private=held.key, **{"kid": None, "x5c": listed, **header})

    @property
    def material(self):
        """What the authorities say about revocation now."""
        return Material(crls=tuple(self.authority.crl(each) for each in (self.authority.issuing, self.authority.root)))

    @property
    def anchors(self):
        return Anchors("Example", (parsed(self.authority.root),), ())

    def verifier(self, *trust, material=True, **options):
        believed = trust or (self.anchors,)
        answers = (self.material,) if material else ()
        return Verifier(trust=[*believed, *answers], **{"fetch": None, "clock": self.clock, **options})


def answer(report, name="issuer_authenticated"):
    found = report.check(name)
    return found.outcome.value, found.code


def codes(report):
    return {note.code for note in report.notes}
