"""When an issuer counts as recognised: rules, what they say together, and what a report makes of it."""

import copy
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from badges import open_badge
from credseal.checks.policy import Policy
from credseal.checks.recognition import IssuerFacts, Recognition
from credseal.checks.rules import all_of, any_of, domain, expected, issuer_in, listed
from credseal.did.key import did_of, method_id_of
from credseal.errors import PolicyError
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import generate
from credseal.report import Outcome, Verdict
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.register import Register
from credseal.verifier import Verifier
from registers import NOW, RegisterKeeper
from simulators import IssuerWeb

PASSED, FAILED, INCONCLUSIVE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
UNI = "did:web:uni.example"


def register(name="Universities", identifier=UNI, **entry):
    return Register.load({"name": name, "issuers": [{"id": identifier, "name": "University of Example", **entry}]})


def judged(rule, identifier=UNI, *registers, is_expected=False):
    found = rule.judge(IssuerFacts(identifier, NOW, registers, is_expected=is_expected))
    return None if found is None else (found.outcome, found.code)


# --- one rule -----------------------------------------------------------------------------------------------------------------


def test_an_expected_issuer_is_recognised_and_none_other():
    assert judged(expected(), is_expected=True) == (PASSED, "issuer.expected")
    assert judged(expected()) is None


def test_a_listed_issuer_is_recognised_and_of_others_nothing_is_said():
    assert judged(listed(), UNI, register()) == (PASSED, "issuer.listed")
    assert judged(listed(), "did:web:other.example", register()) is None
    assert judged(listed()) is None


def test_an_issuer_is_listed_under_each_of_its_identifiers():
    also = register(also_known_as=["https://uni.example/issuer"])
    assert judged(listed(), "https://uni.example/issuer", also) == (PASSED, "issuer.listed")
    assert judged(listed(), "https://uni.example/issuer/", also) is None


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        ({"valid_until": "2026-11-20"}, (INCONCLUSIVE, "issuer.listing-over")),
        ({"valid_from": "2026-11-24"}, (INCONCLUSIVE, "issuer.listing-over")),
        ({"expires": "2026-11-22T10:00:00Z"}, (INCONCLUSIVE, "issuer.register-outdated")),
        ({"expires": "2026-11-22T10:00:01Z"}, (PASSED, "issuer.listed")),
        ({"status": "suspended"}, (FAILED, "issuer.suspended")),
        ({"status": "withdrawn"}, (FAILED, "issuer.withdrawn")),
        ({"status": "withdrawn", "valid_until": "2026-01-01"}, (FAILED, "issuer.withdrawn")),
        ({"status": "withdrawn", "expires": "2026-11-22T10:00:00Z"}, (INCONCLUSIVE, "issuer.register-outdated")),
    ],
)
def test_a_listing_counts_only_while_it_is_in_force_and_up_to_date(entry, answer):
    assert judged(listed(), UNI, register(**entry)) == answer


@pytest.mark.parametrize("members", [{"expires": "2026-11-22T10:00:00Z"}, {"updated": "2026-11-24"}])
def test_a_register_that_is_out_of_date_or_from_the_future_leaves_it_open(members):
    data = {"name": "Old", "issuers": [{"id": UNI, "name": "University of Example"}], **members}
    assert judged(listed(), UNI, Register.load(data)) == (INCONCLUSIVE, "issuer.register-outdated")
    assert judged(listed(), UNI, Register.load(data), register()) == (PASSED, "issuer.listed")


def test_named_registers_are_the_ones_that_count():
    both = (register("Universities"), register("Colleges", "did:web:college.example"))
    assert judged(listed("Universities"), UNI, *both) == (PASSED, "issuer.listed")
    assert judged(listed("Colleges"), UNI, *both) is None
    assert judged(listed("Universities", "Colleges"), "did:web:college.example", *both) == (PASSED, "issuer.listed")


def test_a_register_that_the_policy_names_and_nobody_gave_is_missed_aloud():
    assert judged(listed("Universities"), UNI, register("universities")) == (INCONCLUSIVE, "issuer.no-register")


def test_named_issuers_are_compared_letter_for_letter():
    rule = issuer_in(UNI, "https://uni.example/")
    assert judged(rule) == (PASSED, "issuer.named")
    for other in (
        "did:web:Uni.example",
        "did:web:uni.example:u:bob",
        "https://uni.example",
        "did:web:uni.example%3A443",
    ):
        assert judged(rule, other) is None


@pytest.mark.parametrize(
    ("hosts", "identifier", "counts"),
    [
        ((), UNI, True),
        ((), "https://uni.example/issuers/5", True),
        ((), "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", False),
        (("uni.example",), UNI, True),
        (("UNI.example",), "did:web:uni.EXAMPLE", True),
        (("uni.example",), "https://uni.example:443/issuer", True),
        (("uni.example",), "did:web:uni.example:u:bob", True),
        (("other.example", "uni.example"), UNI, True),
        (("uni.example",), "did:web:faculty.uni.example", False),
        (("uni.example",), "did:web:evil-uni.example", False),
        (("uni.example",), "did:web:uni.example.evil.example", False),
        (("uni.example",), "did:web:uni.example%3A8443", False),
        (("uni.example:8443",), "did:web:uni.example%3a8443", True),
        (("uni.example:8443",), UNI, False),
        ((".uni.example",), "did:web:faculty.uni.example", True),
        ((".uni.example",), "https://a.b.uni.example/issuer", True),
        ((".uni.example",), UNI, False),
        ((".uni.example",), "did:web:evil-uni.example", False),
        (("xn--universitt-y2a.example",), "did:web:xn--universitt-y2a.example", True),
        # What leads to no host has no domain: trailing dots, user information, addresses, other schemes.
        ((), "did:web:uni.example.", False),
        ((), "https://uni.example.@evil.example/", False),
        ((), "https://uni.example@evil.example/", False),
        ((), "did:web:127.0.0.1", False),
        ((), "did:web:uni.example%2Fevil", False),
        ((), "http://uni.example/", False),
        ((), "https://uni.еxample/", False),  # noqa: RUF001  a Cyrillic letter
        ((), "did:web:uni.example#key-1", False),
        ((), "", False),
    ],
)
def test_domains_are_compared_as_hosts(hosts, identifier, counts):
    assert judged(domain(*hosts), identifier) == ((PASSED, "issuer.domain") if counts else None)


@pytest.mark.parametrize(
    "host",
    ["", ".", "..uni.example", "uni", "uni.example.", "https://uni.example", "uni.example/", "uni.example/x", "u@uni.example",
     "*.uni.example", "universität.example", "uni.example:0", "uni.example:x", "127.0.0.1", "[::1]", "uni.example ", "uni.example?", "uni.example#"],
)  # fmt: skip
def test_what_is_no_host_name_is_refused_when_the_policy_is_made(host):
    with pytest.raises(PolicyError) as caught:
        domain(host)
    assert caught.value.code == "policy.host"


# --- rules together -----------------------------------------------------------------------------------------------------------


def test_any_of_takes_the_first_word_in_favour():
    rule = any_of(listed(), issuer_in("did:web:college.example"), domain("uni.example"))
    assert judged(rule) == (PASSED, "issuer.domain")
    assert judged(rule, UNI, register()) == (PASSED, "issuer.listed")
    assert judged(rule, "did:web:college.example") == (PASSED, "issuer.named")
    assert judged(rule, "did:web:other.example") is None


def test_all_of_needs_every_word():
    rule = all_of(listed("Universities"), domain())
    assert judged(rule, UNI, register()) == (PASSED, "issuer.listed")
    assert judged(rule, "did:web:other.example", register()) is None
    key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    assert judged(rule, key, register(identifier=key)) is None
    assert judged(rule, UNI, register(valid_until="2020-01-01")) == (INCONCLUSIVE, "issuer.listing-over")


def test_what_speaks_against_an_issuer_outweighs_everything():
    withdrawn = register(status="withdrawn")
    for rule in (any_of(domain(), listed()), any_of(issuer_in(UNI), listed()), all_of(domain(), listed())):
        assert judged(rule, UNI, withdrawn) == (FAILED, "issuer.withdrawn")
    assert judged(any_of(domain(), listed()), UNI, register("A"), register("B", status="suspended")) == (
        FAILED,
        "issuer.suspended",
    )


def test_what_several_rules_say_is_said_together():
    over = register("Old", valid_until="2020-01-01")
    found = all_of(listed(), listed("New")).judge(IssuerFacts(UNI, NOW, (over,)))
    assert found.message == (
        "The register Old lists the issuer, but not for today. The policy asks the register New, which was not given."
    )
    assert found.hint.startswith("Ask for an up-to-date register. Give the verifier")
    both = all_of(listed(), domain()).judge(IssuerFacts(UNI, NOW, (register(),)))
    assert both.message == (
        "The register Universities, neither pinned nor signed, lists the issuer as University of Example. The issuer is known "
        "by its domain, uni.example: that is who runs a web site, not what they may award."
    )


@pytest.mark.parametrize("combine", [any_of, all_of, issuer_in])
def test_a_rule_of_nothing_is_refused(combine):
    with pytest.raises(PolicyError) as caught:
        combine()
    assert caught.value.code == "policy.empty"


def test_rules_say_what_they_ask_for():
    rule = all_of(listed("Universities"), any_of(expected(), domain("uni.example", ".uni.example:8443")))
    assert str(rule) == (
        "listed in the register Universities, and (the one you expect, or known by the domain uni.example or .uni.example:8443)"
    )
    assert str(any_of(issuer_in(UNI), issuer_in("did:a:b", "did:c:d"), listed(), domain())) == (
        "did:web:uni.example, or one of 2 that it names, or listed in a register that you believe, or known by its domain"
    )


def test_rules_and_policies_are_values():
    assert Policy() == Policy.AUTHENTIC
    assert any_of(listed("A"), domain("UNI.example")) == any_of(listed("A"), domain("uni.example:443"))
    assert len({Policy.AUTHENTIC, Policy.DOMAIN, Policy.ONEDTECH, Policy()}) == 3
    assert Policy.ONEDTECH.recognised_by == Policy.AUTHENTIC.recognised_by
    assert [policy.onedtech for policy in (Policy.AUTHENTIC, Policy.DOMAIN, Policy.ONEDTECH)] == [False, False, True]
    assert replace(Policy.DOMAIN, onedtech=True).recognised_by == Policy.DOMAIN.recognised_by


# --- in a report --------------------------------------------------------------------------------------------------------------

SIGNER = generate()
DID = did_of(SIGNER.public_key)


def badge(identifier, method):
    document = copy.deepcopy(open_badge())
    del document["credentialStatus"]
    document["issuer"]["id"] = identifier
    options = ProofOptions(created=NOW)
    return json.dumps(sign(document, SIGNER, verification_method=method, options=options))


def web_of(identifier, url):
    key = to_multikey(SIGNER.public_key)
    method = {"id": f"{identifier}#key-1", "type": "Multikey", "controller": identifier, "publicKeyMultibase": key}
    web = IssuerWeb()
    web.publish(url, {"id": identifier, "verificationMethod": [method], "assertionMethod": [method["id"]]})
    return web


def answer(*registers, policy=Policy.AUTHENTIC, identifier=DID, url=None, **asked):
    fetch = web_of(identifier, url) if url else None
    method = f"{identifier}#key-1" if url else method_id_of(identifier)
    verifier = Verifier(policy, trust=registers, fetch=fetch, clock=lambda: NOW)
    report = verifier.inspect(badge(identifier, method), **asked)
    return report, report.check("issuer_recognised")


def at_uni(*registers, **how):
    return answer(*registers, identifier=UNI, url="https://uni.example/.well-known/did.json", **how)


def test_not_listed_is_not_distrusted():
    other = register(identifier="did:web:other.example")
    report, check = answer(other)
    assert (report.verdict, check.outcome, check.code) == (Verdict.UNDETERMINED, INCONCLUSIVE, "issuer.unknown-key")
    assert "anyone can make such a key" in check.message
    assert "It is not listed in Universities, which says nothing against it." in check.message
    _, check = at_uni(other)
    assert check.code == "issuer.domain"
    assert check.message.endswith("It is not listed in Universities, which says nothing against it.")
    assert "not listed" not in answer()[1].message


def test_a_report_says_how_the_register_is_known():
    keeper = RegisterKeeper()
    keeper.list(DID)
    report, check = answer(Register.load(keeper.sealed(), signed_by=keeper.did))
    assert report.verdict is Verdict.ACCEPTED
    assert check.message == (
        f"The register Universities of Example, signed by {keeper.did}, lists the issuer as University of Example."
    )
    assert report.issuer.confirmed_by == f"the register Universities of Example (signed by {keeper.did})"
    _, check = answer(Register.load(keeper.plain()))
    assert "neither pinned nor signed" in check.message


@pytest.mark.parametrize("status", ["suspended", "withdrawn"])
def test_an_issuer_that_a_trusted_register_warns_of_is_rejected_whatever_the_policy_accepts(status):
    against = register(status=status)
    for policy in (
        Policy.AUTHENTIC,
        Policy.DOMAIN,
        Policy(recognised_by=issuer_in(UNI)),
        Policy(recognised_by=domain()),
    ):
        report, check = at_uni(against, policy=policy)
        assert (report.verdict, check.outcome, check.code) == (Verdict.REJECTED, FAILED, f"issuer.{status}")
        assert "only today counts" in check.message
    assert at_uni(against, issuer=UNI)[1].code == f"issuer.{status}"


def test_of_two_registers_that_disagree_the_one_that_warns_is_believed_and_both_are_named():
    for registers in (
        (register("A"), register("B", status="withdrawn")),
        (register("B", status="withdrawn"), register("A")),
    ):
        report, check = at_uni(*registers)
        assert report.verdict is Verdict.REJECTED
        assert check.message.startswith(
            "The register B lists the issuer, University of Example, as withdrawn, though the register A lists it as in force."
        )


def test_a_warning_that_is_out_of_date_leaves_it_open_even_where_another_register_is_content():
    old = register("B", status="withdrawn", expires="2026-11-01T00:00:00Z")
    report, check = at_uni(register("A"), old, policy=Policy.DOMAIN)
    assert (report.verdict, check.code) == (Verdict.UNDETERMINED, "issuer.register-outdated")
    assert "the register A lists it as in force; but that is out of date" in check.message


def test_registers_speak_of_today_whatever_day_the_dates_are_judged_by():
    over = register(identifier=DID, valid_until="2026-11-20")
    report, check = answer(over, at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert (report.verdict, check.code) == (Verdict.UNDETERMINED, "issuer.listing-over")
    assert answer(register(identifier=DID), at=NOW + timedelta(days=1))[1].outcome is PASSED


def test_a_policy_of_one_s_own_says_whom_it_recognises():
    policy = Policy(recognised_by=all_of(listed("Universities"), domain("uni.example")))
    report, check = answer(register(identifier="did:web:other.example"), policy=policy)
    assert report.verdict is Verdict.UNDETERMINED
    assert check.hint == (
        "Recognised is an issuer that is listed in the register Universities, and known by the domain uni.example."
    )
    assert at_uni(register(), policy=policy)[0].verdict is Verdict.ACCEPTED


def test_a_policy_that_names_an_issuer_confirms_it_by_the_caller_s_word():
    report, check = answer(policy=Policy(recognised_by=issuer_in(DID)))
    assert (report.verdict, check.code) == (Verdict.ACCEPTED, "issuer.named")
    assert report.issuer.confirmed_name is None
    assert report.issuer.confirmed_by == "you: your policy names this issuer"


def test_an_expected_issuer_is_enough_only_where_the_policy_says_so_and_needed_always():
    strict = Policy(recognised_by=listed("Universities"))
    assert answer(register(identifier="did:web:other.example"), policy=strict, issuer=DID)[1].outcome is INCONCLUSIVE
    assert answer(register(identifier=DID), policy=strict, issuer="did:web:other.example")[1].code == "issuer.other"


def test_an_issuer_on_a_part_of_a_site_is_shown_with_its_path():
    report, check = answer(identifier="did:web:uni.example:u:bob", url="https://uni.example/u/bob/did.json")
    assert check.code == "issuer.domain"
    assert "known by its place on the web, uni.example/u/bob: that is who runs this part of a site" in check.message
    assert report.issuer.confirmed_name == "uni.example/u/bob"


@dataclass(frozen=True)
class Careless:
    outcome: Outcome

    def judge(self, facts):  # noqa: ARG002  a careless one
        return Recognition(self.outcome, "own.code", "Fine.")


@pytest.mark.parametrize("outcome", Outcome)
def test_no_word_but_passed_lets_a_credential_pass(outcome):
    for rule in (Careless(outcome), any_of(Careless(outcome), listed()), all_of(Careless(outcome))):
        report, check = answer(policy=Policy(recognised_by=rule))
        assert check.code == "own.code"
        assert check.outcome in (PASSED, FAILED, INCONCLUSIVE)
        assert (report.verdict is Verdict.ACCEPTED) is (outcome is PASSED)
