"""What is measured: the same work, done by credseal, by its peers, and by nothing but cryptography and JSON.

All contexts are in memory and all keys at hand, for everybody. The badge is ``BADGE`` of ``tests/interop/documents.py``, the
peers are those that the tests in ``tests/interop`` compare results with.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from measuring import InNode, InPython, Operation, Start

from credseal.encoding import jcs, multibase, multicodec, strict_json
from credseal.issuer import Issuer
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.multikey import from_multikey, to_multikey
from credseal.keys.signer import LocalSigner
from credseal.securing.data_integrity.verifying import parse
from credseal.trust.register import Register
from credseal.verifier import Verifier

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from interop import plain_proofs
from interop.documents import BADGE, issued_by
from interop.keys import NOW, NOW_TEXT, Holder
from pyld_peer import by_pyld
from records import COURSE, credential

if TYPE_CHECKING:
    from collections.abc import Callable

    from interop.node_peer import NodePeer

RDFC, JCS = "eddsa-rdfc-2022", "eddsa-jcs-2022"
CREDSEAL = "credseal"
FLOOR = "nothing but Ed25519, SHA-256 and JSON"
PYLD, RFC8785, NODE = "PyLD + cryptography", "rfc8785 + cryptography", "@digitalbazaar/vc"


class Badge:
    """A badge by a did:key, unsigned and signed."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.public = self.private.public_key()
        raw = self.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        signer = LocalSigner(self.private)
        key = {
            "publicKeyMultibase": to_multikey(signer.public_key),
            "secretKeyMultibase": multibase.encode(multicodec.join("ed25519-priv", raw)),
        }
        self.holder = Holder(key, signer)
        self.document = issued_by(self.holder.did, BADGE)
        self.canonical = {
            RDFC: canonicalize(self.document, contexts=BUNDLED).nquads,
            JCS: jcs.canonicalize(self.document),
        }
        self.signed = {suite: _compact(self.holder.sign(self.document, suite)) for suite in (RDFC, JCS)}


def operations_of(badge: Badge, peer: NodePeer | None) -> list[Operation]:
    """All operations, those of one task together."""
    found = [
        *_verifying(badge, RDFC, PYLD, peer),
        *_signing(badge, RDFC, PYLD, peer),
        *_verifying(badge, JCS, RFC8785, peer),
        *_signing(badge, JCS, RFC8785, peer),
        InPython("canonical N-Quads", CREDSEAL, lambda: canonicalize(badge.document, contexts=BUNDLED)),
        InPython("canonical N-Quads", PYLD, lambda: by_pyld(badge.document)),
    ]
    if peer is not None:
        found.append(InNode("canonical N-Quads", "jsonld.js", peer, _compact(badge.document), {"do": "canonize"}))
    return [
        *found,
        InPython("canonical JSON", CREDSEAL, lambda: jcs.canonicalize(badge.document)),
        InPython("canonical JSON", "rfc8785", lambda: rfc8785.dumps(badge.document)),
        *_whole(badge),
        Start("start Python and import", "the bare interpreter", "pass", is_floor=True),
        Start("start Python and import", "import credseal", "import credseal"),
        Start("start Python and import", "from credseal import Achievement", "from credseal import Achievement"),
        Start("start Python and import", "from credseal import Verifier", "from credseal import Verifier"),
        Start("start Python and import", "from pyld import jsonld", "from pyld import jsonld"),
    ]


def _verifying(badge: Badge, suite: str, python_peer: str, peer: NodePeer | None) -> list[Operation]:
    """From bytes to what the proof covers, with the key that the proof names."""
    task, data = f"verify {suite}", badge.signed[suite]
    found: list[Operation] = [
        InPython(task, CREDSEAL, lambda: _verify(data)),
        InPython(task, python_peer, lambda: plain_proofs.verify(json.loads(data))),
    ]
    if peer is not None:
        request = {"do": "verify", "now": NOW_TEXT}
        assert peer.ask(**request, document=json.loads(data))["verified"]
        found.append(InNode(task, NODE, peer, data, request))
    return [*found, InPython(task, FLOOR, _least_verification(badge, suite), is_floor=True)]


def _signing(badge: Badge, suite: str, python_peer: str, peer: NodePeer | None) -> list[Operation]:
    """From a parsed document to the signed one."""
    task, document, private = f"sign {suite}", badge.document, badge.private
    found: list[Operation] = [
        InPython(task, CREDSEAL, lambda: badge.holder.sign(document, suite)),
        InPython(task, python_peer, lambda: plain_proofs.sign(document, private, suite, created=NOW_TEXT)),
    ]
    if peer is not None:
        request = {"do": "sign", "suite": suite, "key": badge.holder.for_peer, "created": NOW_TEXT}
        found.append(InNode(task, NODE, peer, _compact(document), request))
    canonical = badge.canonical[suite]
    return [*found, InPython(task, FLOOR, lambda: private.sign(_digests(canonical)), is_floor=True)]


def _whole(badge: Badge) -> list[Operation]:
    """What callers call: every check and the report; a record of sixteen elements, written, checked and signed."""
    listed = {"id": badge.holder.did, "name": "University of Example"}
    register = Register.load({"name": "Universities", "issuers": [listed]})
    verifier = Verifier(fetch=None, trust=[register], clock=lambda: NOW)
    university = COURSE.awarding_bodies[0]
    issuer = Issuer(university, badge.holder.signer, verification_method=f"{university.id}#key-1", clock=lambda: NOW)
    record = credential()
    return [
        InPython("verify, whole", f"{CREDSEAL}, with a register", lambda: verifier.verify(badge.signed[RDFC])),
        InPython("issue, whole", f"{CREDSEAL}, a record with all elements", lambda: issuer.issue(record)),
    ]


def _verify(data: bytes) -> object:
    found = parse(strict_json.loads(data), contexts=BUNDLED)  # type: ignore[arg-type]  # an object, we wrote it
    proof = found.proofs[0]
    return found.verify(proof, from_multikey(proof.verification_method.partition("#")[2]))


def _least_verification(badge: Badge, suite: str) -> Callable[[], None]:
    data, canonical = badge.signed[suite], badge.canonical[suite]
    signature = badge.private.sign(_digests(canonical))

    def verify() -> None:
        json.loads(data)
        badge.public.verify(signature, _digests(canonical))

    return verify


def _digests(canonical: bytes) -> bytes:
    """What is signed: the hash of the proof's options, which are about 600 bytes, and that of the document."""
    return hashlib.sha256(canonical[:600]).digest() + hashlib.sha256(canonical).digest()


def _compact(document: object) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
