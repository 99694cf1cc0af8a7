"""The endorsements in a badge: credentials of others that speak for it, for its achievement, or for an organisation in it.

Open Badges 3.0, ``EndorsementCredential``: https://www.imsglobal.org/spec/ob/v3p0/#endorsementcredential . They stand in
``endorsement`` (credentials with proofs of their own) and ``endorsementJwt`` (compact tokens), on the credential or on the node they speak
for. One on the credential may speak for any node in it.

    for each in endorsements(document):
        each.pointer, each.on, each.endorses     # '/issuer/endorsement/0', 'did:web:uni.example', 'did:web:uni.example'
        each.findings                            # openbadges.endorses-another where the two are not the same

What is told here is what they claim: each is verified by itself, whoever signed the badge around it. Whose words count for what is the
reader's judgement, and never the badge's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from credseal.encoding import base64url, strict_json
from credseal.encoding.one_or_many import as_list
from credseal.errors import CredsealError, pointer_to
from credseal.findings import Finding
from credseal.profiles.openbadges.vocabulary import COMPACT_JWS

MOST = 16
"""Endorsements of one badge that are told; in the order of the document."""
ENDORSING = ("/endorsement", "/endorsementJwt")
_EMBEDDED, _TOKENS = (member[1:] for member in ENDORSING)
_LONGEST = 256 * 1024  # characters of a token
_APART = frozenset({"@context", "proof", _EMBEDDED, _TOKENS})


@dataclass(frozen=True)
class Endorsement:
    """One endorsement, as it is found.

    Attributes:
        pointer: JSON pointer to it.
        on: the id of the node that it stands on; None where that has none.
        endorses: the id that it says it endorses; None where it does not say.
        document: the credential; None where it is a token.
        token: the compact token (VC-JWT); its signature was not looked at.
        comment: what it says, in Markdown.
        findings: ``openbadges.endorses-another``, ``openbadges.endorsement-unreadable``.
    """

    pointer: str
    on: str | None
    endorses: str | None
    document: Mapping[str, Any] | None
    token: str | None
    comment: str | None
    findings: tuple[Finding, ...]


def endorsements(document: Any) -> tuple[Endorsement, ...]:
    """The endorsements of a badge, at most ``MOST``; those inside an endorsement are none of this badge.

    Args:
        document: the badge; the verified document, where there is a proof.
    """
    return search(document)[0]


def search(document: Any) -> tuple[tuple[Endorsement, ...], tuple[str, ...]]:
    """The endorsements of a badge, and pointers to what stands among them and is none, or one too many."""
    if not _may_have(document):  # as most badges; quickly told, for no pointer is made
        return (), ()
    found: list[tuple[str, str | None, Any]] = []
    others: list[str] = []
    ids: set[str] = set()
    for pointer, node in _nodes(document):
        id_ = _text(node.get("id"))
        if id_ is not None:
            ids.add(id_)
        for member in (_EMBEDDED, _TOKENS):
            for index, entry in enumerate(as_list(node[member]) if member in node else ()):
                here = pointer + pointer_to(*((member, index) if isinstance(node[member], list) else (member,)))
                if len(found) < MOST and _is_endorsement(entry, member):
                    found.append((here, id_, entry))
                else:
                    others.append(here)
    told = (
        _endorsement(pointer, on, entry, ids if pointer.startswith(ENDORSING) else {on}) for pointer, on, entry in found
    )
    return tuple(told), tuple(others)


def _may_have(document: Any) -> bool:
    waiting = [document]
    for value in waiting:  # grows while it is read
        if isinstance(value, Mapping):
            if _EMBEDDED in value or _TOKENS in value:
                return True
            waiting.extend(below for below in value.values() if type(below) in (dict, list))
        elif isinstance(value, list):
            waiting.extend(value)
    return False


def _is_endorsement(entry: Any, member: str) -> bool:
    if member == _EMBEDDED:
        return isinstance(entry, Mapping)
    return isinstance(entry, str) and len(entry) <= _LONGEST and COMPACT_JWS.fullmatch(entry) is not None


def _nodes(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    waiting = [("", document)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, Mapping):
            yield pointer, value
            members = [(name, below) for name, below in value.items() if name not in _APART]
        else:
            members = list(enumerate(value)) if isinstance(value, list) else []
        waiting.extend(
            (pointer + pointer_to(name), below) for name, below in reversed(members) if isinstance(below, dict | list)
        )


def _endorsement(pointer: str, on: str | None, entry: Any, may_endorse: set[Any]) -> Endorsement:
    findings: list[Finding] = []
    credential: Any = entry
    if isinstance(entry, str):
        credential = _payload(entry)
    subject = credential.get("credentialSubject") if isinstance(credential, Mapping) else None
    if not isinstance(subject, Mapping):
        findings.append(_finding("endorsement-unreadable", "This endorsement says not what it endorses.", pointer))
        subject = {}
    endorses, comment = (_text(subject.get(name)) for name in ("id", "endorsementComment"))
    if endorses is not None and endorses not in may_endorse:
        findings.append(_finding("endorses-another", "This endorsement speaks for something else.", pointer))
    return Endorsement(
        pointer=pointer,
        on=on,
        endorses=endorses,
        document=entry if isinstance(entry, Mapping) else None,
        token=entry if isinstance(entry, str) else None,
        comment=comment,
        findings=tuple(findings),
    )


def _payload(token: str) -> Any:
    """The credential in a token, unverified; None where there is none that can be read."""
    try:
        payload = strict_json.loads(base64url.decode(token.split(".")[1]))
    except CredsealError:
        return None
    if not isinstance(payload, dict):
        return None
    return payload.get("vc", payload)  # credentials on version 1.1 of the data model stand in a claim


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _finding(code: str, message: str, pointer: str) -> Finding:
    return Finding(f"openbadges.{code}", "warning", message, pointer)
