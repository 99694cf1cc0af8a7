"""The words of Open Badges 2.0: its context, the members that it names, and its classes.

The context (https://w3id.org/openbadges/v2) as the specification's repository has it; ``targetFramework`` leads to
``schema:targetFramework`` in the copy that most validators bundle, and both copies are known by their digest.
"""

from collections.abc import Mapping

CONTEXT = "https://w3id.org/openbadges/v2"
# The same document under the address that its own site had, and where the specification's host keeps it.
CONTEXTS = frozenset({
    CONTEXT, "https://openbadgespec.org/v2/context.json", "https://purl.imsglobal.org/spec/ob/v2p0/context.json",
})  # fmt: skip
# SHA-256 of the RFC 8785 form of the context's content, where a document holds it in full instead of naming it.
INLINE_CONTEXTS = frozenset({
    "6529bce53cd166bac7e83ec2d4a18bd86dc4e2d3de49ee49a51a081d57efc21b",
    "f0e3d4893d6d879fa78b384d58ead36bfc38a6891ff224efb410f59eb484f8df",
})  # fmt: skip
LEGACY_CONTEXTS = (
    "https://w3id.org/openbadges/v1",
    "https://openbadgespec.org/v1",
    "https://w3id.org/openbadges/legacy",
)
FAMILY = ("https://w3id.org/openbadges", "https://openbadgespec.org")
EXTENSION_CONTEXTS = tuple(f"{site}/extensions/" for site in FAMILY)

PREFIXES: Mapping[str, str] = {
    "obi": "https://w3id.org/openbadges#",
    "cred": "https://w3id.org/credentials#",
    "dc": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/",
    "sec": "https://w3id.org/security#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EXTENSIONS = "extensions:"

# Members whose IRI ends otherwise than they are called, or lies outside obi:.
_IRIS: Mapping[str, str] = {
    "author": "schema:author",
    "caption": "schema:caption",
    "claim": "cred:claim",
    "created": "dc:created",
    "creator": "dc:creator",
    "description": "schema:description",
    "email": "schema:email",
    "endorsement": "cred:credential",
    "expires": "sec:expiration",
    "genre": "schema:genre",
    "identity": "obi:identityHash",
    "image": "schema:image",
    "issuedOn": "obi:issueDate",
    "name": "schema:name",
    "owner": "sec:owner",
    "publicKey": "sec:publicKey",
    "publicKeyPem": "sec:publicKeyPem",
    "related": "dc:relation",
    "revokedAssertions": "obi:revoked",
    "startsWith": "http://purl.org/dqm-vocabulary/v1/dqm#startsWith",
    "tags": "schema:keywords",
    "targetDescription": "schema:targetDescription",
    "targetFramework": "schema:educationalFramework",
    "targetName": "schema:targetName",
    "targetUrl": "schema:targetUrl",
    "telephone": "schema:telephone",
    "url": "schema:url",
    "verification": "obi:verify",
    "version": "schema:version",
}
_NAMED_AS_CALLED = (
    "alignment", "allowedOrigins", "audience", "badge", "criteria", "endorsementComment", "evidence", "hashed", "issuer",
    "narrative", "recipient", "revocationList", "revocationReason", "revoked", "salt", "targetCode", "uid",
    "validatesType", "validationFrame", "validationSchema", "verificationProperty", "validation",
)  # fmt: skip
# Whatever a reader of JSON-LD would take for one of the members, by its IRI.
MEMBER_IRIS = frozenset(
    {*_IRIS.values(), *(f"obi:{name}" for name in _NAMED_AS_CALLED), "schema:targetFramework", "obi:verification"}
)

HOSTED = frozenset({"hosted", "HostedBadge"})
SIGNED = frozenset({"signed", "SignedBadge"})
ISSUER_TYPES = ("Issuer", "Profile")
CLASSES = frozenset({
    "AlignmentObject", "CryptographicKey", "Endorsement", "Assertion", "BadgeClass", "Criteria", "Evidence", "Extension",
    "FrameValidation", "IdentityObject", "Image", "Issuer", "Profile", "RevocationList", "TypeValidation",
    "VerificationObject", *HOSTED, *SIGNED,
})  # fmt: skip
