"""One part of a record as one ``Alignment``, and back, as its ``Home`` says.

    write_alignment(home, Part(Level("EQF", "6")), words)
    # {'type': ['Alignment'], 'targetType': 'ext:EQF', 'targetName': 'EQF level 6',
    #  'targetUrl': 'http://data.europa.eu/snb/eqf/6', 'targetCode': '6', ...}
    read_alignment(home, {"targetUrl": "http://data.europa.eu/snb/eqf/6", "targetCode": "6", ...}, "en")
    # Part(Level("EQF", "6"))

Whatever a reader could mistake (a label that equals the words written where there is none, say) is written as a line in
``targetDescription`` too, and lines go before the other members.

Where texts have further languages and those are written (see ``further``), what the part says in each language stands in the maps
beside ``targetName``, ``targetFramework`` and ``targetDescription``: the same rendering once more, of the texts alone.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from credseal.errors import ModelError
from credseal.model.fields import shapes
from credseal.model.plain import from_plain, to_plain
from credseal.model.text import Text
from credseal.model.values import is_uri
from credseal.profiles.lines import flatten, read_lines, unflatten, write_lines
from credseal.profiles.openbadges.further import MAPS
from credseal.profiles.openbadges.homes import FRAMEWORKS, Home
from credseal.profiles.openbadges.parts import Part, is_label
from credseal.profiles.openbadges.texts import is_shown
from credseal.profiles.openbadges.words import Words

_SCHEMES = {name: uri for uri, name in FRAMEWORKS.items()}
_NONE: Mapping[str, Mapping[str, str]] = MappingProxyType({})
_MARK = "@"  # before a language tag, where others have a field


def write_alignment(home: Home, part: Part, words: Words) -> dict[str, Any]:
    """Write a part.

    Args:
        home: where it lives.
        part: an item of the home's class.
        words: picks the language.
    """
    plain = to_plain(part.item, text=lambda text, _: words.pick(text, home.element, mapped=words.extended))
    flat = flatten({name: value for name, value in plain.items() if name not in home.fixed})
    own_url, own_name = _take(flat, home.url), _take(flat, home.name)
    code = _take(flat, home.code) if home.code else part.group or _notation(home, own_url)
    url = own_url or _otherwise(home, code)
    name = own_name or _words(home, code, url, flat)
    framework = _take(flat, home.framework)
    # What stands where the default words would stand, and equals them, must not be taken for them.
    if own_url is not None and own_url == _otherwise(home, code):
        flat[str(home.url)] = own_url
    if own_name is not None and own_name == _words(home, code, url, flat):
        flat[str(home.name)] = own_name
    maps = _write_maps(home, part, words) if words.extended else {}
    members = {
        "targetType": home.target_type,
        "targetName": name,
        "targetUrl": url,
        "targetCode": code,
        "targetFramework": _renamed(home, framework, FRAMEWORKS) or home.framework_words,
        "targetDescription": _description(home, flat),
        **maps,
    }
    return {"type": ["Alignment"]} | {member: value for member, value in members.items() if value is not None}


def read_alignment(
    home: Home, alignment: Mapping[str, str], language: str, maps: Mapping[str, Mapping[str, str]] = _NONE
) -> tuple[Part, list[str]]:
    """Read a part.

    Args:
        home: where it lives.
        alignment: the members of the Alignment that are texts.
        language: of its texts.
        maps: its members that are language maps, by the name of the member they stand beside.

    Returns:
        The part, and the members that say something the part has no field for.

    Raises:
        ModelError: the Alignment does not say what its home demands; ``model.text`` where maps do not fit it.
    """
    unread: list[str] = []
    flat = _read_description(home, alignment.get("targetDescription"), unread)
    code, url = alignment.get("targetCode"), alignment.get("targetUrl")
    if home.code and not code and home.otherwise == f"{(url or '').rpartition('/')[0]}/{{code}}":
        code = (url or "").rpartition("/")[2]
    _refuse_two_entries(home, code, url)
    if home.code and code:
        flat.setdefault(home.code, code)
    if url and url != _otherwise(home, code):
        _put(flat, home.url, url, "targetUrl", unread)
    name = alignment.get("targetName")
    if name and name != _words(home, code, url, flat):
        _put(flat, home.name, name, "targetName", unread)
    framework = alignment.get("targetFramework")
    if framework and framework != home.framework_words:
        scheme = _renamed(home, framework, _SCHEMES)
        is_home = not _names_a_list(home) or (scheme is not None and is_uri(scheme))
        _put(flat, home.framework if is_home else None, scheme, "targetFramework", unread)
    if code and not home.code and not is_label(code) and not (url or "").endswith(f"/{code}"):
        unread.append("targetCode")
    plain = unflatten({**flat, **_whole_texts(home, flat, language, maps)} if maps else flat)
    if plain is None:
        raise ModelError("The lines of the description contradict one another.", code="model.lines")
    item: Any = from_plain(home.record, {**plain, **home.fixed}, language=language)
    return Part(item, None if home.code else code), unread


def _refuse_two_entries(home: Home, code: str | None, url: str | None) -> None:
    """Where a list makes its URLs of its codes, code and URL of one Alignment name the same entry."""
    pattern = home.otherwise if isinstance(home.otherwise, str) else ""
    beginning = home.notation or (pattern.removesuffix("{code}") if "{code}" in pattern else None)
    if code and url and beginning and url.startswith(beginning) and url != beginning + code:
        raise ModelError("The code and the URL name different entries of a list.", code="model.entry")


def _write_maps(home: Home, part: Part, words: Words) -> dict[str, dict[str, str]]:
    """What a part says in each language, for those of its texts that one member cannot hold."""
    texts: dict[str, dict[str, str]] = {}

    def keep(text: Text, _: str) -> Mapping[str, str]:
        return {f"{_MARK}{tag}": words_ for tag, words_ in text.items()} if words.is_mapped(text) else {}

    for path, said in flatten(to_plain(part.item, text=keep)).items():
        path, mark, tag = path.partition(f".{_MARK}")  # noqa: PLW2901  the rest is the language
        if mark:
            texts.setdefault(tag, {})[path] = said
    maps: dict[str, dict[str, str]] = {}
    for tag, flat in texts.items():
        told = {
            "targetName": _take(flat, home.name),
            "targetFramework": None if _names_a_list(home) else _take(flat, home.framework),
            "targetDescription": _description(home, flat),
        }
        for member, said_ in told.items():
            if said_ is not None:
                maps.setdefault(MAPS[member], {})[tag] = said_
    return maps


def _whole_texts(
    home: Home, flat: Mapping[str, str], language: str, maps: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The texts that language maps hold, by their paths."""
    unread: list[str] = []
    texts: dict[str, dict[str, str]] = {}
    for member, path in (("targetName", home.name), ("targetFramework", home.framework)):
        if path and member in maps:
            texts[path] = dict(maps[member])
        elif member in maps:
            unread.append(member)
    for tag, description in maps.get("targetDescription", {}).items():
        for path, said in _read_description(home, description, unread).items():
            texts.setdefault(path, {})[tag] = said
    for path, said_ in texts.items():
        if unread or not is_shown(Text(said_), flat.get(path), language):
            raise ModelError("A text in several languages is not the text beside it.", code="model.text")
    return {path: MappingProxyType(said) for path, said in texts.items()}


def _names_a_list(home: Home) -> bool:
    """Whether the ``targetFramework`` stands for the URI of a list and is no text."""
    return (home.framework or "").endswith("scheme")


def _description(home: Home, flat: dict[str, str]) -> str | None:
    if not flat:
        return None
    own = flat.get(home.description or "")
    if own is not None and len(flat) == 1 and read_lines(own, shapes(home.record)) is None:
        return own
    return write_lines(flat)


def _read_description(home: Home, description: str | None, unread: list[str]) -> dict[str, str]:
    if description is None:
        return {}
    flat = read_lines(description, shapes(home.record))
    if flat is not None:
        return flat
    if home.description:
        return {home.description: description}
    unread.append("targetDescription")
    return {}


def _notation(home: Home, url: str | None) -> str | None:
    """The code of a concept whose list makes its URIs of the codes."""
    if url and home.notation and url.startswith(home.notation):
        return url.removeprefix(home.notation) or None
    return None


def _take(flat: dict[str, str], path: str | None) -> str | None:
    return flat.pop(path, None) if path else None


def _renamed(home: Home, framework: str | None, names: Mapping[str, str]) -> str | None:
    """A list's URI as its name, or the reverse; what is no list's URI is text and stays."""
    if framework and _names_a_list(home):
        return names.get(framework, framework)
    return framework


def _put(flat: dict[str, str], path: str | None, value: str | None, member: str, unread: list[str]) -> None:
    if path and value:
        flat.setdefault(path, value)
    else:
        unread.append(member)


def _otherwise(home: Home, code: str | None) -> str:
    if isinstance(home.otherwise, str):
        return home.otherwise.replace("{code}", code or "")
    return home.otherwise.get(code or "", next(iter(home.otherwise.values())))


def _words(home: Home, code: str | None, url: str | None, flat: Mapping[str, str]) -> str:
    if isinstance(home.words, str):
        return home.words.replace("{code}", code or "").replace("{hours}", flat.get("hours", "")) or url or ""
    return home.words.get(code or "") or home.words.get(url or "") or home.words.get("") or home.part
