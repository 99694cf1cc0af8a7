"""Hours of work as an ``xsd:duration``, as Open Badges and the European Learning Model both write them.

XML Schema 1.1 Part 2, section 3.3.6: https://www.w3.org/TR/xmlschema11-2/#duration . Only hours, minutes and seconds are amounts of work:
how many hours a day or a month of learning has, nobody says.

    write_hours(Decimal("12.5"))      # 'PT12H30M'
    read_hours("PT12H30M")            # Decimal('12.5')
"""

import re
from decimal import Decimal

from credseal.errors import ModelError

_DURATION = re.compile(r"PT(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?")


def write_hours(hours: Decimal) -> str:
    """Hours as a duration: two decimals of an hour are whole seconds."""
    seconds = int(hours * 3600)
    whole = (("H", seconds // 3600), ("M", seconds // 60 % 60), ("S", seconds % 60))
    return "PT" + ("".join(f"{amount}{unit}" for unit, amount in whole if amount) or "0H")


def read_hours(duration: str) -> Decimal:
    """The hours of a duration, to two decimals.

    Raises:
        ModelError: ``model.duration`` for what is no duration in hours.
    """
    match = _DURATION.fullmatch(duration)
    if not match:
        raise ModelError("The workload is no duration in hours.", code="model.duration", hint="Write e.g. PT50H.")
    hours, minutes, seconds = (Decimal(amount or 0) for amount in match.groups())
    return round(hours + minutes / 60 + seconds / 3600, 2)
