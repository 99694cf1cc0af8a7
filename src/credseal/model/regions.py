"""Which place lies within which: countries, statistical regions (NUTS), administrative units (ATU).

A NUTS code begins with the code of the region around it (Regulation (EC) No 1059/2003, article 2: ``EL`` > ``EL5`` > ``EL52`` > ``EL522``). An
ATU code begins with its country and the kind of unit (``ESP_PR_BCN``), and says nothing of the units in between. So the answer may be that nobody
can tell from the codes.

    contains("http://publications.europa.eu/resource/authority/country/GRC", "http://data.europa.eu/nuts/code/EL52")     # True
    contains("http://data.europa.eu/nuts/code/EL5", "http://data.europa.eu/nuts/code/EL6")                              # False
    contains("http://data.europa.eu/nuts/code/EL5", "GR")                                                              # None: in parts
"""

from typing import Literal, NamedTuple

from credseal.model.vocabularies import notation

_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
_ATU = "http://publications.europa.eu/resource/authority/atu/"
_NUTS = "http://data.europa.eu/nuts/code/"
# The parts of the United Kingdom stand beside it in the list of administrative units.
_PARTS = {"ENG": "GB", "NIR": "GB", "SCT": "GB", "CYM": "GB"}
# In the list of countries, and none: which countries it has depends on the day.
_UNION = "EU"
_TWO = 2


class _Place(NamedTuple):
    """Attributes: country (ISO 3166-1, two letters); the unit in it and the list it is from, or the country as a whole."""

    country: str
    unit: str = ""
    list_: Literal["nuts", "atu", ""] = ""


def contains(outer: str, inner: str) -> bool | None:
    """Whether one place lies within another, or is the same.

    Args:
        outer: the URI of an entry of the lists of countries, NUTS or ATU, or a country's code of ISO 3166-1.
        inner: likewise.

    Returns:
        None where the codes do not tell, or are of no such list.
    """
    around, place = _read(outer), _read(inner)
    if around is None or place is None:
        return None
    if around.country != place.country:
        return False
    if not around.unit or around == place:
        return True
    if not place.unit or around.list_ != place.list_:
        return None
    return _in_nuts(around.unit, place.unit) if around.list_ == "nuts" else _in_atu(around.unit, place.unit)


def _in_nuts(outer: str, inner: str) -> bool | None:
    if inner.startswith(outer):
        return True
    return None if outer.startswith(inner) else False


def _in_atu(outer: str, inner: str) -> bool | None:
    part, other = outer.partition("_")[0], inner.partition("_")[0]
    if part != other:  # England and Scotland
        return False
    if outer == part:
        return True
    # Two units of one kind, such as two provinces, do not lie within each other.
    return False if _kind(outer) == _kind(inner) else None


def _read(text: str) -> _Place | None:
    if text.startswith(_NUTS):
        unit = text.removeprefix(_NUTS)
        country = notation("country", unit[:_TWO])
        return _Place(country, unit, "nuts") if country and len(unit) > _TWO else _whole(country)
    if text.startswith(_ATU):
        unit = text.removeprefix(_ATU)
        head = unit.partition("_")[0]
        if head in _PARTS:
            return _Place(_PARTS[head], unit, "atu")
        country = notation("country", _COUNTRY + head)
        return _Place(country, unit, "atu") if country and unit != head else _whole(country)
    if text.startswith(_COUNTRY) or (len(text) == _TWO and text.isupper()):
        return _whole(notation("country", text))
    return None


def _whole(country: str | None) -> _Place | None:
    return _Place(country) if country and country != _UNION else None


def _kind(unit: str) -> str:
    """``ESP_PR`` of ``ESP_PR_BCN``."""
    return unit.rpartition("_")[0]
