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
``address``                                   ``credentialSubject.address``, only if disclosed
============================================  ====================================================================

National numbers and birth dates are so few that a hash of one is as good as the number itself, and a badge is shown around: they
are withheld (and a finding says so) unless the issuer discloses them; so is the address. Others write learners as profiles, with
``name``, ``givenName``, ``dateOfBirth``, ``email`` and the like: these are read.
"""

from collections.abc import Callable, Collection
from typing import Any

from credseal.findings import Finding
from credseal.model.dates import parse_date
from credseal.model.learner import EMAIL, NATIONAL, HashedIdentifier, Learner, Name
from credseal.model.organisation import Identifier
from credseal.profiles.instants import read_day
from credseal.profiles.openbadges.identity import (
    BIRTH_DATE,
    FORMER_NAME,
    NAME,
    hash_identifier,
    model_type,
    written_type,
)
from credseal.profiles.openbadges.organisations import (
    PERSON,
    read_address,
    read_identifiers,
    write_address,
)
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node

PROFILE = "Profile"
_WITH_ADDRESS = ("AchievementSubject", PROFILE)


def write_learner(
    learner: Learner, words: Words, *, disclose: Collection[str], new_salt: Callable[[], str]
) -> tuple[dict[str, Any], list[Finding]]:
    """Write who the learner is.

    Args:
        learner: who.
        words: picks the language.
        disclose: ``birth_date``, ``national``, ``address``: what is written only on request.
        new_salt: makes a salt for each hashed identifier.

    Returns:
        The members ``id``, ``identifier``, ``type`` and ``address``, as far as there are any, and what was not written.
    """
    findings: list[Finding] = []
    objects = [_plain(FORMER_NAME if name.former else NAME, name.written) for name in learner.names]
    if any(getattr(name, part) for name in learner.names for part in PERSON):
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
    members: dict[str, Any] = {"id": learner.id, "identifier": objects}
    if learner.address and "address" in disclose:
        members |= {"type": list(_WITH_ADDRESS), "address": write_address(learner.address, words)}
    elif learner.address:
        findings.append(_left_out("withheld", "The learner's address"))
    return {member: value for member, value in members.items() if value}, findings


def read_learner(subject: Node, language: str) -> Learner:
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
    if names:
        _compare_name(subject, names)
    # No member of an AchievementSubject, but common: its term is defined for every node.
    elif name := _read_name(subject):
        names.append(name)
        log.found("learner", subject.at("name") if name.full else subject.pointer)
    names.sort(key=lambda name: name.former)
    if PROFILE in subject.types():
        _read_as_profile(subject, fields, identifiers, language)
    return Learner(**fields, names=tuple(names), identifiers=tuple(identifiers), hashed_identifiers=tuple(hashed))


def _read_name(subject: Node) -> Name | None:
    parts = {"full": "name", **(PERSON if PROFILE in subject.types() else {})}
    fields = {
        field: value
        for field, member in parts.items()
        if member in subject.members and (value := subject.text(member)) is not None
    }
    name = subject.log.build(subject.pointer, Name, **fields) if fields else None
    if fields and name is None:
        subject.log.enter(subject.pointer)
        for field in fields:
            subject.log.unmark(subject.at(parts[field]))
    return name


def _compare_name(subject: Node, names: list[Name]) -> None:
    """A name beside the identifiers: the same once more, or another."""
    name = subject.members.get("name")
    if name is not None and any(name == each.full for each in names):
        subject.mark("name")
    elif name is not None:
        subject.log.report(
            "name-differs", "The learner's name is not the one among the identifiers.", subject.at("name")
        )


def _read_as_profile(subject: Node, fields: dict[str, Any], identifiers: list[Identifier], language: str) -> None:
    log = subject.log
    if "birth_date" not in fields and (birth_date := read_day(subject, "dateOfBirth")):
        fields["birth_date"] = birth_date
    email = subject.text("email") if "email" in subject.members else None
    if email and (known := log.build(subject.at("email"), Identifier, EMAIL, email)):
        identifiers.append(known)
    address = subject.node("address") if "address" in subject.members else None
    fields["address"] = address and read_address(address, language)
    identifiers.extend(read_identifiers(subject))


def _read_identity(node: Node) -> Name | Identifier | HashedIdentifier | Learner | None:
    type_, value, is_hashed = node.text("identityType"), node.text("identityHash"), node.flag("hashed")
    if not type_ or not value or is_hashed is None:
        return None
    build = node.log.build
    if is_hashed:
        return build(node.pointer, HashedIdentifier, model_type(type_), value, node.text("salt"))
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
