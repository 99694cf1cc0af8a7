"""``credseal issue``: records in files become one signed credential, or one for each learner of a class."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from credseal.cli import console
from credseal.cli.outputs import STANDARD_OUTPUT, refuse_existing, refuse_two_outputs
from credseal.cli.problems import UsageError, about, tell, to_dict
from credseal.cli.sealing import sealing_of, signer_of
from credseal.cli.times import day, instant
from credseal.cli.withholding import withholding_of
from credseal.errors import CredsealError, OutputError
from credseal.issuer import Failure, Issuer
from credseal.issuer.credential import no_badge
from credseal.model.class_list import read_class_list
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from credseal.findings import Finding
    from credseal.issuer import SealedCredential, Sealing
    from credseal.keys.signer import CertifiedSigner
    from credseal.model.class_list import ClassEntry

T = TypeVar("T")

SCHEMA = "credseal.issued.v1"
MANY_SCHEMA = "credseal.issued-many.v1"
_SELECTIVE = "ecdsa-sd-2023"
_KINDS = {
    "openbadges": "an Open Badge 3.0",
    "elm": "a European Digital Credential",
    "learning": "a learning credential",
}
_OF_DIPLOMAS = ("level", "timestamps", "sig_t", "variant")
_FROM_ROWS = ("grade", "obtained_by")


def run(args: Namespace) -> int:
    """Reads the records, signs, writes."""
    if args.bake and args.profile != "openbadges":
        raise no_badge()
    if args.bake and args.securing == _SELECTIVE:
        raise UsageError(
            "What the learner shows in part travels in no picture: whoever gets it would get all of it.",
            code="usage.bake",
            hint="Leave --bake out; the learner derives what is shown (credseal derive).",
        )
    return _class(args) if args.learners else _one(args)


def _one(args: Namespace) -> int:
    to_file = args.out != STANDARD_OUTPUT
    if to_file:
        refuse_existing(Path(args.out))
    refuse_two_outputs(args)
    if args.bake and not to_file:
        raise UsageError("--bake writes a picture beside a file; --out - is none.", code="usage.two-outputs")
    awarded_on, options = _award_date(args), _options(args)
    course = _loaded(load_achievement, args.course)
    learner = _loaded(load_learner, args.learner)
    signer = signer_of(args)
    securing = _securing(args, signer)
    issuer = _issuer(args, signer)
    sealed = issuer.issue(
        course.award(learner, awarded_on=awarded_on, grade=args.grade, obtained_by=args.obtained_by),
        securing=securing,
        **options,
    )
    if to_file:
        _save(sealed, Path(args.out), bake=args.bake)
    else:
        console.show_bytes(sealed.data)
    _tell(sealed, issuer, args)
    return 0


def _class(args: Namespace) -> int:
    """A credential for each row; all rows are read before anything is signed."""
    for name in _FROM_ROWS:
        if getattr(args, name) is not None:
            option = name.replace("_", "-")
            raise UsageError(
                f"In a class every learner has their own: --{option} does not go with --learners.",
                code="usage.class",
                hint=f"Write it into the column {name} of the class list.",
            )
    folder = _folder(args.out)
    awarded_on, options = _award_date(args), _options(args)
    course = _loaded(load_achievement, args.course)
    with about(args.learners):
        entries = read_class_list(Path(args.learners))
        credentials = [entry.award(course, awarded_on=awarded_on) for entry in entries]
    signer = signer_of(args)
    securing = _securing(args, signer)
    issuer = _issuer(args, signer)
    folder.mkdir(exist_ok=True)
    answers = []
    for entry, sealed in zip(entries, issuer.issue_many(credentials, securing=securing, **options), strict=True):
        answers.append(_written(entry, sealed, folder, bake=args.bake))
        console.progress(len(answers), len(entries), "issued")
    _tell_class(args, issuer, entries, answers)
    return 1 if any(isinstance(answer, CredsealError) for answer in answers) else 0


def _written(
    entry: ClassEntry, sealed: SealedCredential | Failure, folder: Path, *, bake: bool
) -> tuple[Path, SealedCredential] | CredsealError:
    if isinstance(sealed, Failure):
        return sealed.error
    path = folder / f"{entry.row:04}-{_slug(entry)}.{_ending(sealed)}"
    try:
        _save(sealed, path, bake=bake)
    except CredsealError as error:
        return error
    return path, sealed


def _ending(sealed: SealedCredential) -> str:
    if sealed.token is not None:
        return "jwt"
    return "json" if sealed.level is None else "jsonld"


def _save(sealed: SealedCredential, path: Path, *, bake: bool) -> None:
    sealed.save(path)
    if bake:
        sealed.bake(path.with_suffix(".png"))


def _slug(entry: ClassEntry) -> str:
    """Part of a file name that a registrar recognises: letters and digits of the name, in whatever script."""
    name = next((each.written for each in entry.learner.names if not each.former), "learner")
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())[:40] or "learner"


def _folder(name: str) -> Path:
    folder = Path(name)
    if name == STANDARD_OUTPUT or (folder.exists() and not folder.is_dir()):
        raise UsageError("A class is written into a folder: --out names one.", code="usage.class")
    if folder.is_dir() and any(folder.iterdir()):
        raise OutputError(
            f"The folder {folder} is not empty, and was left as it is.", code="output.exists", hint="Name a new folder."
        )
    if not folder.parent.is_dir():
        raise OutputError(f"There is no folder {folder.parent}.", code="output.folder", hint="Make it first.")
    return folder


def _options(args: Namespace) -> dict[str, Any]:
    return {
        "profile": args.profile,
        "variant": args.variant,
        "require": None if args.require == "none" else args.require,
        "valid_until": None if args.valid_until is None else instant("--valid-until", args.valid_until),
        "extended": args.extended,
        "disclose": tuple(args.disclose),
        **withholding_of(args),
    }


def _award_date(args: Namespace) -> date:
    return _today() if args.award_date is None else day("--award-date", args.award_date)


def _issuer(args: Namespace, signer: CertifiedSigner) -> Issuer:
    university = _loaded(load_organisation, args.issuer)
    return Issuer(university, signer, verification_method=args.verification_method)


def _tell(sealed: SealedCredential, issuer: Issuer, args: Namespace) -> None:
    if args.json:
        console.show_json({
            "schema": SCHEMA,
            "file": args.out,
            **_known(sealed),
            "issuer": issuer.organisation.id,
            "verification_method": issuer.verification_method,
            "notes": _notes(sealed.findings),
        })  # fmt: skip
        return
    write = console.say if args.out != STANDARD_OUTPUT else console.warn
    write(f"{args.out}: {_KINDS[args.profile]}, {'signed with' if sealed.level is None else 'sealed'} {sealed.suite}.")
    if args.bake:
        write(f"{Path(args.out).with_suffix('.png')}: the same in a badge picture.")
    write(f"Issuer  {_who(issuer)}")
    write(f"Id      {sealed.id}")
    for note in sealed.findings:
        console.beside("Note    ", _noted(note), write)


def _tell_class(
    args: Namespace,
    issuer: Issuer,
    entries: Sequence[ClassEntry],
    answers: Sequence[tuple[Path, SealedCredential] | CredsealError],
) -> None:
    done = [answer for answer in answers if not isinstance(answer, CredsealError)]
    failed = [
        (entry, answer) for entry, answer in zip(entries, answers, strict=True) if isinstance(answer, CredsealError)
    ]
    if args.json:
        console.show_json({
            "schema": MANY_SCHEMA,
            "folder": args.out,
            "issuer": issuer.organisation.id,
            "verification_method": issuer.verification_method,
            "issued": [{"file": path.name, **_known(sealed), "notes": _notes(sealed.findings)} for path, sealed in done],
            "failed": [{"row": entry.row, **to_dict(error)} for entry, error in failed],
        })  # fmt: skip
        return
    for entry, error in failed:
        error.message = f"Row {entry.row}: {error.message}"
        tell(error, as_json=False)
    console.say(
        f"{args.out}: {len(done)} of {len(answers)} credentials issued" + (", with pictures." if args.bake else ".")
    )
    console.say(f"Issuer  {_who(issuer)}")
    for message, times in _counted(_noted(note) for _, sealed in done for note in sealed.findings).items():
        console.beside("Note    ", message if times == 1 else f"{message} ({times} times)")


def _who(issuer: Issuer) -> str:
    name = issuer.organisation.legal_name
    return issuer.organisation.id or (name.in_language("en")[1] if name else "the holder of the certificate")


def _noted(note: Finding) -> str:
    return f"{note.message} {note.hint}" if note.hint else note.message


def _counted(messages: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for message in messages:
        counts[message] = counts.get(message, 0) + 1
    return counts


def _known(sealed: SealedCredential) -> dict[str, Any]:
    how = {"cryptosuite": sealed.suite} if sealed.level is None else {"level": sealed.level}
    if sealed.token is not None:
        how = {"token": sealed.suite}
    return {"id": sealed.id, "media_type": sealed.media_type, **how}


def _notes(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [{"code": note.code, "severity": note.severity, "message": note.message} for note in findings]


def _loaded(load: Callable[[Mapping[str, Any]], T], name: str) -> T:
    with about(name):
        return load(read_record(Path(name)))


def _securing(args: Namespace, signer: CertifiedSigner) -> str | Sealing | None:
    """What the options ask for; a European Digital Credential is sealed where nobody asks for a proof."""
    if args.profile != "elm":
        for option in _only_in_diplomas(args):
            raise UsageError(
                f"{option} is for European Digital Credentials alone.",
                code="usage.sealing",
                hint="Add --profile elm, or leave it out.",
            )
        return args.securing  # type: ignore[no-any-return]
    return args.securing or sealing_of(args, signer)


def _only_in_diplomas(args: Namespace) -> list[str]:
    given = [f"--{name.replace('_', '-')}" for name in _OF_DIPLOMAS if getattr(args, name)]
    return [*given, "--disclose email"] if "email" in args.disclose else given


def _today() -> date:
    """The day on which this is, here."""
    return datetime.now(UTC).astimezone().date()
