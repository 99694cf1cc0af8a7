"""``credseal trust show``: what downloaded trusted lists say, and until when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credseal.cli import console
from credseal.cli.problems import UsageError, to_dict
from credseal.cli.trusted import open_lists
from credseal.encoding.inert import inert
from credseal.model.dates import format_instant
from credseal.trust.eu_lists.qualification import STATUS_WORDS, status_at
from credseal.trust.eu_lists.services import FOR_SEALS, QUALIFIED_CERTIFICATES, QUALIFIED_TIMESTAMPS
from credseal.views.lines import table

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.trust.anchors import Purpose
    from credseal.trust.eu_lists import TrustedLists
    from credseal.trust.eu_lists.services import State, TrustedList

SCHEMA = "credseal.trust-lists.v1"


def run(args: Namespace) -> int:
    """Shows the lists, or the services of one member."""
    lists, now = open_lists(args, Path(args.lists)), datetime.now(UTC)
    shown = lists.lists
    if args.country is not None:
        shown = tuple(each for each in shown if args.country.upper() in (each.country, each.territory))
        if not shown:
            known = ", ".join(sorted(each.country for each in lists.lists)) or "none"
            raise UsageError(f"There is no list of {args.country!r}.", code="usage.list", hint=f"There are: {known}.")
    if args.json:
        console.show_json(_document(lists, shown, now))
        return 0
    if lists.lotl is not None:
        console.beside(f"{lists.lotl.country:8}", _freshness(lists.lotl, now))
    for each in shown:
        seals, timestamps = _services(each, "seal", now), _services(each, "timestamp", now)
        counts = f"granted: {_granted(seals)} for electronic seals, {_granted(timestamps)} for timestamps"
        console.beside(f"{each.country:8}", f"{_freshness(each, now)}; {counts}")
        if args.country is not None:
            _show_services("Certificates for electronic seals", seals)
            _show_services("Qualified timestamps", timestamps)
    for refused in lists.refused:
        console.beside("refused ", f"{refused.name}: {refused.error}")
    return 0


def _show_services(title: str, rows: list[dict[str, Any]]) -> None:
    console.say()
    console.say(f"{title}:" if rows else f"{title}: none.")
    words = [
        (f"{STATUS_WORDS[row['status']]} since {row['since'][:10]}", inert(f"{row['provider']}: {row['service']}"))
        for row in rows
    ]
    console.show("".join(f"{line}\n" for line in table(words, columns=console.width(), prefix="  ")))


def _document(lists: TrustedLists, shown: tuple[TrustedList, ...], now: datetime) -> dict[str, Any]:
    members = [
        _described(each, now) | {"seals": _services(each, "seal", now), "timestamps": _services(each, "timestamp", now)}
        for each in shown
    ]
    return {
        "schema": SCHEMA,
        "name": lists.name,
        "list_of_lists": None if lists.lotl is None else _described(lists.lotl, now),
        "lists": members,
        "refused": [{"file": each.name, "error": to_dict(each.error)} for each in lists.refused],
    }


def _described(listed: TrustedList, now: datetime) -> dict[str, Any]:
    return {
        "country": listed.country,
        "sequence": listed.sequence,
        "issued": format_instant(listed.issued),
        "next_update": None if listed.next_update is None else format_instant(listed.next_update),
        "up_to_date": listed.is_up_to_date(now),
    }


def _services(listed: TrustedList, purpose: Purpose, now: datetime) -> list[dict[str, Any]]:
    """The services of a list that are, as of now, for seals or for timestamps, whatever their status."""
    is_meant = _is_for_seals if purpose == "seal" else _is_for_timestamps
    return [
        {
            "provider": service.provider,
            "service": service.name,
            "status": status_at(state, now),
            "since": format_instant(state.since),
        }
        for service in listed.services
        if (state := service.state_at(now)) and is_meant(state)
    ]


def _is_for_seals(state: State) -> bool:
    return state.kind == QUALIFIED_CERTIFICATES and FOR_SEALS in state.uses


def _is_for_timestamps(state: State) -> bool:
    return state.kind == QUALIFIED_TIMESTAMPS


def _granted(rows: list[dict[str, Any]]) -> int:
    return sum(row["status"] == "granted" for row in rows)


def _freshness(listed: TrustedList, now: datetime) -> str:
    until = "never replaced" if listed.next_update is None else f"counts until {format_instant(listed.next_update)}"
    late = "" if listed.is_up_to_date(now) else ", OUT OF DATE"
    return f"no. {listed.sequence} of {format_instant(listed.issued)[:10]}, {until}{late}"
