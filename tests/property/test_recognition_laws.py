"""What rules say together, for any rules: nothing but words in favour recognises anybody, and one word against is enough."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from credseal.checks.recognition import IssuerFacts, Recognition
from credseal.checks.rules import all_of, any_of
from credseal.report import Outcome
from registers import NOW

FACTS = IssuerFacts("did:web:uni.example", NOW)
WORDS = (None, Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE)


@dataclass(frozen=True)
class Says:
    """A rule that always says the same."""

    outcome: Outcome | None

    def judge(self, facts):
        assert facts is FACTS
        return (
            None if self.outcome is None else Recognition(self.outcome, f"says.{self.outcome}", f"It {self.outcome}.")
        )


leaves = st.sampled_from(WORDS).map(Says)
rules = st.recursive(
    leaves, lambda some: st.builds(lambda how, of: how(*of), st.sampled_from((any_of, all_of)), st.lists(some, min_size=1, max_size=4))
)  # fmt: skip


def word(rule):
    found = rule.judge(FACTS)
    return None if found is None else found.outcome


@given(st.lists(rules, min_size=1, max_size=5))
def test_together_they_say_what_the_table_says(parts):
    words = [word(part) for part in parts]
    either, both = word(any_of(*parts)), word(all_of(*parts))
    if Outcome.FAILED in words:
        assert either is both is Outcome.FAILED
        return
    assert (either is Outcome.PASSED) is (Outcome.PASSED in words)
    assert (either is None) is (set(words) == {None})
    assert (both is Outcome.PASSED) is (set(words) == {Outcome.PASSED})
    assert (both is Outcome.INCONCLUSIVE) is (Outcome.INCONCLUSIVE in words)


@given(st.lists(rules, min_size=1, max_size=5), st.randoms())
def test_the_order_of_rules_never_decides(parts, random):
    shuffled = random.sample(parts, len(parts))
    for combine in (any_of, all_of):
        assert word(combine(*parts)) is word(combine(*shuffled))


@given(rules)
def test_a_rule_alone_says_what_it_says(rule):
    assert word(any_of(rule)) is word(all_of(rule)) is word(rule)


@given(st.lists(rules, min_size=1, max_size=4), rules)
def test_one_more_thing_to_ask_for_never_lets_more_pass(parts, more):
    if word(all_of(*parts, more)) is Outcome.PASSED:
        assert word(all_of(*parts)) is Outcome.PASSED
