"""Instants and days of a document that is read: whichever of several names they go by, and whether or not they say their offset.

read_instant(root, "validFrom", "issuanceDate", element="issued")        # an aware datetime
read_day(root, "awardedDate", element="awarded_on")                      # a date, as it is written
"""

from datetime import date, datetime

from credseal.errors import ModelError
from credseal.model.dates import parse_date, parse_instant
from credseal.profiles.tolerant import Log, Node


def read_instant(node: Node, *names: str, element: str | None = None) -> datetime | None:
    """An instant; without an offset it is taken as UTC, and a finding says so.

    Args:
        node: the object that it is a member of.
        names: the names it goes by; the first that is there counts.
        element: what it is noted as; None notes nothing.
    """
    for name in names:
        written = node.text(name)
        if written is not None:
            if element:
                node.log.found(element, node.at(name))
            return node.log.build(node.at(name), _parse, written, node.log, node.at(name))
    return None


def read_day(node: Node, *names: str, element: str | None = None) -> date | None:
    """A day, which some write as an instant: it is as it is written, no zone moves it."""
    for name in names:
        written = node.text(name)
        if written is not None:
            if element:
                node.log.found(element, node.at(name))
            return node.log.build(node.at(name), _day, written, node.log, node.at(name))
    return None


def _day(written: str, log: Log, pointer: str) -> date:
    try:
        return parse_date(written)
    except ModelError:
        return _parse(written, log, pointer).date()


def _parse(written: str, log: Log, pointer: str) -> datetime:
    try:
        return parse_instant(written)
    except ModelError:
        instant = parse_instant(written + "Z")
        log.report("naive-instant", "This instant says no offset from UTC; it is read as UTC.", pointer)
        return instant
