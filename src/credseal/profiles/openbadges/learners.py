"""Learners as the ``credentialSubject`` identifies them.

Open Badges 3.0, ``AchievementSubject`` and ``IdentityObject``: https://www.imsglobal.org/spec/ob/v3p0/#achievementsubject-0

    write_learner(ada, disclose=(), new_salt=new_salt)      # {'id': 'did:key:...', 'identifier': [...]}
    read_learner(node)                                      # Learner(...)

============================================  ====================================================================
field of the model                            member of Open Badges
============================================  ====================================================================
``id``                                        ``credentialSubject.id``
``names``: the whole name                     ``identifier``: ``name`` (wallets show it), ``ext:FormerName``
``identifiers``: e-mail                       ``emailAddress``, salted hash
``identifiers``: student number, others       ``ext:StudentNumber``, ``ext:EuropeanStudentIdentifier``, ...
``identifiers``: national number              ``nationalIdentityNumber``, only if disclosed, never hashed
``birth_date``                                ``ext:BirthDate``, only if disclosed, never hashed
``hashed_identifiers``                        as they are
============================================  ====================================================================

National numbers and birth dates are so few that a hash of one is as good as the number itself, and a badge is shown around: they
are withheld (and a finding says so) unless the issuer discloses them.
"""

from collections.abc import Callable, Collection
from typing import Any

from credseal.findings import Finding
from credseal.model.dates import parse_date
from credseal.model.learner import EMAIL, NATIONAL, HashedIdentifier, Learner, Name
from credseal.model.organisation import Identifier
from credseal.profiles.openbadges.identity import (
    BIRTH_DATE,
    FORMER_NAME,
    NAME,
    hash_identifier,
    model_type,
    written_type,
)
from credseal.profiles.openbadges.tolerant import Node


def write_learner(
    learner: Learner, *, disclose: Collection[str], new_salt: Callable[[], str]
) -> tuple[dict[str, Any], list[Finding]]:
    """Write who the learner is.

    Args:
        learner: who.
        disclose: ``birth_date``, ``national``: what is written only on request.
        new_salt: makes a salt for each hashed identifier.

    Returns:
        The members ``id`` and ``identifier``, as far as there are any, and what was not written.
    """
    findings: list[Finding] = []
    objects = [_plain(FORMER_NAME if name.former else NAME, name.written) for name in learner.names]
    if any(name.given or name.family for name in learner.names):
        findings.append(
            _left_out("name-parts", "Open Badges holds whole names; which parts are given and family names")
        )
    for each in learner.identifiers:
        if each.type == EMAIL:
            salt = new_salt()
            objects.append(_hashed(written_type(EMAIL), hash_identifier(each.value, salt), salt))
        elif each.type != NATIONAL or NATIONAL in disclose:
            objects.append(_plain(written_type(each.type), each.value))
        else:
            findings.append(_left_out("withheld", "The learner's national number"))
    if learner.birth_date and "birth_date" in disclose:
        objects.append(_plain(BIRTH_DATE, learner.birth_date.isoformat()))
    elif learner.birth_date:
        findings.append(_left_out("withheld", "The learner's birth date"))
    objects += [_hashed(written_type(each.type), each.hash, each.salt) for each in learner.hashed_identifiers]
    members = {"id": learner.id, "identifier": objects}
    return {member: value for member, value in members.items() if value}, findings


def read_learner(subject: Node) -> Learner:
    """Read who the learner is; what cannot be understood is left out."""
    log = subject.log
    id_ = subject.text("id")
    fields: dict[str, Any] = {"id": id_ if id_ and log.build(subject.at("id"), Learner, id=id_) else None}
    if fields["id"]:
        log.found("learner", subject.at("id"))
    names: list[Name] = []
    identifiers: list[Identifier] = []
    hashed: list[HashedIdentifier] = []
    for node in subject.nodes("identifier"):
        read = _read_identity(node)
        match read:
            case Name():
                names.append(read)
            case Identifier():
                identifiers.append(read)
            case HashedIdentifier():
                hashed.append(read)
            case Learner(birth_date=birth_date):
                fields["birth_date"] = birth_date
        if read is not None:
            log.found("learner", node.pointer)
    # No member of Open Badges, but common: its term is defined for every node.
    written = subject.text("name") if not names else None
    if written and (name := log.build(subject.at("name"), Name, full=written)):
        names.append(name)
        log.found("learner", subject.at("name"))
    names.sort(key=lambda name: name.former)
    return Learner(**fields, names=tuple(names), identifiers=tuple(identifiers), hashed_identifiers=tuple(hashed))


def _read_identity(node: Node) -> Name | Identifier | HashedIdentifier | Learner | None:
    type_, value, is_hashed = node.text("identityType"), node.text("identityHash"), node.flag("hashed")
    salt = node.text("salt")
    if not type_ or not value or is_hashed is None:
        return None
    build = node.log.build
    if is_hashed:
        return build(node.pointer, HashedIdentifier, model_type(type_), value, salt)
    if type_ in (NAME, FORMER_NAME):
        return build(node.pointer, Name, full=value, former=type_ == FORMER_NAME)
    if type_ == BIRTH_DATE:
        return build(node.pointer, lambda: Learner(birth_date=parse_date(value)))
    return build(node.pointer, Identifier, model_type(type_), value)


def _plain(identity_type: str, value: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "hashed": False, "identityHash": value, "identityType": identity_type}


def _hashed(identity_type: str, digest: str, salt: str | None) -> dict[str, Any]:
    members = {"type": "IdentityObject", "hashed": True, "identityHash": digest, "identityType": identity_type}
    return members | ({"salt": salt} if salt else {})


def _left_out(code: str, what: str) -> Finding:
    return Finding(f"openbadges.{code}", "info", f"{what} was not written.", "/credentialSubject/identifier")
