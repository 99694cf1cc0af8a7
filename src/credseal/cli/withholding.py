"""What the options on withholding mean: what a learner may withhold, and up to which multiple decoys are added.

options = withholding_of(args)          # {'may_withhold': [('learning_outcomes', None)], 'pad_to': 8}

Claims are named as ``credseal derive`` names them, by JSON pointers; ``*`` stands for every entry of a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.cli.problems import UsageError
from credseal.securing.data_integrity.selective.selection import is_index, split

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.securing.sd_jwt.claim_paths import ClaimPath

_NOTHING = ["none"]
_EVERY = "*"


def withholding_of(args: Namespace) -> dict[str, Any]:
    """The options of ``Issuer.issue`` that were asked for.

    Raises:
        UsageError: ``usage.withholding``, the format leaves no choice.
        ProofError: ``disclosure.pointer``.
    """
    given = {"--may-withhold": args.may_withhold, "--decoys": args.decoys}
    for option, value in given.items():
        if value is not None and args.profile != "learning":
            raise UsageError(
                f"{option} is for learning credentials alone.",
                code="usage.withholding",
                hint="Add --profile learning, or leave it out. Of badges with --securing ecdsa-sd-2023, parts are shown as the learner likes.",
            )
    options: dict[str, Any] = {}
    if args.may_withhold is not None:
        pointers = [] if args.may_withhold == _NOTHING else args.may_withhold
        options["may_withhold"] = [_path(pointer) for pointer in pointers]
    if args.decoys is not None:
        options["pad_to"] = args.decoys
    return options


def _path(pointer: str) -> ClaimPath:
    """What a pointer means before there are claims; no claim of a learning credential is called by a number."""
    return [None if step == _EVERY else int(step) if is_index(step) else step for step in split(pointer)]
