"""Checking proofs: what each one covers, and whether it is right.

Data Integrity 1.0, sections 4.4 "Verify Proof" and 4.5 "Verify Proof Sets and Chains":
https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains.

    found = parse(document, contexts=BUNDLED)
    for proof in found.proofs:
        verified = found.verify(proof, key_for(proof.verification_method))
    verified.document        # read this, never the input
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding.one_or_many import as_list
from credseal.errors import JsonLdError, ProofError, SignatureError
from credseal.securing.data_integrity.proof import Proof, read_proofs
from credseal.securing.data_integrity.transforming import Transformed, known, options_digest, transform

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.securing.data_integrity.suites import Suite


@dataclass(frozen=True)
class Verified:
    """A proof that is right.

    Attributes:
        document: the document that the proof covers, without proofs and without members that nobody vouches for.
        proof: the proof.
        unpinned: JSON pointers to the members that were taken out.
        fixes_validity: False for a part of a document whose issuer left it to the holder what of its validity is shown.
    """

    document: JsonObject
    proof: Proof
    unpinned: tuple[str, ...]
    fixes_validity: bool = True


@dataclass(frozen=True)
class Secured:
    """A document with proofs, not checked yet.

    Attributes:
        document: the document without its proofs, as it came.
        proofs: the proofs, in order.
    """

    document: JsonObject
    proofs: tuple[Proof, ...]
    _given: JsonObject = field(repr=False)
    _contexts: Contexts | None = field(repr=False)
    _transformed: dict[tuple[object, ...], Transformed] = field(default_factory=dict, repr=False)

    def verify(self, proof: Proof, key: PublicKey) -> Verified:
        """Whether ``key`` made ``proof`` over this document; for a chain, over the proofs before it too.

        A proof with ``previous`` counts only if those it names are right as well: the caller checks all of
        ``before(proof)``.

        Raises:
            SignatureError: ``signature.mismatch``, the signature does not fit document, options or key.
            ProofError: ``proof.unsupported``, ``proof.key``, ``proof.previous``, ``proof.context``; of a proof that was derived, or
                should have been, ``disclosure.*`` (see ``selective.disclosed``).
            JsonLdError, JsonError: the document cannot be canonicalised; the code says why.
        """
        suite = proof.suite
        if suite is None:
            raise ProofError(
                f'The proof is of a kind that credseal does not check ("{proof.suite_name}").',
                code="proof.unsupported",
                pointer=proof.pointer,
            )
        hash_name = suite.hashes.get(key.kind)
        if hash_name is None:
            raise ProofError(
                f"The proof's suite {suite.name} does not go with a key of type {key.kind}.",
                code="proof.key",
                pointer=proof.pointer + "/verificationMethod",
                hint="Check which key the proof names.",
            )
        if suite.selective:
            return self._verify_disclosed(proof, key, suite, hash_name)
        algorithm = proof.jws.name_for(key.kind, proof.pointer) if proof.jws else None
        covered = self._covered(proof, suite)
        transformed = self._transform(proof, covered, suite, hash_name)
        signed = self._options_digest(proof, covered, suite, hash_name) + transformed.digest
        try:
            key.verify(proof.signature, proof.jws.signing_input(signed) if proof.jws else signed, algorithm)
        except SignatureError as error:
            raise _mismatch(proof) from error
        view = {member: value for member, value in transformed.document.items() if member != "proof"}
        return Verified(view, proof, transformed.unpinned)

    def _verify_disclosed(self, proof: Proof, key: PublicKey, suite: Suite, hash_name: str) -> Verified:
        """Whether ``key`` made the proof that this part of a document was derived with."""
        from credseal.securing.data_integrity.selective import disclosed  # noqa: PLC0415  few credentials are signed so

        if proof.previous:
            raise _broken_chain(proof, "a part of a document is not what that other proof is over")
        read = disclosed.read(self.document, proof.signature, contexts=known(self._contexts), pointer=proof.pointer)
        options = self._options_digest(proof, self.document, suite, hash_name)
        try:
            key.verify(read.value.signature, read.signed(options))
        except SignatureError as error:
            raise _mismatch(proof) from error
        read.check_statements()
        return Verified(read.document, proof, read.unpinned, read.fixes_validity)

    def _options_digest(self, proof: Proof, covered: JsonObject, suite: Suite, hash_name: str) -> bytes:
        try:
            return options_digest(proof.options, covered, suite, hash_name, self._contexts)
        except JsonLdError as error:
            error.pointer = proof.pointer + (error.pointer or "")
            raise

    def before(self, proof: Proof) -> tuple[Proof, ...]:
        """The proofs that ``proof`` builds on, directly or not.

        Raises:
            ProofError: ``proof.previous`` where one is missing, ambiguous or builds on ``proof`` itself.
        """
        found: list[Proof] = []
        to_visit = list(self._named(proof))
        while to_visit:
            other = to_visit.pop()
            if other is proof:
                raise _broken_chain(proof, "it builds on itself")
            if other not in found:
                found.append(other)
                to_visit += self._named(other)
        return tuple(found)

    def _named(self, proof: Proof) -> list[Proof]:
        named = []
        for identifier in proof.previous:
            matching = [other for other in self.proofs if other.identifier == identifier]
            if len(matching) != 1:
                raise _broken_chain(proof, "no proof has that id" if not matching else "several proofs have that id")
            named += matching
        return named

    def _covered(self, proof: Proof, suite: Suite) -> JsonObject:
        """The document that the proof is over."""
        covered = self.document
        if proof.previous:
            listed = as_list(self._given["proof"])
            covered = {**covered, "proof": [listed[self.proofs.index(other)] for other in self._named(proof)]}
        if suite.transformation == "jcs" and "@context" in proof.options:
            covered = {**covered, "@context": _starting_with(covered, proof)}
        return covered

    def _transform(self, proof: Proof, covered: JsonObject, suite: Suite, hash_name: str) -> Transformed:
        context = repr(covered.get("@context")) if covered is not self.document else None
        key = (suite.transformation, hash_name, proof.previous, context)
        transformed = self._transformed.get(key)
        if transformed is None:
            transformed = self._transformed[key] = transform(covered, suite, hash_name, self._contexts)
        return transformed


def parse(document: JsonObject, *, contexts: Contexts | None) -> Secured:
    """The proofs of a document, ready to be checked.

    Args:
        document: the document.
        contexts: the contexts that are known; None for a document that is JSON and no JSON-LD: JCS suites cover it as it
            stands, and its reader must know every member by itself.

    Raises:
        ProofError: see ``read_proofs``.
    """
    proofs = read_proofs(document)
    unsecured = {member: value for member, value in document.items() if member != "proof"}
    return Secured(unsecured, proofs, document, contexts)


def check_options(
    proof: Proof,
    *,
    purpose: str,
    at: datetime,
    domain: Collection[str] | None = None,
    challenge: str | None = None,
) -> None:
    """Whether a proof was made for this occasion (section 4.4, steps 5 to 7, and ``expires``).

    Args:
        proof: the proof.
        purpose: the purpose it must have, e.g. ``assertionMethod``.
        at: the instant to judge by, aware.
        domain: the domains it must be for, exactly; None where none is expected.
        challenge: the challenge it must answer; None where none is expected.

    Raises:
        ProofError: ``proof.purpose``, ``proof.domain``, ``proof.challenge``, ``proof.expired``.
    """
    if proof.purpose != purpose:
        raise ProofError(
            f'The proof was made for another purpose than "{purpose}".',
            code="proof.purpose",
            pointer=proof.pointer + "/proofPurpose",
        )
    if domain is not None and proof.domain != frozenset(domain):
        raise ProofError(
            "The proof was made for another domain.", code="proof.domain", pointer=proof.pointer + "/domain"
        )
    if challenge is not None and proof.challenge != challenge:
        raise ProofError(
            "The proof answers another challenge, or none.",
            code="proof.challenge",
            pointer=proof.pointer + "/challenge",
            hint="A presentation that was recorded earlier looks like this.",
        )
    if proof.expires is not None and proof.expires <= at:
        raise ProofError("The proof has expired.", code="proof.expired", pointer=proof.pointer + "/expires")


def _starting_with(document: JsonObject, proof: Proof) -> JsonValue:
    """The proof's own contexts, with which the document's must start (eddsa-jcs-2022, section 3.3.2, step 4)."""
    wanted, given = proof.options["@context"], document.get("@context")
    first = as_list(wanted)
    if as_list(given)[: len(first)] != first:
        raise ProofError(
            "The document's contexts do not start with those that the proof was made with.",
            code="proof.context",
            pointer=proof.pointer + "/@context",
            hint="The contexts were changed after signing.",
        )
    return wanted


def _mismatch(proof: Proof) -> SignatureError:
    return SignatureError(
        "The signature does not match: the credential was changed after it was signed, or another key signed it.",
        code="signature.mismatch",
        pointer=proof.pointer,
        hint="Ask the learner or the issuer for the original file.",
    )


def _broken_chain(proof: Proof, reason: str) -> ProofError:
    return ProofError(
        f'The proof builds on another ("previousProof"), but {reason}.',
        code="proof.previous",
        pointer=proof.pointer + "/previousProof",
    )
