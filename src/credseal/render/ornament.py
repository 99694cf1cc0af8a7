"""Round forms and the fine interlaced lines (guilloche) that seals and diplomas are known by.

    ring(300, 300, 250)                                    # a circle, as corners
    strands(along_ring(300, 300, 250), amplitude=18, waves=28, count=4)   # four interlaced waves along it

All is geometry: no emblem of anybody's.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from credseal.render.scene import Position

# The straight pieces that curves are made of: how long they are at most, and how many a wave has at least.
_STEP = 6.0
_PER_WAVE = 16


class Way(NamedTuple):
    """A closed curve: its length, and for each distance along it a point and the direction outwards there."""

    length: float
    at: Callable[[float], tuple[float, float, float, float]]


def along_ring(x: float, y: float, radius: float) -> Way:
    """The way around a circle, from its top clockwise."""

    def at(distance: float) -> tuple[float, float, float, float]:
        out_x, out_y = math.sin(distance / radius), -math.cos(distance / radius)
        return x + radius * out_x, y + radius * out_y, out_x, out_y

    return Way(2 * math.pi * radius, at)


def along_frame(left: float, top: float, right: float, bottom: float, radius: float) -> Way:
    """The way around a rectangle with round corners, from the left end of its upper side clockwise."""
    wide, high, bend = right - left - 2 * radius, bottom - top - 2 * radius, math.pi / 2 * radius
    # Each side: how long it is, where it begins, and the direction outwards.
    sides = (
        (wide, left + radius, top, 0, -1),
        (high, right, top + radius, 1, 0),
        (wide, right - radius, bottom, 0, 1),
        (high, left, bottom - radius, -1, 0),
    )

    def at(distance: float) -> tuple[float, float, float, float]:
        for length, x, y, out_x, out_y in sides:
            ahead_x, ahead_y = -out_y, out_x
            if distance <= length:
                return x + ahead_x * distance, y + ahead_y * distance, out_x, out_y
            distance -= length
            if distance <= bend:
                turn = distance / radius
                bent_x = out_x * math.cos(turn) + ahead_x * math.sin(turn)
                bent_y = out_y * math.cos(turn) + ahead_y * math.sin(turn)
                centre_x, centre_y = x + ahead_x * length - out_x * radius, y + ahead_y * length - out_y * radius
                return centre_x + bent_x * radius, centre_y + bent_y * radius, bent_x, bent_y
            distance -= bend
        return at(0)

    return Way(2 * (wide + high) + 4 * bend, at)


def ring(x: float, y: float, radius: float) -> tuple[Position, ...]:
    """A circle, as corners."""
    return smooth(along_ring(x, y, radius))


def pill(x: float, y: float, half_width: float, half_height: float) -> tuple[Position, ...]:
    """A bar with round ends around a point, as corners."""
    return smooth(along_frame(x - half_width, y - half_height, x + half_width, y + half_height, half_height))


def smooth(way: Way) -> tuple[Position, ...]:
    """The way itself, as corners."""
    return wave(way, amplitude=0, waves=0, phase=0)


def wave(way: Way, *, amplitude: float, waves: int, phase: float) -> tuple[Position, ...]:
    """A closed wave along a way.

    Args:
        way: where it runs.
        amplitude: how far it leaves the way on either side.
        waves: how many crests it has.
        phase: where in a wave it begins, in radians.
    """
    count = max(math.ceil(way.length / _STEP), _PER_WAVE * waves)
    points = []
    for index in range(count):
        x, y, out_x, out_y = way.at(way.length * index / count)
        offset = amplitude * math.sin(2 * math.pi * waves * index / count + phase)
        points.append((x + offset * out_x, y + offset * out_y))
    return tuple(points)


def strands(way: Way, *, amplitude: float, waves: int, count: int) -> tuple[tuple[Position, ...], ...]:
    """Several waves along one way, interlaced."""
    return tuple(
        wave(way, amplitude=amplitude, waves=waves, phase=2 * math.pi * index / count) for index in range(count)
    )
