"""A European Digital Credential from the seal to the verdict, with home-made authorities that answer on this machine.

    python examples/seal_and_verify.py

It is sealed at level LTA, and verified: by somebody who believes nobody, by an employer, two years later when the certificate of
the seal has ended, and once more when another organisation has put its own seal around it. Nothing is kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from home_authority import HomeAuthority

from credseal import Anchors, Issuer, Sealing, VerificationError, Verifier
from credseal.encoding import strict_json
from credseal.keys.signer import LocalSigner
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation
from credseal.pki.certificate import Certificate
from credseal.pki.http import HttpMaterial, HttpTimestampAuthority
from credseal.securing.jades.signing import seal

DATA = Path(__file__).parent / "data"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class World:
    """Who is there: two holders of certificates, an authority that stamps, and what a verifier has to believe of all that."""

    university: LocalSigner
    college: LocalSigner
    sealing: Sealing
    anchors: Anchors


@contextmanager
def home_made() -> Iterator[World]:
    """Authorities that answer while this lasts: timestamps, OCSP, and the certificates between."""
    authority = HomeAuthority()
    with authority.serve() as services:
        authority.url = services  # from now on, its certificates say that answers are to be had there
        issuing = authority.authority("Example Seal Authority", issuer=authority.root, path_length=0)
        stamps = authority.timestamp_authority(issuer=issuing, not_after=datetime.now(UTC) + 4 * YEAR)
        with authority.serve(stamps) as url:
            root = (Certificate.parse(authority.root.der),)
            yield World(
                university=authority.seal_key("University of Example", "VATGR-000000000", "GR", issuer=issuing),
                college=authority.seal_key("College of Elsewhere", "VATES-A12345678", "ES", issuer=issuing),
                sealing=Sealing(
                    level="LTA",
                    authority=HttpTimestampAuthority(f"{url}/timestamp"),
                    material=HttpMaterial(hosts=frozenset({"127.0.0.1"})),  # else, only the public internet is asked
                ),
                anchors=Anchors("home-made", seals=root, timestamps=root),
            )


def main() -> None:
    """Tells the story."""
    with home_made() as world:
        run(world)


def run(world: World) -> None:
    """Seals, and verifies five times."""
    course = load_achievement(read_record(DATA / "course.yaml"))
    ada = load_learner(read_record(DATA / "learner.yaml"))
    university = Issuer(load_organisation(read_record(DATA / "university.yaml")), world.university)
    record = course.award(ada, awarded_on=date(2026, 11, 20), grade="8")

    archived = university.issue(record, profile="elm", securing=world.sealing)
    plain = university.issue(record, profile="elm", securing=Sealing(level="B"))
    print(f"Sealed twice: {archived.suite}, {len(archived.data)} bytes; {plain.suite}, {len(plain.data)} bytes.")

    tell("Somebody who believes nobody", Verifier(fetch=None), archived.data)
    employer = Verifier(fetch=None, trust=[world.anchors])
    tell("An employer who believes the authority", employer, archived.data)

    later = Verifier(fetch=None, trust=[world.anchors], clock=in_two_years())
    tell("Two years later, when the certificate has ended", later, archived.data)
    tell("Then, the seal without a timestamp", later, plain.data)

    # A college with a certificate of the same authority seals the university's words. credseal would write the college's name
    # into the issuer (`seal_credential`); whoever cheats writes the file by other means.
    forged = seal(strict_json.dumps(archived.document).encode(), world.college, at=datetime.now(UTC))
    tell("Sealed by somebody else in the university's name", employer, forged)


def tell(who: str, verifier: Verifier, sealed: bytes) -> None:
    """What a verifier says of a sealed file."""
    try:
        report = verifier.verify(sealed)
    except VerificationError as error:
        report = error.report
    print(f"\n{who}:\n  {report.headline}")
    if report.deciding:
        print(f"  ({report.deciding[0].code})")
    if report.seal:
        print(f"  Seal: level {report.seal.level}, {report.seal.sealed_at:%Y-%m-%d %H:%M} UTC, {report.seal.known_by}")


def in_two_years() -> Callable[[], datetime]:
    """A clock that is two years ahead."""
    return lambda: datetime.now(UTC) + 2 * YEAR


if __name__ == "__main__":
    main()
