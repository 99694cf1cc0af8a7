"""The tasks of SD-JWT VC: verifying one with fifteen disclosures, and issuing it.

The peers are the ``sd-jwt`` package, which does the whole of it with jwcrypto, and joserfc and jwcrypto alone, which check the token and leave the
disclosures in base64url. The floor is ECDSA, SHA-256, base64 and JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

import operations  # noqa: F401  it has put the folder of the tests on the path
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jws as joserfc_jws
from joserfc.jwk import ECKey
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from measuring import InPython, Operation
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from credseal.keys.ecdsa import der_of
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner, generate
from credseal.securing.sd_jwt import vc

if TYPE_CHECKING:
    from collections.abc import Callable

CREDSEAL = "credseal"
_ES256 = ec.ECDSA(hashes.SHA256())
_NAMES = (
    *("family_name", "given_name", "achievement_description", "assessment_grade", "language_of_classes"),
    *("learner_identification", "expected_study_time", "types_of_quality_assurance", "prerequisites_to_enroll"),
    *("integration_stackability_options", "date_of_issuance", "type_of_assessment", "form_of_participation"),
    *("supervision", "further_information"),
)


class LearningCredential:
    """An SD-JWT VC of the European learning credential's type, all that a learner may withhold in a disclosure of its own."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.signer = LocalSigner(self.private)
        self.shown = {
            "iss": "https://uni.example",
            "vct": "urn:eu.europa.ec.eudi:learning:credential:1",
            "iat": 1_795_168_800,
            "exp": 1_895_168_800,
            "cnf": {"jwk": to_jwk(generate("P-256").public_key)},
            "achievement_title": "Data literacy for teachers",
            "issuing_authority": "University of Example",
        }
        self.hidden = {name: f"what the credential says as its {name}" for name in _NAMES}
        self.claims = {**self.shown, **self.hidden}
        self.paths = [(name,) for name in self.hidden]
        self.text = self.issue()
        assert self.text.count("~") == len(self.hidden) + 1

    def issue(self) -> str:
        return vc.issue(self.claims, self.signer, disclosable=self.paths)

    def verify(self) -> None:
        assert vc.parse(self.text).verify(self.signer.public_key, algorithms={"ES256"}).payload == self.claims


def operations_of(credential: LearningCredential) -> list[Operation]:
    """All operations, those of one task together."""
    task, issuing = "verify an SD-JWT VC with 15 disclosures, ES256", "issue an SD-JWT VC with 15 disclosures, ES256"
    jwk = JWK.from_pyca(credential.private)
    return [
        InPython(task, CREDSEAL, credential.verify),
        InPython(task, "sd-jwt", _by_sd_jwt(credential, jwk)),
        InPython(task, "joserfc, the token alone", _by_joserfc(credential)),
        InPython(task, "jwcrypto, the token alone", _by_jwcrypto(credential, jwk)),
        InPython(task, "nothing but ECDSA, SHA-256 and JSON", _least(credential), is_floor=True),
        InPython(issuing, CREDSEAL, credential.issue),
        InPython(issuing, "sd-jwt", _issuing_by_sd_jwt(credential, jwk)),
    ]


def _by_sd_jwt(credential: LearningCredential, jwk: JWK) -> Callable[[], None]:
    public = JWK.from_json(jwk.export_public())

    def verify() -> None:
        verifier = SDJWTVerifier(credential.text, lambda *_: public)
        assert verifier.get_verified_payload() == credential.claims

    return verify


def _by_joserfc(credential: LearningCredential) -> Callable[[], None]:
    key = ECKey.import_key(to_jwk(credential.signer.public_key))

    def verify() -> None:
        token, *_ = credential.text.split("~")
        json.loads(joserfc_jws.deserialize_compact(token, key, algorithms=["ES256"]).payload)

    return verify


def _by_jwcrypto(credential: LearningCredential, jwk: JWK) -> Callable[[], None]:
    public = JWK.from_json(jwk.export_public())

    def verify() -> None:
        token, *_ = credential.text.split("~")
        found = JWS()
        found.deserialize(token, public)
        json.loads(found.payload)

    return verify


def _least(credential: LearningCredential) -> Callable[[], None]:
    public = credential.private.public_key()

    def decoded(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    def verify() -> None:
        token, *disclosures, _ = credential.text.split("~")
        signed, _, signature = token.rpartition(".")
        public.verify(der_of(decoded(signature)), signed.encode(), _ES256)
        claims = json.loads(decoded(signed.partition(".")[2]))
        digests = set(claims["_sd"])
        for text in disclosures:
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            assert digest in digests
            _, name, value = json.loads(decoded(text))
            claims[name] = value

    return verify


def _issuing_by_sd_jwt(credential: LearningCredential, jwk: JWK) -> Callable[[], None]:
    claims = {**credential.shown, **{SDObj(name): value for name, value in credential.hidden.items()}}
    return lambda: SDJWTIssuer(claims, jwk)
