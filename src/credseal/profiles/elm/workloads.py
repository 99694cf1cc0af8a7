"""The notional workload: hours as ``volumeOfLearning`` and ``workload``, credits as ``creditPoint`` and ``creditReceived``.

European Learning Model 3.2, ``CreditPoint``: a number, as text, and the framework it counts in, one of
http://data.europa.eu/snb/education-credit or any other. What an achievement states stands on its specification; what holds for one
learner stands on the achievement (credits) and on the activity (hours), and a note tells it where those would be read otherwise.

    write_credits(Workload(ects=Decimal("2.5")), nodes)         # [{'type': 'CreditPoint', 'point': '2.5', ...}]
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from credseal.errors import ModelError
from credseal.model.concepts import Concept
from credseal.model.text import Text
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.names import urn_of
from credseal.profiles.tolerant import Node

_ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
_ELEMENT = "workload"
_LONGEST = 20


def write_credits(workload: Workload | None, nodes: Nodes) -> list[dict[str, Any]]:
    """Write the credits of a workload: those of ECTS first."""
    if workload is None:
        return []
    written = []
    if workload.ects is not None:
        written.append(_write(workload.ects, nodes.entry("education-credit", _ECTS), nodes))
    if workload.credits:
        framework = nodes.concept("education-credit", workload.credits.framework or _no_framework())
        written.append(_write(workload.credits.points, framework, nodes))
    return written


def read_credits(node: Node, name: str, reader: Reader) -> Workload | None:
    """Read credits: those of ECTS, and of one other framework; further ones are not understood, and a finding says so."""
    ects: Decimal | None = None
    others: CreditPoints | None = None
    for each in reader.nodes(node, name):
        credits_ = _read(each, reader)
        if credits_ is None:
            continue
        is_ects = credits_.framework is not None and credits_.framework.uri == _ECTS
        if is_ects and ects is None:
            ects = credits_.points
        elif others is None:
            others = credits_
        else:
            reader.log.report("repeated", "These credits are of a further kind; two kinds are read.", each.pointer)
            reader.log.unmark(each.pointer)
            continue
        reader.log.found(_ELEMENT, each.pointer)
    return Workload(ects, None, others) if ects is not None or others else None


def combined(*workloads: Workload | None) -> Workload | None:
    """One workload of several, of which the first says what counts."""
    known = [each for each in workloads if each]
    fields = {
        name: next((getattr(each, name) for each in known if getattr(each, name) is not None), None)
        for name in ("ects", "hours", "credits")
    }
    return Workload(**fields) if known else None


def hours_of(hours: Decimal | None) -> Workload | None:
    """The workload that is a number of hours."""
    return None if hours is None else Workload(hours=hours)


def _write(points: Decimal, framework: Any, nodes: Nodes) -> dict[str, Any]:
    return nodes.node("CreditPoint", {"framework": framework, "point": f"{points:f}"})


def _read(node: Node, reader: Reader) -> CreditPoints | None:
    reader.uri(node)
    written, framework = node.text("point"), reader.concept(node, "framework")
    if written is None:
        return None
    if framework and framework.uri == _no_framework().uri:
        framework = None
    return node.log.build(node.pointer, _points, written, framework)


def _points(written: str, framework: Concept | None) -> CreditPoints:
    try:
        points = Decimal(written.strip() if len(written) <= _LONGEST else "")
    except InvalidOperation:
        raise ModelError("The credits are no number.", code="model.number", pointer="/points") from None
    return CreditPoints(points, framework)


def _no_framework() -> Concept:
    """What stands for the framework of credits of which nobody says the framework."""
    return Concept(urn_of("credit framework", None), Text({"en": "Credits"}), urn_of("list", "credit frameworks"))
