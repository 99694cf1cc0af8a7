"""What is asked about one credential, besides what every credential must fulfil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.errors import ModelError

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.presenter import Presenter


@dataclass(frozen=True)
class Asked:
    """What the caller expects; and who presents it, where it came in a presentation.

    Attributes:
        issuer: the identifier that the issuer must have.
        learner: whose credential it must be.
        at: the instant to compare its dates with, aware; the present where it is None.
        presenter: who presents it.
        person: who that is, by person identification data that came with it.

    Raises:
        ModelError: ``model.naive-instant``.
    """

    issuer: str | None = None
    learner: ExpectedLearner | None = None
    at: datetime | None = None
    presenter: Presenter | None = None
    person: ExpectedLearner | None = None

    def __post_init__(self) -> None:
        if self.at is not None and self.at.utcoffset() is None:
            raise ModelError(
                "The instant to judge by has no time zone.", code="model.naive-instant", hint="Use tzinfo=UTC."
            )
