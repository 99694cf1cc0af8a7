"""When an issuer counts as recognised: rules, each of which judges what is known of an authenticated issuer, and their combinations.

    rule = any_of(expected(), listed(), domain("uni.example", ".faculties.uni.example"))
    rule = all_of(listed("Universities of Example"), domain())
    str(rule)              # 'listed in the register Universities of Example, and known by its domain'
    Verifier(policy=Policy(recognised_by=rule))

A rule is anything with ``judge`` (and ``str``, for reports). *Passed*: somebody whom the verifier believes vouches for this issuer. *Failed*: somebody
speaks against it. *Inconclusive*: somebody would vouch, but something is missing. None: it has nothing to say about this issuer.

Together, one that fails makes all fail: a warning outweighs every word in favour. Else ``any_of`` passes where one passes, and ``all_of`` where
all pass; else both are inconclusive where one is, and otherwise have nothing to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from credseal.checks.recognition import Recognition, certification, known_by_place, word_of
from credseal.errors import FetchError, PolicyError
from credseal.net.urls import HttpsUrl, parse, shorten
from credseal.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.checks.recognition import IssuerFacts, Rule

T = TypeVar("T")


def expected() -> Rule:
    """The caller named the issuer (``verify(..., issuer=...)``)."""
    return _Expected()


def listed(*registers: str) -> Rule:
    """A register lists the issuer.

    Args:
        registers: the names of the registers that count; without any, all that the verifier believes.
    """
    return _Listed(registers)


def issuer_in(*ids: str) -> Rule:
    """The issuer is one of these.

    Args:
        ids: identifiers, compared letter for letter.

    Raises:
        PolicyError: ``policy.empty``.
    """
    return _IssuerIn(_some(ids))


def domain(*hosts: str) -> Rule:
    """The issuer is known by its domain (did:web, https), which says who runs a web site, not what they may award.

    Args:
        hosts: the host names that count, e.g. ``uni.example``, ``uni.example:8443`` (without port: 443), ``.uni.example`` (all names
            below, and not itself: RFC 5280, section 4.2.1.10); in ASCII, international names in their ``xn--`` form. Whoever can
            publish anywhere on such a host can be the issuer: where that is more than one organisation, name the issuers
            instead. Without any, every domain counts.

    Raises:
        PolicyError: ``policy.host``, this is no host name.
    """
    return _Domain(tuple(_host(text) for text in hosts))


def certified(*, qualified: bool = False) -> Rule:
    """The certificate that it sealed with leads to an authority that the verifier believes (``Anchors``, ``TrustedLists``).

    Args:
        qualified: whether the authority must have been listed in a trusted list of the Union, and granted for e-seals, when the
            seal was put (Regulation (EU) No 910/2014, Articles 22 and 38).
    """
    return _Certified(qualified)


def any_of(*rules: Rule) -> Rule:
    """One of the rules is enough.

    Raises:
        PolicyError: ``policy.empty``.
    """
    return _AnyOf(_some(rules))


def all_of(*rules: Rule) -> Rule:
    """All of the rules are needed.

    Raises:
        PolicyError: ``policy.empty``.
    """
    return _AllOf(_some(rules))


@dataclass(frozen=True)
class _Expected:
    def judge(self, facts: IssuerFacts) -> Recognition | None:
        if not facts.is_expected:
            return None
        return Recognition(Outcome.PASSED, "issuer.expected", "The issuer is the one you expect.")

    def __str__(self) -> str:
        return "the one you expect"


@dataclass(frozen=True)
class _Listed:
    registers: tuple[str, ...]

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        if missing := set(self.registers) - {register.name for register in facts.registers}:
            return Recognition(
                Outcome.INCONCLUSIVE,
                "issuer.no-register",
                f"The policy asks {' and '.join(f'the register {name}' for name in sorted(missing))}, which was not given.",
                "Give the verifier every register that its policy names.",
            )
        names = [register.name for register in facts.registers]
        if twice := sorted(name for name in set(self.registers) if names.count(name) > 1):
            return Recognition(
                Outcome.INCONCLUSIVE,
                "issuer.register-ambiguous",
                f"Several registers call themselves {twice[0]}, so that the one which the policy means cannot be told.",
                'Give each of them a name of yours (Register.load(..., name="...")).',
            )
        asked = [each for each in facts.listings if not self.registers or each.register.name in self.registers]
        return word_of(asked, facts.now)

    def __str__(self) -> str:
        if not self.registers:
            return "listed in a register that you believe"
        return f"listed in {_or(f'the register {name}' for name in self.registers)}"


@dataclass(frozen=True)
class _IssuerIn:
    ids: tuple[str, ...]

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        if facts.id not in self.ids:
            return None
        return Recognition(Outcome.PASSED, "issuer.named", "The issuer is one that your policy names.")

    def __str__(self) -> str:
        return f"one of {len(self.ids)} that it names" if len(self.ids) > 1 else shorten(self.ids[0])


@dataclass(frozen=True)
class _Host:
    """One host that counts, or all below it."""

    name: str
    port: int
    below: bool

    def matches(self, address: HttpsUrl) -> bool:
        named = address.host.endswith(f".{self.name}") if self.below else address.host == self.name
        return named and address.port == self.port

    def __str__(self) -> str:
        return f"{'.' if self.below else ''}{HttpsUrl(self.name, self.port, '').authority}"


@dataclass(frozen=True)
class _Domain:
    hosts: tuple[_Host, ...]

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        address = facts.address
        if address is None or (self.hosts and not any(host.matches(address) for host in self.hosts)):
            return None
        return Recognition(Outcome.PASSED, "issuer.domain", known_by_place(facts.place or ""))

    def __str__(self) -> str:
        return f"known by the domain {_or(map(str, self.hosts))}" if self.hosts else "known by its domain"


@dataclass(frozen=True)
class _Certified:
    qualified: bool

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        return certification(facts.certified, qualified=self.qualified)

    def __str__(self) -> str:
        return "one with a qualified seal" if self.qualified else "certified by an authority that you believe"


@dataclass(frozen=True)
class _AnyOf:
    rules: tuple[Rule, ...]

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        said = [each for each in (rule.judge(facts) for rule in self.rules) if each is not None]
        for outcome in (Outcome.FAILED, Outcome.PASSED):
            for each in said:
                if each.outcome is outcome:
                    return each
        return _together(said) if said else None

    def __str__(self) -> str:
        return ", or ".join(_grouped(rule) for rule in self.rules)


@dataclass(frozen=True)
class _AllOf:
    rules: tuple[Rule, ...]

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        answers = [rule.judge(facts) for rule in self.rules]
        said = [each for each in answers if each is not None]
        for each in said:
            if each.outcome is Outcome.FAILED:
                return each
        undecided = [each for each in said if each.outcome is not Outcome.PASSED]
        if undecided:
            return _together(undecided)
        return _together(said) if len(said) == len(answers) else None

    def __str__(self) -> str:
        return ", and ".join(_grouped(rule) for rule in self.rules)


def _together(said: list[Recognition]) -> Recognition:
    """Several answers of one kind as one: the code of the first, and what each of them says."""
    messages = dict.fromkeys(each.message for each in said)
    hints = dict.fromkeys(each.hint for each in said if each.hint)
    outcome = Outcome.PASSED if said[0].outcome is Outcome.PASSED else Outcome.INCONCLUSIVE
    return Recognition(outcome, said[0].code, " ".join(messages), " ".join(hints) or None)


def _host(text: str) -> _Host:
    below = text.startswith(".")
    try:
        address = parse(f"https://{text[below:]}")
    except FetchError as error:
        raise _no_host(text) from error
    if address.target != "/" or text.endswith("/"):
        raise _no_host(text)
    return _Host(address.host, address.port, below)


def _no_host(text: str) -> PolicyError:
    return PolicyError(
        f"'{shorten(text)}' is no host name.",
        code="policy.host",
        hint="Write it in ASCII and without https://, e.g. uni.example, uni.example:8443 or .uni.example for all below it.",
    )


def _some(given: tuple[T, ...]) -> tuple[T, ...]:
    if not given:
        raise PolicyError("A rule that names nothing recognises nobody, or everybody.", code="policy.empty")
    return given


def _grouped(rule: Rule) -> str:
    return f"({rule})" if isinstance(rule, _AnyOf | _AllOf) and len(rule.rules) > 1 else str(rule)


def _or(names: Iterable[str]) -> str:
    return " or ".join(names)
