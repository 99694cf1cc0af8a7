"""Languages of a document: concepts of the European list of languages, which ELM wants beside the tags of its texts.

http://publications.europa.eu/resource/authority/language ; the list here has the languages of the Union and some others.

    write_language("pt-BR", nodes)            # the concept of Portuguese
    language_of(document)                     # 'pt-BR', 'und' where it says none
"""

from collections.abc import Mapping
from typing import Any

from credseal.encoding.one_or_many import as_list
from credseal.errors import ProfileError
from credseal.model import vocabularies
from credseal.model.achievement import Achievement
from credseal.model.text import UNDETERMINED
from credseal.model.values import LANGUAGE
from credseal.profiles.elm.nodes import Nodes

_LIST = "language"


def is_listed(tag: str) -> bool:
    """Whether the European list has the language of a tag, whatever its script or region."""
    return vocabularies.concept(_LIST, _language(tag)) is not None


def write_language(tag: str, nodes: Nodes) -> dict[str, Any]:
    """The concept of a language; only for those of which ``is_listed`` holds."""
    return nodes.entry(_LIST, _language(tag))


def spoken(achievement: Achievement) -> tuple[str, ...]:
    """The languages that a credential can be shown in, that of the record first: those of its title that the list has.

    Raises:
        ProfileError: ``elm.language-unlisted``, there is none.
    """
    tags = [tag for tag in achievement.title or () if is_listed(tag)]
    if is_listed(achievement.language):
        tags = [achievement.language, *(tag for tag in tags if tag != achievement.language)]
    if not tags:
        raise ProfileError(
            "A European Digital Credential says in which language of the European list it is, and this record says none.",
            code="elm.language-unlisted",
            pointer="/achievement/language",
            hint="Give the record a language, or the title in one, e.g. en.",
        )
    return tuple(tags)


def language_of(document: Mapping[str, Any]) -> str:
    """The language that a document is shown in first, as a tag: as its titles have it, for the list knows no scripts and regions."""
    display = _first(document.get("displayParameter"))
    stated = next(iter(as_list(display.get("primaryLanguage", []))), None)
    uri = stated.get("id") if isinstance(stated, Mapping) else stated
    tag = vocabularies.notation(_LIST, uri) if isinstance(uri, str) else None
    claim = _first(_first(document.get("credentialSubject")).get("hasClaim"))
    used = [_tags(display.get("title")), _tags(display.get("description")), _tags(claim.get("title"))]
    if tag is None:
        return used[0][0] if len(used[0]) == 1 else UNDETERMINED
    found = (each for tags in used for each in sorted(tags, key=lambda each: each != tag) if _language(each) == tag)
    return next(found, tag)


def _first(value: Any) -> Mapping[str, Any]:
    first = next(iter(as_list(value)), None)
    return first if isinstance(first, Mapping) else {}


def _tags(text: Any) -> list[str]:
    return [tag for tag in text if isinstance(tag, str) and LANGUAGE.test(tag)] if isinstance(text, Mapping) else []


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()
