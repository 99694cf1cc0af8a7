"""Signing a register, for whoever keeps one.

    sealed = seal_register(register, open_signer("file:register.pem"))
    write(Path("universities.json"), strict_json.dumps(sealed, indent=2).encode())
    Register.load(Path("universities.json"), signed_by="did:key:z6Mk...")          # what its readers do

The proof is a Data Integrity proof over the JSON as it stands (``eddsa-jcs-2022`` or ``ecdsa-jcs-2019``, https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022),
so that members may be moved and indented, and nothing else. With other tools: the same JSON as the payload of a compact JSON Web
Signature whose header has ``"typ": "issuer-register+jwt"``.

A register that can be believed forever can be replayed forever: give it an ``expires``, publish it anew before then, and tell
readers the key by another way than the register itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.did.key import did_of, method_id_of
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.seals import PURPOSE

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.signer import Signer
    from credseal.trust.register import Register


def seal_register(
    register: Register,
    signer: Signer,
    *,
    verification_method: str | None = None,
    created: datetime | None = None,
) -> JsonObject:
    """A register with a proof that it is its keeper's.

    Args:
        register: what is to be published.
        signer: holds the keeper's key, Ed25519, P-256 or P-384.
        verification_method: the URL under which the keeper publishes the key; by default the key's own, as a did:key. Readers go
            by the key that they know, not by this.
        created: when it is signed, aware.

    Raises:
        ProofError: ``proof.key``, no suite goes with the key.
    """
    suite = "eddsa-jcs-2022" if signer.public_key.kind == "Ed25519" else "ecdsa-jcs-2019"
    return sign(
        register.to_dict(),
        signer,
        verification_method=verification_method or method_id_of(did_of(signer.public_key)),
        cryptosuite=suite,
        options=ProofOptions(purpose=PURPOSE, created=created),
        contexts=None,
    )
