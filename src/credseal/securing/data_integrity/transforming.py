"""From document and proof options to the bytes that are signed.

The transformation, hashing and proof configuration algorithms of Data Integrity EdDSA Cryptosuites 1.0, sections 3.2 and
3.3 (https://www.w3.org/TR/vc-di-eddsa/), and of ECDSA Cryptosuites 1.0, sections 3.2 and 3.3
(https://www.w3.org/TR/vc-di-ecdsa/), which differ in the hash alone. The older suites do the same; JsonWebSignature2020 has contexts
of its own for its options.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding import jcs
from credseal.errors import ProofError
from credseal.jsonld.canonical import CanonicalDocument, canonicalize, readable

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.securing.data_integrity.suites import Suite


@dataclass(frozen=True)
class Transformed:
    """A document made ready for signing or checking.

    Attributes:
        digest: the hash of its canonical form.
        document: the document as readers may have it; proofs that it came with may be missing.
        unpinned: JSON pointers to what was taken out of it (see ``jsonld.canonical``).
    """

    digest: bytes
    document: JsonObject
    unpinned: tuple[str, ...]


def transform(document: JsonObject, suite: Suite, hash_name: str, contexts: Contexts | None) -> Transformed:
    """The hash of a document without its proofs (or, in a chain, with those before).

    Args:
        document: the document.
        suite: the cryptosuite.
        hash_name: the hash that goes with suite and key.
        contexts: the known contexts; None for a document that is JSON and no JSON-LD, which JCS suites sign as well.

    Raises:
        ProofError: ``proof.context``, an RDFC suite over a document that is no JSON-LD.
        JsonLdError: the document is not plain, strict JSON-LD (RDFC suites), or its contexts cannot be read.
        JsonError: a number that RFC 8785 cannot write (JCS suites).
    """
    if suite.transformation == "jcs":
        digest = hashlib.new(hash_name, jcs.canonicalize(document)).digest()
        if "proof" in document:  # a chain; its proofs were read by themselves
            document = {member: value for member, value in document.items() if member != "proof"}
        if contexts is None:
            return Transformed(digest, document, ())
        return Transformed(digest, *readable(document, contexts=contexts))
    canonical: CanonicalDocument = canonicalize(document, contexts=known(contexts), hash_name=hash_name)
    return Transformed(hashlib.new(hash_name, canonical.nquads).digest(), canonical.document, canonical.unpinned)


def options_digest(
    options: JsonObject, document: JsonObject, suite: Suite, hash_name: str, contexts: Contexts | None
) -> bytes:
    """The hash of the proof options, which are the proof without its signature.

    Raises:
        ProofError: ``proof.context``, the options of an RDFC suite have a context of their own, or the document is no JSON-LD.
        JsonLdError: the options are not plain, strict JSON-LD.
    """
    if suite.transformation == "jcs":
        return hashlib.new(hash_name, jcs.canonicalize(options)).digest()
    if options.get("@context", document.get("@context")) != document.get("@context"):
        raise ProofError(
            'The proof has an "@context" other than the document\'s, so that it could mean something else.',
            code="proof.context",
        )
    config: JsonObject = {**options, "@context": [*suite.options_contexts] or document.get("@context")}
    canonical = canonicalize(config, contexts=known(contexts), hash_name=hash_name)
    if canonical.unpinned:
        raise ProofError(
            "Only an unpinned context explains a member of the proof, so nobody vouches for what it means.",
            code="proof.context",
        )
    return hashlib.new(hash_name, canonical.nquads).digest()


def known(contexts: Contexts | None) -> Contexts:
    """The contexts of a document that is to be JSON-LD.

    Raises:
        ProofError: ``proof.context``, it is plain JSON.
    """
    if contexts is None:
        raise ProofError(
            "The proof's suite signs what JSON-LD states, and the document is plain JSON, which states nothing to it.",
            code="proof.context",
            hint="Sign JSON with a suite over RFC 8785: eddsa-jcs-2022, ecdsa-jcs-2019.",
        )
    return contexts
