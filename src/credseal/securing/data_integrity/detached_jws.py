"""JsonWebSignature2020: a proof whose signature is a detached JSON Web Signature. Read, never written.

JSON Web Signature 2020, final report of the Credentials Community Group, 21 July 2022
(https://www.w3.org/community/reports/credentials/CG-FINAL-lds-jws2020-20220721/), over RFC 7797
(https://www.rfc-editor.org/rfc/rfc7797): the hash of the proof options followed by the hash of the document, both SHA-256 over canonical
N-Quads, is the payload, which stands in the token neither encoded nor at all. DEQAR issues its credentials with such proofs.

    jws = read("eyJhbGciOiJFZERTQSIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..v_Tni1...", "/proof")
    jws.algorithm                                 # 'EdDSA'
    jws.name_for("Ed25519", "/proof")             # what ``PublicKey.verify`` calls it; ProofError for a key of another kind

The header says the algorithm and that the payload is not encoded, and nothing else: the report gives it in full. Which algorithms there are, and
for which key, is the report's table ("JOSE Conformance") without secp256k1, whose keys credseal does not read. The key decides: an algorithm
for another kind of key is refused before anything is computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from credseal.encoding import base64url, strict_json
from credseal.errors import EncodingError, JsonError, ProofError

OPTIONS_CONTEXTS = ("https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/suites/jws-2020/v1")
"""What the members of such a proof mean, whatever contexts the document has: older documents name none that knows this suite."""

# ``alg`` -> the kind of key, and what ``PublicKey.verify`` calls it.
_ALGORITHMS = {
    "EdDSA": ("Ed25519", "Ed25519"),
    "ES256": ("P-256", "ES256"),
    "ES384": ("P-384", "ES384"),
    "PS256": ("RSA", "PS256"),
}
KINDS = tuple(kind for kind, _ in _ALGORITHMS.values())
_HEADER_MEMBERS = {"alg", "b64", "crit"}
_HEADER_LIMITS = strict_json.Limits(bytes=1024, depth=3, items=16)
# An RSA signature of 8192 bits, and a header that says no more than it must.
_LONGEST = 4096


@dataclass(frozen=True)
class DetachedJws:
    """A detached signature, taken apart.

    Attributes:
        algorithm: ``alg`` of its header, one that the suite has.
        signature: its bytes.
        header: the header's base64url text, which is signed as it stands.
    """

    algorithm: str
    signature: bytes = field(repr=False)
    header: str = field(repr=False)

    def signing_input(self, payload: bytes) -> bytes:
        """What is signed (RFC 7797, section 3): the header as it stands, a dot, the payload as it is."""
        return self.header.encode("ascii") + b"." + payload

    def name_for(self, kind: str, pointer: str) -> str:
        """What ``PublicKey.verify`` calls the algorithm.

        Args:
            kind: the kind of the signer's key.
            pointer: where the proof is, for the error.

        Raises:
            ProofError: ``proof.key``, the algorithm is for another kind of key.
        """
        needed, name = _ALGORITHMS[self.algorithm]
        if kind != needed:
            raise ProofError(
                f"The proof names the algorithm {self.algorithm}, which needs a key of type {needed}; the key is {kind}.",
                code="proof.key",
                pointer=pointer + "/jws",
                hint="Check which key the proof names.",
            )
        return name


def read(text: str, pointer: str) -> DetachedJws:
    """Takes a proof's ``jws`` apart.

    Args:
        text: header and signature in base64url with two dots between them.
        pointer: where the proof is, for errors.

    Raises:
        ProofError: ``proof.jws``, it has another form, another header or an algorithm that the suite does not have.
    """
    header, *rest = text[: _LONGEST + 1].split(".")
    if len(text) > _LONGEST or len(rest) != 2 or rest[0]:  # noqa: PLR2004  header, no payload, signature
        raise _refused("it is no detached JSON Web Signature, header and signature with two dots between them", pointer)
    try:
        signature = base64url.decode(rest[1])
        said = strict_json.loads(base64url.decode(header), limits=_HEADER_LIMITS)
    except (EncodingError, JsonError) as error:
        raise _refused(f"its header or signature cannot be read ({error.code})", pointer) from None
    if not isinstance(said, dict) or said.keys() != _HEADER_MEMBERS or said["b64"] is not False:
        raise _refused('its header must have "alg", "b64" (false) and "crit", and nothing else', pointer)
    if said["crit"] != ["b64"]:
        raise _refused('its header must name "b64", and no other extension, in "crit"', pointer)
    algorithm = said["alg"]
    if not isinstance(algorithm, str) or algorithm not in _ALGORITHMS:
        raise _refused(f"its algorithm is none of {', '.join(_ALGORITHMS)}", pointer)
    return DetachedJws(algorithm, signature, header)


def _refused(reason: str, pointer: str) -> ProofError:
    return ProofError(
        f'The proof\'s "jws" is refused: {reason}.',
        code="proof.jws",
        pointer=pointer + "/jws",
        hint="The credential was cut or changed on its way, or made with another suite; ask for it again.",
    )
