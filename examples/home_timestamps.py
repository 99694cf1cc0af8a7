"""A home-made timestamp authority: RFC 3161 with RFC 5816, for trying out. See ``home_authority``.

tokens = HomeAuthority().timestamp_authority()
tokens.timestamp(b"data")      # TimeStampToken in DER
tokens.answer(request_der)     # what its server says: TimeStampResp in DER
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import cms, core, tsp, x509
from home_keys import Held, hash_for, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

# Enterprise number 32473 is for examples (RFC 5612).
POLICY = "1.3.6.1.4.1.32473.1.1"
_HASHES = ("sha256", "sha384", "sha512")


@dataclass(frozen=True)
class HomeTimestamps:
    """A timestamp authority.

    Args:
        held: its certificate, critically and only for ``id-kp-timeStamping``, and key.
        chain: certificates of the authorities above it, which go into its tokens.
        clock: its clock.
    """

    held: Held
    chain: Sequence[Held]
    clock: Callable[[], datetime]

    def timestamp(self, data: bytes, *, at: datetime | None = None, algorithm: str = "sha256") -> bytes:
        """A token over data, in DER: the data was there at that time.

        Args:
            data: what is stamped; the token has only its digest.
            at: when; by default now.
            algorithm: of the digest.
        """
        imprint = hashlib.new(algorithm, data).digest()
        return self.token(imprint, at=at, algorithm=algorithm)

    def token(
        self,
        imprint: bytes,
        *,
        algorithm: str = "sha256",
        at: datetime | None = None,
        nonce: int | None = None,
        with_certificates: bool = True,
    ) -> bytes:
        """A token over a digest; ``nonce`` and ``with_certificates`` as the request wants them."""
        content: dict[str, object] = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": imprint},
            "serial_number": secrets.randbits(63),
            "gen_time": (at or self.clock()).replace(microsecond=0),
            "accuracy": {"seconds": 1},
            "tsa": x509.GeneralName("directory_name", x509.Certificate.load(self.held.der).subject),
        }
        if nonce is not None:
            content["nonce"] = nonce
        info = tsp.TSTInfo(content).dump()
        token: bytes = cms.ContentInfo(
            {"content_type": "signed_data", "content": self._signed_data(info, with_certificates=with_certificates)}
        ).dump()
        return token

    def answer(self, request: bytes) -> bytes:
        """The answer to a TimeStampReq: a TimeStampResp, which grants or rejects."""
        try:
            asked = tsp.TimeStampReq.load(request, strict=True)
            imprint = asked["message_imprint"]
            algorithm, digest = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
            policy, extensions = asked["req_policy"].native, asked["extensions"].native
            nonce, with_certificates = asked["nonce"].native, asked["cert_req"].native
        except (ValueError, TypeError):
            return _rejection("bad_data_format")
        if algorithm not in _HASHES:
            return _rejection("bad_alg")
        if len(digest) != hashlib.new(algorithm).digest_size:
            return _rejection("bad_data_format")
        if policy not in (None, POLICY):
            return _rejection("unaccepted_policy")
        if extensions:
            return _rejection("unaccepted_extensions")
        token = self.token(digest, algorithm=algorithm, nonce=nonce, with_certificates=with_certificates)
        granted = {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}
        answer: bytes = tsp.TimeStampResp(granted).dump()
        return answer

    def _signed_data(self, info: bytes, *, with_certificates: bool) -> cms.SignedData:
        own = x509.Certificate.load(self.held.der)
        digest = getattr(hash_for(self.held.key), "name", "sha512")  # Ed25519: RFC 8419, section 3
        attributes = self._signed_attributes(info, own, digest)
        algorithm, signature = sign(self.held.key, attributes.dump())
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    "issuer_and_serial_number", {"issuer": own.issuer, "serial_number": own.serial_number}
                ),
                "digest_algorithm": {"algorithm": digest},
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": algorithm},
                "signature": signature,
            }
        )
        members = {
            "version": "v3",
            "digest_algorithms": [{"algorithm": digest}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info)},
            "signer_infos": [signer],
        }
        if with_certificates:
            above = [x509.Certificate.load(each.der) for each in self.chain]
            members["certificates"] = [cms.CertificateChoices("certificate", each) for each in (own, *above)]
        return cms.SignedData(members)

    def _signed_attributes(self, info: bytes, own: x509.Certificate, digest: str) -> cms.CMSAttributes:
        names = [x509.GeneralName("directory_name", own.issuer)]
        certificate = {
            "cert_hash": hashlib.sha256(self.held.der).digest(),
            "issuer_serial": {"issuer": names, "serial_number": own.serial_number},
        }
        values = {
            "content_type": cms.ContentType("tst_info"),
            "message_digest": hashlib.new(digest, info).digest(),
            "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [certificate]}),
        }
        return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values.items()])


def _rejection(why: str) -> bytes:
    # asn1crypto has the token as mandatory, and RFC 3161 (section 2.4.2) leaves it out here.
    status = tsp.PKIStatusInfo({"status": "rejection", "fail_info": {why}})
    answer: bytes = core.SequenceOf([status], spec=tsp.PKIStatusInfo).dump()
    return answer
