"""Person identification data for tests: providers, and what a wallet answers with them beside credentials.

answer = [shown(ADA, learning_credential(ADA)), shown(ADA, pid_of(ADA))]
report, checks = asked(answer, pid=BELIEVED)
"""

from dataclasses import replace
from datetime import date, timedelta

from credseal.checks.identity import PidProviders
from credseal.issuer import Issuer
from credseal.keys.jwk import to_jwk
from credseal.model.learner import Learner, Name
from credseal.model.organisation import Identifier
from credseal.report.presentation import PresentationReport
from credseal.securing.sd_jwt.vc import issue
from credseal.wallet import present
from presentations import AUDIENCE, CHALLENGE, NOW, UNIVERSITY, Party, employer
from records import UNIVERSITY as ORGANISATION
from records import credential

PROVIDER = Party("P-256")
BELIEVED = PidProviders(name="Example's PID provider", issuers=[PROVIDER.did])
PERSON = {
    "given_name": "Ada",
    "family_name": "Example",
    "birthdate": "2001-05-17",
    "personal_administrative_number": "01051712345",
    "nationalities": ["PL"],
    "issuing_country": "PL",
    "issuing_authority": "PL",
    "date_of_expiry": "2030-01-01",
}
LEARNER = Learner(
    names=(Name(given="Ada", family="Example"),),
    birth_date=date(2001, 5, 17),
    identifiers=(Identifier("national", "01051712345"),),
)
ATTRIBUTES = ("given_name", "family_name", "birthdate", "personal_administrative_number")


def pid_of(holder, *, by=PROVIDER, vct="urn:eudi:pid:1", shown=ATTRIBUTES, **claims):
    """A PID that a provider gave a holder, of which these attributes are shown; None leaves a claim out."""
    own = {
        "iss": by.did,
        "vct": vct,
        "exp": int((NOW + timedelta(days=30)).timestamp()),
        "cnf": {"jwk": to_jwk(holder.signer.public_key)},
    }
    said = {name: value for name, value in {**own, **PERSON, **claims}.items() if value is not None}
    hidden = [name for name in ATTRIBUTES if name not in shown]
    text = issue(said, by.signer, kid=by.method, disclosable=[(name,) for name in hidden if name in said])
    return text.partition("~")[0] + "~"


def learning_credential(holder, *, learner=LEARNER, bound=True, **options):
    """A learning credential of the university's, with all that it states of its learner."""
    issuer = Issuer(replace(ORGANISATION, id=None), UNIVERSITY.signer, clock=lambda: NOW)
    record = replace(credential(), learner=replace(learner, id=holder.did if bound else None))
    return issuer.issue(record, profile="learning", disclose=("birth_date", "national"), require=None, **options).token


def shown(holder, token, *, challenge=CHALLENGE, audience=AUDIENCE, at=NOW):
    """An SD-JWT VC as its holder's wallet shows it."""
    return present([token], holder.signer, challenge=challenge, domain=audience, clock=lambda: at).token


def asked(answer, *, verifier=None, **options) -> tuple[PresentationReport, dict[str, tuple[str, str]]]:
    """The report on an answer of several parts, and the outcome and code of each of its checks."""
    options = {"challenge": CHALLENGE, "audience": AUDIENCE, "pid": BELIEVED, **options}
    report = (verifier or employer()).inspect_presentation(answer, **options)
    return report, {check.name: (check.outcome.value, check.code) for check in report.checks}
