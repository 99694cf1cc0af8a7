"""How long credseal takes, beside its peers and beside what nobody can leave out. README.md says how to read it.

python benchmarks/bench.py [--rounds N] [--json]
"""

from __future__ import annotations

import argparse
import json
import platform
from contextlib import ExitStack
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING, Any

import disclosing
import jose
import sealing
from elm import elm_operations
from measuring import Operation, measure
from operations import RDFC, Badge, operations_of

from interop import node_peer  # isort: skip  # "operations" has put the folder of the tests on the path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time of credseal and of its peers, in one interleaved run.")
    parser.add_argument("--rounds", type=int, default=30, help="how many turns each operation takes (default: 30)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    asked = parser.parse_args()
    badge, missing = Badge(), node_peer.missing()
    with ExitStack() as stack:
        peer = None if missing else stack.enter_context(node_peer.NodePeer())
        operations = [
            *operations_of(badge, peer),
            *jose.operations_of(jose.BadgeToken()),
            *disclosing.operations_of(disclosing.LearningCredential()),
            *elm_operations(),
            *sealing.operations_of(sealing.Diploma()),
        ]
        measure(operations, rounds=asked.rounds)
    if asked.json:
        print(
            json.dumps({"versions": versions(), "rounds": asked.rounds, "results": list(results(operations))}, indent=1)
        )
        return
    print_table(operations)
    print(f"\nCPU time; {asked.rounds} interleaved rounds; a badge of {len(badge.signed[RDFC]):,} bytes.")
    print(", ".join(f"{name} {number}" for name, number in versions().items()))
    if missing:
        print(f"Without the Node.js peers: {missing}.")


def results(operations: Sequence[Operation]) -> Iterator[dict[str, Any]]:
    """One row for each operation; the first of a task is credseal's, or stands for it."""
    for task, group in groupby(operations, key=lambda operation: operation.task):
        members = list(group)
        ours = next(one for one in members if not one.is_floor)
        floor = next((one for one in members if one.is_floor), None)
        for one in members:
            yield {
                "task": task,
                "who": one.who,
                "least_us": round(one.least, 1),
                "median_us": round(one.median, 1),
                "times_credseal": round(one.least / ours.least, 2),
                "times_floor": round(one.least / floor.least, 2) if floor else None,
                "over_floor_us": round(one.least - floor.least, 1) if floor else None,
            }


def print_table(operations: Sequence[Operation]) -> None:
    print(f"{'':42}{'least us':>10}{'median us':>11}{'x credseal':>12}{'x floor':>9}{'over floor us':>15}")
    for task, rows in groupby(results(operations), key=lambda row: row["task"]):
        print(task)
        for row in rows:
            floor = f"{row['times_floor']:>9.2f}{row['over_floor_us']:>15,.0f}" if row["times_floor"] else ""
            print(
                f"  {row['who']:40}{row['least_us']:>10,.0f}{row['median_us']:>11,.0f}{row['times_credseal']:>12.2f}{floor}"
            )


def versions() -> dict[str, str]:
    """What was measured."""
    found = {platform.python_implementation(): platform.python_version()}
    found |= {
        name: version(name)
        for name in ("credseal", "cryptography", "joserfc", "jwcrypto", "PyLD", "pyshacl", "rfc8785", "sd-jwt")
    }
    return found | node_peer.versions()


if __name__ == "__main__":
    main()
