"""An Open Badge 2.0 read into the model.

    reading = from_documents(assertion, badge, profile)
    reading.credential.achievement.title
    reading.found_at["title"]              # '/badge/name'

Pointers are into the one document that ``joined`` makes of the three. Nothing in a document makes reading raise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Criteria
from credseal.model.catalogue import CatalogueEntry, Related
from credseal.model.learner import EMAIL, HashedIdentifier, Learner
from credseal.model.learning import Activity, Evidence
from credseal.model.organisation import Identifier, Organisation
from credseal.model.picture import Picture
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import LANGUAGE
from credseal.profiles.issuance import Issuance
from credseal.profiles.openbadges.collecting import collect_parts
from credseal.profiles.openbadges.parts import join_achievement
from credseal.profiles.openbadges2.documents import joined
from credseal.profiles.openbadges2.instants import read_instant
from credseal.profiles.reading import Reading
from credseal.profiles.tolerant import Log, Node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject

_HASH = re.compile(r"(?:sha256|md5)\$[0-9A-Fa-f]+")


def from_documents(assertion: JsonObject, badge: JsonObject | None, profile: JsonObject | None) -> Reading:
    """Reads an Open Badge 2.0 from its three documents.

    Args:
        assertion: the verified Assertion.
        badge: the BadgeClass that it leads to; None where it is not known.
        profile: the issuer's Profile; None where it is not known.
    """
    return from_document(joined(assertion, badge, profile))


def from_document(document: JsonObject) -> Reading:
    """Reads an Open Badge 2.0 that has its BadgeClass and Profile in it, as far as they are known.

    Returns:
        What it says. Texts are in the language that ``@language`` names, else ``und``.
    """
    log = Log(family="openbadges")
    root = Node(document, "", log)
    root.mark("@context", "@language", "verification", "verify")
    badge = _linked(root, "badge")
    language = _language(badge, root)
    issuer = _read_issuer(_linked(badge, "issuer"), language) if badge else None
    narrative = _text(root, "narrative", "evidence", language)
    credential = MicroCredential(
        learner=_read_learner(root),
        achievement=_read_achievement(badge, issuer, language),
        evidence=tuple(_read_evidence(root, language)),
        activity=Activity(narrative=narrative) if narrative else None,
    )
    issuance = _read_issuance(root, issuer, language)
    return Reading(credential, issuance, log.found_at, tuple(log.findings), log.unread(document))


def _linked(node: Node, name: str) -> Node | None:
    """An embedded object; an address in its place is understood, and says no more."""
    if isinstance(node.members.get(name), str):
        node.mark(name)
        return None
    return node.node(name)


def _read_achievement(badge: Node | None, issuer: Organisation | None, language: str) -> Achievement:
    if badge is None:
        return Achievement(type="Badge")
    log = badge.log
    badge.mark("@context", "@language")
    # An alignment has no type here: the entries of the European lists are known by their addresses.
    parts, others = collect_parts(badge.nodes("alignment"), language)
    fields = join_achievement(parts) | {
        "id": _uri(badge, "id"),
        "type": "Badge",
        "title": _text(badge, "name", "title", language),
        "description": _text(badge, "description", "description", language),
        "language": language,
        "awarding_bodies": (issuer,) if issuer else (),
        "alignments": others,
        "criteria": _read_criteria(badge, language),
        "catalogue": _read_catalogue(badge),
        "picture": _read_picture(badge, language),
    }
    if issuer:
        log.found("awarding_bodies", badge.at("issuer"))
    achievement = log.build(badge.pointer, Achievement, **fields)
    return achievement or Achievement(type="Badge", title=fields["title"], awarding_bodies=fields["awarding_bodies"])


def _read_criteria(badge: Node, language: str) -> Criteria | None:
    if isinstance(badge.members.get("criteria"), str):
        text, url = None, _uri(badge, "criteria")
    else:
        node = badge.node("criteria")
        text = _text(node, "narrative", "assessments", language) if node else None
        url = _uri(node, "id") if node else None
    return Criteria(text, url) if text or url else None


def _read_catalogue(badge: Node) -> CatalogueEntry | None:
    version = badge.members.get("version")
    if isinstance(version, int | float) and not isinstance(version, bool):
        badge.mark("version")
    fields: dict[str, Any] = {
        "version": _plain(badge, "version") if isinstance(version, str) else str(version) if version else None,
        "tags": badge.texts("tags") if "tags" in badge.members else (),
        "related": tuple(_read_related(badge)),
    }
    fields = {name: value for name, value in fields.items() if value}
    entry = badge.log.build(badge.pointer, CatalogueEntry, **fields) if fields else None
    if entry:
        badge.log.found("catalogue", badge.at(next(iter(fields))))
    return entry


def _read_related(badge: Node) -> Iterator[Related]:
    links = badge.members.get("related")
    if isinstance(links, str):
        uri = _uri(badge, "related")
        if uri:
            yield Related(uri)
        return
    for node in badge.nodes("related") if links else ():
        uri, tag = _uri(node, "id"), node.members.get("@language")
        if uri:
            node.mark("@language")
            yield Related(uri, tag if isinstance(tag, str) and LANGUAGE.test(tag) else None, _plain(node, "version"))


def _read_issuer(node: Node | None, language: str) -> Organisation | None:
    if node is None:
        return None
    node.mark("@context", "@language", "verification", "publicKey", "revocationList")
    email = _plain(node, "email")
    fields: dict[str, Any] = {
        "id": _uri(node, "id"),
        "url": _uri(node, "url"),
        "email": email if email and node.log.build(node.at("email"), Organisation, email=email) else None,
        "phone": _plain(node, "telephone"),
        "legal_name": _text(node, "name", "sealer", language),
        "description": _text(node, "description", "sealer", language),
        "picture": _read_picture(node, language),
    }
    if not any(fields.values()):
        return None
    node.log.found("sealer", node.pointer)
    return Organisation(**fields)


def _read_learner(root: Node) -> Learner:
    node = root.node("recipient")
    type_, identity = (node.members.get("type"), node.text("identity")) if node else (None, None)
    if node is None or not isinstance(type_, str) or identity is None:
        return Learner()
    node.mark("hashed")
    salt, hashed, build = node.text("salt"), node.members.get("hashed"), node.log.build
    # The type names a member of a Profile: "email", "schema:email" and the whole IRI are the same.
    name = re.split(r"[:/#]", type_)[-1]
    model_type = EMAIL if name == "email" else name
    if hashed is True or (hashed is None and _HASH.fullmatch(identity)):
        secret = build(node.pointer, HashedIdentifier, model_type, identity, salt)
        learner = Learner(hashed_identifiers=(secret,)) if secret else None
    elif name == "id":
        learner = build(node.pointer, lambda: Learner(id=identity))
    else:
        plain = build(node.pointer, Identifier, model_type, identity)
        learner = Learner(identifiers=(plain,)) if plain else None
    if learner is None:
        return Learner()
    node.log.found("learner", node.pointer)
    return learner


def _read_evidence(root: Node, language: str) -> Iterator[Evidence]:
    value = root.members.get("evidence")
    several = isinstance(value, list)
    if several:
        root.log.enter(root.at("evidence"))
    for index, each in enumerate(value if isinstance(value, list) else [value]):
        place = f"{root.at('evidence')}/{index}" if several else root.at("evidence")
        if isinstance(each, str):
            evidence = root.log.build(place, Evidence, url=each)
            if evidence:
                root.log.read(place)
        elif isinstance(each, dict):
            evidence = _described(Node(each, place, root.log), language)
        else:
            continue
        if evidence:
            root.log.found("evidence", place)
            yield evidence


def _described(node: Node, language: str) -> Evidence | None:
    # A blank node's name (_:b1) identifies nothing outside the document.
    blank = str(node.members.get("id", "")).startswith("_:")
    if blank:
        node.mark("id")
    texts = {
        name: _text(node, name, "evidence", language)
        for name in ("name", "description", "narrative", "genre", "audience")
    }
    url = None if blank else _uri(node, "id")
    return Evidence(url=url, **texts) if url or any(texts.values()) else None


def _read_issuance(root: Node, issuer: Organisation | None, language: str) -> Issuance:
    fields: dict[str, Any] = {
        "id": _uri(root, "id"),
        "sealer": issuer,
        "issued": _instant(root, "issued", "issuedOn"),
        "picture": _read_picture(root, language),
    }
    until = _instant(root, "valid_until", "expires")
    return root.log.build(root.at("expires"), Issuance, **fields, valid_until=until) or Issuance(**fields)


def _read_picture(node: Node, language: str) -> Picture | None:
    if isinstance(node.members.get("image"), str):
        uri, caption = _uri(node, "image"), None
    else:
        image = node.node("image")
        uri = _uri(image, "id") if image else None
        caption = _text(image, "caption", "picture", language) if image else None
    if uri:
        node.log.found("picture", node.at("image"))
    return Picture(uri, caption) if uri else None


def _instant(root: Node, element: str, name: str) -> datetime | None:
    written = root.text(name)
    found = root.log.build(root.at(name), read_instant, written) if written is not None else None
    if found is None:
        return None
    root.log.found(element, root.at(name))
    return found.value


def _text(node: Node, name: str, element: str, language: str) -> Text | None:
    words = node.text(name)
    text = node.log.build(node.at(name), Text.of, words, language) if words is not None else None
    if text:
        node.log.found(element, node.at(name))
    return text


def _plain(node: Node, name: str) -> str | None:
    """Text that is in no language, and not blank."""
    value = node.text(name)
    return value if value and value.strip() and node.log.build(node.at(name), Text.of, value) else None


def _uri(node: Node, name: str) -> str | None:
    value = node.text(name)
    return value if value and node.log.build(node.at(name), Picture, value) else None


def _language(*nodes: Node | None) -> str:
    """The language of the first node that names one."""
    for node in nodes:
        tag = node.members.get("@language") if node else None
        if isinstance(tag, str) and LANGUAGE.test(tag):
            return tag
    return UNDETERMINED
