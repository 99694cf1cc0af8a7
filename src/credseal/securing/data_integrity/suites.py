"""What a cryptosuite is, and the table of those that credseal knows.

Data Integrity 1.0, section 3.1 "Cryptographic Suites": https://www.w3.org/TR/vc-data-integrity/#cryptographic-suites.
Every suite here but one signs the hash of the proof options followed by the hash of the document; they differ in how the two
become bytes (RDFC-1.0 or RFC 8785), in key and hash, and in how the signature is written. The one, ecdsa-sd-2023, signs statement by
statement (see ``selective``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from credseal.securing.data_integrity import detached_jws

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Suite:
    """A cryptosuite.

    Attributes:
        proof_type: the ``type`` of its proofs.
        cryptosuite: the ``cryptosuite`` of its proofs; None where the type alone names it.
        transformation: how document and options become bytes.
        hashes: the kinds of key it takes, each with the hash it uses, inside RDFC-1.0 too.
        verify_only: True for suites that are read but no longer written.
        signature_member: the member of a proof that holds the signature: multibase in ``proofValue``, a detached token in ``jws``.
        options_contexts: the contexts that explain the proof options; none where the document's own must.
        selective: True where statements are signed one by one, so that a holder can show some of them; see ``selective``.
    """

    proof_type: str
    cryptosuite: str | None
    transformation: Literal["rdfc", "jcs"]
    hashes: Mapping[str, str]
    verify_only: bool = False
    signature_member: Literal["proofValue", "jws"] = "proofValue"
    options_contexts: tuple[str, ...] = ()
    selective: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        return self.cryptosuite or self.proof_type


_ED25519 = {"Ed25519": "sha256"}
_NIST = {"P-256": "sha256", "P-384": "sha384"}

# Data Integrity EdDSA Cryptosuites 1.0: https://www.w3.org/TR/vc-di-eddsa/
EDDSA_RDFC_2022 = Suite("DataIntegrityProof", "eddsa-rdfc-2022", "rdfc", _ED25519)
EDDSA_JCS_2022 = Suite("DataIntegrityProof", "eddsa-jcs-2022", "jcs", _ED25519)
# ... its draft name, which Open Badges 3.0 still lists, and the suite before it (section 3.4 there).
EDDSA_2022 = Suite("DataIntegrityProof", "eddsa-2022", "rdfc", _ED25519, verify_only=True)
ED25519_SIGNATURE_2020 = Suite("Ed25519Signature2020", None, "rdfc", _ED25519, verify_only=True)
# Data Integrity ECDSA Cryptosuites 1.0: https://www.w3.org/TR/vc-di-ecdsa/
ECDSA_RDFC_2019 = Suite("DataIntegrityProof", "ecdsa-rdfc-2019", "rdfc", _NIST)
ECDSA_JCS_2019 = Suite("DataIntegrityProof", "ecdsa-jcs-2019", "jcs", _NIST)
ECDSA_SD_2023 = Suite("DataIntegrityProof", "ecdsa-sd-2023", "rdfc", {"P-256": "sha256"}, selective=True)
# JSON Web Signature 2020, see ``detached_jws``: SHA-256 whatever the key.
JSON_WEB_SIGNATURE_2020 = Suite(
    "JsonWebSignature2020",
    None,
    "rdfc",
    dict.fromkeys(detached_jws.KINDS, "sha256"),
    verify_only=True,
    signature_member="jws",
    options_contexts=detached_jws.OPTIONS_CONTEXTS,
)

_SUITES = {
    (suite.proof_type, suite.cryptosuite): suite
    for suite in (
        EDDSA_RDFC_2022,
        EDDSA_JCS_2022,
        EDDSA_2022,
        ED25519_SIGNATURE_2020,
        ECDSA_RDFC_2019,
        ECDSA_JCS_2019,
        ECDSA_SD_2023,
        JSON_WEB_SIGNATURE_2020,
    )
}


def find_suite(proof_type: str, cryptosuite: str | None) -> Suite | None:
    """The suite of a proof with this ``type`` and ``cryptosuite``, or None for one that credseal does not know."""
    return _SUITES.get((proof_type, cryptosuite))


def suite_to_sign(name: str | None, kind: str) -> Suite | None:
    """The suite ``name`` for a key of ``kind`` (without a name: the RDFC-1.0 suite of the key); None where none fits."""
    return next(
        (
            suite
            for suite in _SUITES.values()
            if kind in suite.hashes and not suite.verify_only and name in (suite.cryptosuite, None)
        ),
        None,
    )
