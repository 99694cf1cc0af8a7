"""Home-made universities: what comes to wallets and employers. See ``wallet_backend`` and ``employer``.

university, stranger = HomeUniversity(), HomeUniversity()
university.badge(did)                           # for whoever has the key of the did:key, as bytes
university.badge(did, securing="vc+jwt")        # as a token; "ecdsa-sd-2023": one of which the learner can show parts
university.learning(did)                        # a learning credential of the EU wallet
register_of(university)                         # the stranger has the university's name, as anybody can, and another key
"""

from datetime import date
from pathlib import Path
from typing import Any

from credseal import Issuer, Register
from credseal.keys.signer import generate
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation

DATA = Path(__file__).parent / "data"
WATER = "Testing drinking water in small communities"


class HomeUniversity:
    """Issues to learners who have told it the identifier of their wallet."""

    def __init__(self) -> None:
        self._issuer = Issuer(load_organisation(read_record(DATA / "university.yaml")), generate("P-256"))
        self.entry = {"id": self._issuer.organisation.id, "name": "University of Example"}

    def badge(self, did: str, *, title: str = WATER, securing: str | None = None) -> bytes:
        """An Open Badge 3.0; with a Data Integrity proof, unless another way of securing is named."""
        return self._issued(did, title, securing=securing)

    def learning(self, did: str) -> bytes:
        """A learning credential (SD-JWT VC), of which its learner can withhold parts."""
        return self._issued(did, WATER, profile="learning")

    def _issued(self, did: str, title: str, **how: Any) -> bytes:
        own = {
            "id": f"https://uni.example/micro-credentials/{title.lower().replace(' ', '-')}",
            "title": {"en": title},
        }
        course = load_achievement({**read_record(DATA / "course.yaml"), **own})
        ada = load_learner({**read_record(DATA / "learner.yaml"), "id": did})
        return self._issuer.issue(course.award(ada, awarded_on=date(2026, 11, 20), grade="8"), **how).data


def register_of(*known: HomeUniversity) -> Register:
    """What a ministry or an agency publishes: which keys are whose."""
    return Register.load({"name": "Universities of Example", "issuers": [each.entry for each in known]})
