"""What the caller of the command knows and expects: a verifier made from options, and who the learner must be.

verifier = verifier_of(args)
learner = expected_learner(args)        # None: not asked
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.cli.believing import pid_providers, trusted
from credseal.cli.problems import UsageError, about
from credseal.cli.times import day
from credseal.did.resolver import DefaultResolver
from credseal.encoding import strict_json
from credseal.encoding.inert import inert
from credseal.errors import InputError
from credseal.files import read
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.model.files import read_record
from credseal.model.learner import EMAIL, Learner
from credseal.model.load import load_learner
from credseal.model.organisation import Identifier
from credseal.net.guarded import guarded_fetch
from credseal.net.supplied import SuppliedDocuments
from credseal.trust.register import Register
from credseal.verifier import Verifier

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.encoding.strict_json import JsonObject

_POLICIES = {
    "authentic": Policy.AUTHENTIC,
    "domain": Policy.DOMAIN,
    "qualified": Policy.QUALIFIED,
    "1edtech": Policy.ONEDTECH,
}

_LEARNER_OPTIONS = (
    "learner", "learner_did", "learner_email", "learner_id", "learner_given_name", "learner_family_name", "learner_birth_date",
    "learner_source",
)  # fmt: skip


def verifier_of(args: Namespace) -> Verifier:
    """A verifier as the options have it.

    Raises:
        UsageError: ``usage.context``, ``usage.register``.
        CredsealError: a register, document or context cannot be read.
    """
    if not args.register and (args.register_signer, args.register_sha256) != (None, None):
        raise UsageError(
            "--register-signer and --register-sha256 say how a register must be known, and none was given.",
            code="usage.register",
            hint="Give it: --register FILE.",
        )
    documents = dict(_document(name) for name in args.document)
    # What lies at an address is handed out by a fetch, whoever asks for it; what a DID leads to, by the resolver.
    on_web = {name: each for name, each in documents.items() if name.startswith(("http://", "https://"))}
    supplied = {name: strict_json.dumps(each).encode() for name, each in on_web.items()}
    fetch = SuppliedDocuments(supplied, otherwise=None if args.offline else guarded_fetch)
    extra = dict(_context(given) for given in args.context)
    return Verifier(
        _POLICIES[args.policy],
        resolver=DefaultResolver(
            fetch, documents={name: each for name, each in documents.items() if name not in on_web}
        ),
        fetch=fetch,
        trust=[*(_register(name, args) for name in args.register), *trusted(args)],
        contexts=Contexts(extra=extra) if extra else BUNDLED,
    )


def expected_learner(args: Namespace) -> ExpectedLearner | None:
    """Who the learner must be, as the options have it; None where they say nothing.

    Raises:
        UsageError: ``usage.date``, ``usage.learner-id``.
        CredsealError: the record of the person cannot be read, or nothing in it can be compared.
    """
    if all(getattr(args, option) in (None, []) for option in _LEARNER_OPTIONS):
        return None
    record = Learner()
    if args.learner is not None:
        with about(args.learner):
            record = load_learner(read_record(Path(args.learner)))
    present = next((name for name in record.names if not name.former), None)
    others = [name for name in record.names if name is not present]
    if present and not (present.given or present.family):
        others.insert(0, present)  # one whole name: which part is which is not known
    own = [_identifier(given) for given in args.learner_id]
    types = {each.type for each in own} | ({EMAIL} if args.learner_email is not None else set())
    kept = [each for each in record.identifiers if each.type not in types]
    # An option that was given counts, also with nothing in it: an empty variable of a script must not pass for nobody asked.
    born = args.learner_birth_date
    return ExpectedLearner(
        did=_given(args.learner_did, record.id),
        email=args.learner_email,
        identifiers=(*kept, *own),
        given_name=_given(args.learner_given_name, present.given if present else None),
        family_name=_given(args.learner_family_name, present.family if present else None),
        birth_date=record.birth_date if born is None else day("--learner-birth-date", born),
        also_known_as=tuple(name.written for name in others),
        source=args.learner_source,
    )


def presented_to(args: Namespace) -> dict[str, Any]:
    """What presentations must have been made for, as ``Verifier.verify_presentation`` takes it; empty where credentials are verified.

    Raises:
        UsageError: ``usage.presentation``, only some of what it takes is given.
    """
    if args.challenge is None and args.audience is None:
        if args.max_age is not None or args.compat or args.pid_issuer or args.pid_anchors:
            raise _half_an_occasion("--max-age, --compat, --pid-issuer and --pid-anchors are about presentations, and")
        return {}
    if args.challenge is None or args.audience is None:
        raise _half_an_occasion("Of --challenge and --audience one is missing:")
    occasion = {
        "challenge": args.challenge,
        "audience": args.audience,
        "compat": args.compat,
        "pid": pid_providers(args.pid_issuer, args.pid_anchors),
    }
    return occasion if args.max_age is None else {**occasion, "max_age": timedelta(minutes=args.max_age)}


def _half_an_occasion(what: str) -> UsageError:
    return UsageError(
        f"{what} a presentation counts for one verifier and one challenge.",
        code="usage.presentation",
        hint="Give both: --challenge, what you sent to whoever presents, and --audience, how you called yourself.",
    )


def _given(option: str | None, otherwise: str | None) -> str | None:
    return otherwise if option is None else option


def _identifier(given: str) -> Identifier:
    type_, found, value = given.partition("=")
    if not (found and type_ and value):
        raise UsageError(
            "--learner-id names no type and value.",
            code="usage.learner-id",
            hint="Write --learner-id student-number=42.",
        )
    return Identifier(type_, value)


def _register(name: str, args: Namespace) -> Register:
    with about(name):
        return Register.load(Path(name), signed_by=args.register_signer, sha256=args.register_sha256)


def _document(name: str) -> tuple[str, JsonObject]:
    document = _json_object(name)
    identifier = document.get("id")
    if not isinstance(identifier, str):
        raise InputError(
            f'{name}: A DID or controller document has an "id", a text.', code="document.id", pointer="/id"
        )
    return identifier, document


def _context(given: str) -> tuple[str, JsonObject]:
    url, _, name = given.rpartition("=")
    if not url:
        raise UsageError(
            f"--context {inert(given)} names no URL.", code="usage.context", hint="Write --context URL=FILE."
        )
    document = _json_object(name)
    if "@context" not in document:
        raise InputError(f'{name}: A context document has the member "@context".', code="contexts.shape", pointer="")
    return url, document


def _json_object(name: str) -> JsonObject:
    with about(name):
        value = strict_json.loads(read(Path(name), limit=strict_json.DEFAULT.bytes))
    if not isinstance(value, dict):
        raise InputError(f"{name}: The JSON is not an object.", code="json.shape", pointer="")
    return value
