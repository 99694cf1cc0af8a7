"""The claims of a learning credential read back into the model: everything that ``writing`` writes, and of others what is plainly there.

    reading = from_claims(claims)
    reading.credential.achievement.title
    reading.found_at["title"]            # '/achievement_title'
    reading.unread                       # claims that nothing here understands

Nothing in the claims makes reading raise. Give it only what a proof covers and the holder disclosed: reading believes what it reads, and a claim that is
withheld is one that is not there. What the further claim says more than a published claim is believed where the two agree; else the published claim is, which
is what everybody else reads. Claims of others say no language: their texts are of an undetermined one, for ``language_of_classes`` is about the teaching.
"""

from collections.abc import Mapping
from typing import Any

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.learner import Learner
from credseal.model.organisation import Organisation
from credseal.profiles.instants import read_day
from credseal.profiles.issuance import Issuance
from credseal.profiles.learning_credential.dates import read_issued, read_until, show_issued, show_until
from credseal.profiles.learning_credential.further import Group, pointer_of, read_language, unread
from credseal.profiles.learning_credential.kinds import FURTHER
from credseal.profiles.learning_credential.shown import HOMES, Home, agree, show
from credseal.profiles.learning_credential.vocabulary import GROUPS, KNOWN
from credseal.profiles.reading import Reading
from credseal.profiles.tolerant import Log, Node

# Claims that are the securing's, and what is said of the types: read elsewhere.
_OF_THE_SECURING = ("vct", "aka_vcts", "vct#integrity", "nbf", "cnf")
_OF_THE_LEARNER = ("family_name", "given_name", "learner_identification", "sub", "birthdate")
# What stands for several elements, or is known by another name.
_ELEMENT = {("achievement", "picture"): "achievement_picture"}


def from_claims(claims: Any) -> Reading:
    """Read the claims of a learning credential.

    Args:
        claims: a JSON value: the payload that was verified, with the claims that were disclosed.

    Returns:
        What it says. The language of the record is that of its texts.
    """
    if not isinstance(claims, Mapping):
        log = Log(claims, family="learning")
        log.report("odd-shape", "The claims of a learning credential are a JSON object.", "", severity="error")
        return Reading(MicroCredential(), Issuance(), {}, tuple(log.findings), ("",))
    return _Claims(dict(claims)).reading()


class _Claims:
    """The claims of one credential, being read."""

    def __init__(self, claims: Mapping[str, Any]) -> None:
        self.claims = claims
        self.log = Log(claims, family="learning")
        self.root = Node(claims, "", self.log)
        further = self.root.node(FURTHER) if FURTHER in claims else None
        for each in (self.root, further):
            if each:
                self.log.unmark(each.at("type"))  # neither has one
        self.language = read_language(further)
        self.groups = {name: Group(name, further, self.language) for name in GROUPS}

    def reading(self) -> Reading:
        log, root = self.log, self.root
        root.mark(*_OF_THE_SECURING)
        fields: dict[str, dict[str, Any]] = {name: {} for name in GROUPS}
        for key, home in HOMES.items():
            fields[key[0]][key[1]] = self._read(key, home)
        for name, group in self.groups.items():
            for field, value in group.values.items():
                if (name, field) not in HOMES and field not in ("issued", "valid_until"):
                    fields[name][field] = value
                    self._found(name, field, group.at(field))
        fields["issuance"] |= self._read_issuance()
        self._read_language_of_classes()
        learner = self._read_learner(fields["learner"])
        achievement = self._read_achievement(fields["achievement"], fields["issuance"]["sealer"])
        record = {"learner": learner, "achievement": achievement, **fields["award"]}
        credential = log.assemble(MicroCredential, record)
        issuance = log.assemble(Issuance, fields["issuance"])
        self._note_elements(credential, issuance)
        return Reading(credential, issuance, log.found_at, tuple(log.findings), unread(log, self.claims, self.groups))

    def _read(self, key: tuple[str, str], home: Home) -> Any:
        """A field: what the further claim says of it, if that is what is shown as well; else what is shown."""
        group, field = key
        told = {claim: value for claim in home.claims if (value := self._claim(claim)) is not None}
        whole = self.groups[group].values.get(field)
        if told:
            self._found(group, field, self.root.at(next(iter(told))))
        if whole is None:
            return self._shown(home, told) if told else None
        if agree(told, show(home, whole, self.language)):
            self._found(group, field, self.groups[group].at(field))
            return whole
        self._contradicted(group, field)
        return self._shown(home, told)

    def _shown(self, home: Home, told: Mapping[str, Any]) -> Any:
        """What claims say by themselves; where that cannot be, what each of them says that can."""
        possible = self.log.fitting(lambda **known: home.read(known, self.language), _placed(self.root, told))
        if not possible:
            return None
        value = home.read(possible, self.language)
        if value is None:
            for claim in possible:
                self.log.report(
                    "not-understood",
                    "What is said here is in no form that is read.",
                    self.root.at(claim),
                    severity="info",
                )
                self.log.unmark(self.root.at(claim))
        return value

    def _claim(self, claim: str) -> Any:
        """A claim, if it is there and of its kind."""
        if claim not in self.claims:
            return None
        match KNOWN[claim].kind:
            case "texts":
                return self.root.texts(claim) or None
            case "truth value":
                return self.root.flag(claim)
            case "whole number":
                number = self.root.number(claim)
                return int(number) if number is not None and number == int(number) else number
            case _:
                return self.root.text(claim)

    def _read_learner(self, fields: dict[str, Any]) -> Learner:
        log, root = self.log, self.root
        sub = self._claim("sub")
        if sub and log.build(root.at("sub"), Learner, id=sub):
            fields["id"] = sub
        fields["birth_date"] = read_day(root, "birthdate")
        return log.assemble(Learner, fields)

    def _read_achievement(self, fields: dict[str, Any], sealer: Organisation | None) -> Achievement:
        if sealer and "awarding_bodies" not in fields:
            fields["awarding_bodies"] = (sealer,)
            self.log.found("awarding_bodies", self.log.found_at.get("sealer", ""))
        return self.log.assemble(Achievement, {**fields, "language": self.language})

    def _read_issuance(self) -> dict[str, Any]:
        log, root = self.log, self.root
        id_ = self._claim("jti")
        instants = {"issued": (read_issued(root), show_issued), "valid_until": (read_until(root), show_until)}
        exact = self.groups["issuance"].values
        fields: dict[str, Any] = {"status": root.objects("status", "status")}
        if id_ and log.build(root.at("jti"), Issuance, id=id_):
            fields["id"] = id_
        for field, (instant, shown) in instants.items():
            fields[field] = instant
            if field in exact and self._is_shown(log.build(pointer_of("issuance", field), shown, exact[field]) or {}):
                fields[field] = exact[field]
            elif field in exact:  # signed anew, with other seconds
                log.unmark(pointer_of("issuance", field))
        return fields

    def _is_shown(self, shown: Mapping[str, Any]) -> bool:
        told = {claim: self.claims[claim] for claim in shown if claim in self.claims}
        return bool(told) and agree(told, shown)

    def _read_language_of_classes(self) -> None:
        """No field of the record: it was read where it says the language of the texts, as ``writing`` has it."""
        if self._claim("language_of_classes") not in (None, (self.language,)):
            self.log.unmark(self.root.at("language_of_classes"))

    def _note_elements(self, credential: MicroCredential, issuance: Issuance) -> None:
        """Where those elements are that are part of another, or of several claims."""
        log = self.log
        assessments = log.found_at.get("assessments")
        if assessments and any(
            each.supervision or each.identity_verified is not None for each in credential.assessments
        ):
            log.found("supervision", assessments)
        if issuance.sealer and issuance.sealer.address:
            log.found("country_or_region", self._first("issuing_country") or pointer_of("issuance", "sealer"))
        if credential.learner != Learner():
            log.found("learner", self._first(*_OF_THE_LEARNER) or f"/{FURTHER}/learner")

    def _first(self, *claims: str) -> str | None:
        return next((self.root.at(claim) for claim in claims if claim in self.claims), None)

    def _found(self, group: str, field: str, pointer: str) -> None:
        if group != "learner":
            self.log.found(_ELEMENT.get((group, field), field), pointer)

    def _contradicted(self, group: str, field: str) -> None:
        pointer = pointer_of(group, field)
        self.log.report("contradiction", "This is not what the claim beside it says.", pointer, severity="error")
        self.log.unmark(pointer)


def _placed(root: Node, told: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    return {claim: (root.at(claim), value) for claim, value in told.items()}
