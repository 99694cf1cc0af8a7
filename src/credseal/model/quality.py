"""What quality assurance underpins a micro-credential.

External quality assurance looks at the provider first, at the programme where that is the rule, in line with the ESG (higher
education), EQAVET (vocational training), Annex IV of the EQF Recommendation, or another instrument (European approach, 2021).

    QualityAssurance(
        scope="institution", conducted="external", framework="ESG",
        body=Organisation(legal_name=Text({"en": "Quality Agency of Example"})),
        register_entry="https://register.example/reports/1", valid_until=date(2029, 12, 31),
    )
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from credseal.errors import ModelError
from credseal.model.fields import settle
from credseal.model.organisation import Organisation
from credseal.model.text import Text
from credseal.model.values import Uri


@dataclass(frozen=True)
class QualityAssurance:
    """One form of quality assurance.

    Args:
        scope: what is looked at: the institution as a whole, or the programme.
        conducted: by the provider itself, or from outside.
        framework: ``ESG``, ``EQAVET``, ``EQF Annex IV``, or the name of another instrument.
        body: who assures.
        register_entry: the entry in a register (for higher education: DEQAR).
        valid_from: first day.
        valid_until: last day.
        covers: what it covers, where that is not plain.

    Raises:
        ModelError: ``model.dates`` where it ends before it begins.
    """

    scope: Literal["institution", "programme"] | None = None
    conducted: Literal["internal", "external"] | None = None
    framework: str | None = None
    body: Organisation | None = None
    register_entry: Uri | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    covers: Text | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ModelError("The validity ends before it begins.", code="model.dates", pointer="/valid_until")
