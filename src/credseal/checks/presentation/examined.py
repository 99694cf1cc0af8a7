"""What is known of a presentation itself, whatever its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.report import Outcome

if TYPE_CHECKING:
    from credseal.checks.presenter import Presenter
    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.report import Check, ProofAnswer
    from credseal.report.presentation import PresenterAnswer

HOLDER = "holder"


@dataclass(frozen=True)
class Examined:
    """What is known of a presentation itself.

    Attributes:
        checks: the answers about it.
        presenter: who presents; with the key where everything about the presentation is right, else without.
        answer: the same, for the report.
        credentials: what is in it, each behind its JSON pointer; of what the proof covers, where it is right.
        proofs: its proofs.
        notes: what else should be told.
        is_pid: whether it is person identification data, by its type: who presents, and no credential.
    """

    checks: tuple[Check, ...]
    presenter: Presenter
    answer: PresenterAnswer
    credentials: tuple[tuple[str, JsonObject | str], ...]
    proofs: tuple[ProofAnswer, ...]
    notes: tuple[Finding, ...]
    is_pid: bool = False

    @property
    def is_right(self) -> bool:
        """Whether nothing about the presentation itself failed or stayed open."""
        return all(check.outcome is Outcome.PASSED for check in self.checks)
