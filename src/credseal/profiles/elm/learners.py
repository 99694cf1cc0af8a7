"""Learners as the ``Person`` that a credential is about.

European Learning Model 3.2, ``Person``.

    write_learner(ada, nodes, disclose=("birth_date",))      # the members of a Person but ``hasClaim``
    read_learner(node, reader)                               # Learner(...)

============================================  ====================================================================
field of the model                            member of ELM
============================================  ====================================================================
``id``                                        ``id``; without one an id that means something in this document only
``names``: the present one                    ``fullName``, ``givenName``, ``familyName``, ``patronymicName``
``names``: former ones                        ``birthName``
``birth_date``                                ``dateOfBirth``, only if disclosed
``identifiers``: national number              ``nationalID``, only if disclosed; one without a country is an ``identifier``
``identifiers``: e-mail                       ``contactPoint.emailAddress``, only if disclosed: ELM knows no hashes
``identifiers``: all others                   ``identifier``, by the name of its scheme
``address``                                   ``location``, only if disclosed; ``contactPoint.address`` is read too
============================================  ====================================================================

The same is withheld as in a badge (and a finding says so), although this credential is the learner's own and the Commission's issuer
writes it all: whoever is shown the credential sees the whole of it, and a learner who is shown to be born on a day cannot take that back.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from credseal.findings import Finding
from credseal.model.learner import (
    EMAIL,
    EUROPEAN_STUDENT_IDENTIFIER,
    NATIONAL,
    STUDENT_NUMBER,
    Learner,
    Name,
)
from credseal.model.organisation import Identifier
from credseal.profiles.elm.identifiers import (
    read_identifier,
    read_legal_identifier,
    read_mailboxes,
    write_identifier,
    write_legal_identifier,
    write_mailbox,
)
from credseal.profiles.elm.nodes import Nodes, Reader, date_time, filled
from credseal.profiles.elm.places import read_address, read_location, write_location
from credseal.profiles.instants import read_day
from credseal.profiles.tolerant import Node

# What people call the schemes of identifiers, and the model's words; as it is written first, then as it is read as well.
_SCHEMES: Mapping[str, str] = {
    STUDENT_NUMBER: "Student number",
    EUROPEAN_STUDENT_IDENTIFIER: "European Student Identifier",
    NATIONAL: "National identity number",
    EMAIL: "E-mail address",
}
_TYPES: Mapping[str, str] = {
    **{name.casefold(): type_ for type_, name in _SCHEMES.items()},
    "student id": STUDENT_NUMBER,
    "student card id": STUDENT_NUMBER,
    "european student identifier (esi)": EUROPEAN_STUDENT_IDENTIFIER,
    "esi": EUROPEAN_STUDENT_IDENTIFIER,
}
_NAMES = {"full": "fullName", "given": "givenName", "family": "familyName", "patronymic": "patronymicName"}
_ON_REQUEST: Mapping[str, str] = {NATIONAL: "national number", EMAIL: "e-mail address"}
_NOT_HELD = ("family_prefix", "additional", "honorific_prefix", "honorific_suffix")
_MIDNIGHT = "T00:00:00"


def write_learner(learner: Learner, nodes: Nodes, *, disclose: Collection[str]) -> tuple[dict[str, Any], list[Finding]]:
    """Write who the learner is.

    Args:
        learner: who.
        nodes: of the document.
        disclose: ``birth_date``, ``national``, ``address``, ``email``: what is written only on request.

    Returns:
        The members of the person but its id and type, and what was not written.
    """
    members, findings = _write_names(learner.names, nodes)
    address = learner.address if "address" in disclose else None
    withheld = []
    if learner.birth_date and "birth_date" in disclose:
        members["dateOfBirth"] = date_time(learner.birth_date)
    elif learner.birth_date:
        withheld.append("birth date")
    for each in learner.identifiers:
        if each.type in _ON_REQUEST and each.type not in disclose:
            withheld.append(_ON_REQUEST[each.type])
        else:
            _write_identifier(each, address.country if address else None, members, nodes)
    if address and address.country:
        members["location"] = write_location(address, nodes)
    elif address:
        findings.append(
            _left_out("left-out", "The learner's address, which names no country as every address in ELM does,")
        )
    elif learner.address:
        withheld.append("address")
    findings += [_left_out("withheld", f"The learner's {what}") for what in withheld]
    if learner.hashed_identifiers:
        findings.append(
            _left_out("hashed-identifiers", "Identifiers of which only a hash is known, for ELM knows no hashes,")
        )
    return filled(members), findings


def read_learner(subject: Node, reader: Reader) -> Learner:
    """Read who the learner is; what cannot be understood is left out."""
    log = reader.log
    uri = reader.uri(subject)
    fields: dict[str, Any] = {"id": uri if uri and log.build(subject.at("id"), Learner, id=uri) else None}
    names = _read_names(subject, reader)
    fields["birth_date"] = _read_birth_date(subject, reader)
    location = reader.first(subject, "location")
    address = read_location(location, reader) if location else None
    identifiers: list[Identifier | None] = []
    for contact in reader.nodes(subject, "contactPoint"):
        reader.uri(contact)
        mailboxes = read_mailboxes(contact, reader)
        identifiers += [log.build(pointer, Identifier, EMAIL, email) for email, pointer in mailboxes]
        for each in reader.nodes(contact, "address"):
            if address is None:
                address = read_address(each, reader)
            else:
                log.unmark(each.pointer)
    country = address.country if address else None
    identifiers += [
        read_legal_identifier(each, NATIONAL, reader, country) for each in reader.nodes(subject, "nationalID")
    ]
    identifiers += [read_identifier(each, reader, _TYPES) for each in reader.nodes(subject, "identifier")]
    known = tuple(each for each in identifiers if each)
    learner = log.assemble(Learner, {**fields, "names": names, "identifiers": known, "address": address})
    if learner != Learner():
        log.found("learner", subject.pointer)
    return learner


def _write_names(names: Sequence[Name], nodes: Nodes) -> tuple[dict[str, Any], list[Finding]]:
    """The present name in its parts and those that the learner bore before, and what was not written."""
    present = next((each for each in names if not each.former), None)
    former = [each for each in names if each.former]
    members: dict[str, Any] = {}
    if present:
        members = {member: nodes.words(getattr(present, part)) for part, member in _NAMES.items()}
        members["fullName"] = nodes.words(present.written)
    written = [each.written for each in former]
    members["birthName"] = written and {nodes.language: written[0] if len(written) == 1 else written}
    findings = []
    if len(names) > len(former) + 1:
        findings.append(_left_out("further-names", "A second present name, for which ELM has no member,"))
    parts = [*_NOT_HELD, *(part for part in _NAMES if part != "full")]
    if (present and any(getattr(present, part) for part in _NOT_HELD)) or any(
        getattr(each, part) for each in former for part in parts
    ):
        findings.append(_left_out("name-parts", "A part of a name, for which ELM has no member,"))
    return members, findings


def _write_identifier(identifier: Identifier, country: str | None, members: dict[str, Any], nodes: Nodes) -> None:
    contact = members.get("contactPoint")
    if identifier.type == EMAIL:
        mailboxes = [*(contact["emailAddress"] if contact else ()), write_mailbox(identifier.value)]
        members["contactPoint"] = nodes.node("ContactPoint", {"emailAddress": mailboxes})
        return
    legal = None
    if identifier.type == NATIONAL and "nationalID" not in members:
        legal = write_legal_identifier(identifier.value, country, nodes)
    if legal:
        members["nationalID"] = legal
    else:
        members.setdefault("identifier", []).append(write_identifier(identifier, nodes, _SCHEMES))


def _read_names(subject: Node, reader: Reader) -> tuple[Name, ...]:
    """One name for each way in which it is written in some language or script, that of the record first; then former ones."""
    texts = {part: text for part, member in _NAMES.items() if (text := reader.text(subject, member))}
    tags = dict.fromkeys([reader.language, *(tag for text in texts.values() for tag in text)])
    written = [{part: text[tag] for part, text in texts.items() if tag in text} for tag in tags]
    names = [reader.log.build(subject.at(_NAMES[next(iter(parts))]), Name, **parts) for parts in written if parts]
    former = reader.all_words(subject, "birthName")
    names += [reader.log.build(subject.at("birthName"), Name, full=each, former=True) for each in former]
    return tuple(dict.fromkeys(each for each in names if each))


def _read_birth_date(subject: Node, reader: Reader) -> date | None:
    """The day as it is written. Some write the instant at which it began where they are, and so another day: that is noted."""
    written = subject.members.get("dateOfBirth")
    day = read_day(subject, "dateOfBirth")
    if day and isinstance(written, str) and "T" in written and _MIDNIGHT not in written:
        reader.log.report(
            "birth-date-time",
            "The date of birth has a time of day: it may mean the day after.",
            subject.at("dateOfBirth"),
        )
    return day


def _left_out(code: str, what: str) -> Finding:
    return Finding(f"elm.{code}", "info", f"{what} was not written.", "/credentialSubject")
