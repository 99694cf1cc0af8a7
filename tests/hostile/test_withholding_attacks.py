"""A holder could leave out what decides about a credential, if its issuer could be talked into letting them: every way to it is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credseal.encoding import strict_json
from credseal.errors import CredsealError
from credseal.issuer import Issuer
from credseal.issuer.claims import disclosable_of
from credseal.issuer.withholding import chosen
from credseal.keys.signer import generate
from credseal.profiles.learning_credential import FURTHER, NEVER_SELECTIVE
from credseal.securing.sd_jwt import parsing, vc
from credseal.securing.sd_jwt.issuing import MOST_PADDING
from credseal.securing.sd_jwt.presenting import present
from records import UNIVERSITY, credential
from sd_jwts import refusal

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY = generate("P-256")
ISSUER = Issuer(replace(UNIVERSITY, id=None), KEY, clock=lambda: AT)
STATUS = {"status_list": {"idx": 7, "uri": "https://uni.example/status/1"}}


def sealed(*paths, **options):
    return ISSUER.issue(credential(), profile="learning", may_withhold=paths, **options)


CLAIMS = {**sealed(valid_until=AT + timedelta(days=365)).document, "status": STATUS}


def places_of(value, place=()):
    """Everywhere in some claims."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*place, step)
            yield from places_of(inner, (*place, step))


def is_never(place):
    return any(place[: len(each)] == each[: len(place)] for each in NEVER_SELECTIVE)


@pytest.mark.parametrize("place", [each for each in places_of(CLAIMS) if is_never(each)], ids=str)
def test_nothing_that_decides_is_withheld_nor_a_part_of_it(place):
    """Title, authority, levels and each of their parts, ends, status, the holder's key."""
    assert refusal(chosen, CLAIMS, [place]) == "issuing.withhold-never"


@pytest.mark.parametrize("path", NEVER_SELECTIVE, ids=".".join)
def test_nor_all_of_its_parts_by_one_name(path):
    assert refusal(chosen, CLAIMS, [(*path, None)]) == "issuing.withhold-never"


def test_every_part_of_the_levels_by_name():
    levels = (FURTHER, "achievement", "levels")
    parts = [(*levels, index, name) for index in range(3) for name in ("framework", "value")]
    assert refusal(chosen, CLAIMS, parts) == "issuing.withhold-never"
    assert refusal(chosen, CLAIMS, [(*levels, None, "value")]) == "issuing.withhold-never"
    assert refusal(chosen, CLAIMS, [(FURTHER, "achievement")]) == "issuing.withhold-never"


@pytest.mark.parametrize("path", [("cnf",), ("cnf", "jwk"), ("cnf", "jwk", "x")])
def test_the_holders_key(path):
    holder = generate("P-256").public_key
    assert refusal(sealed, path, holder_key=holder) == "issuing.withhold-never"
    assert "jwk" in parsing.parse(sealed(("sub",), holder_key=holder).token).claims["cnf"]


@pytest.mark.parametrize("path", [("status",), ("status", "status_list"), ("status", "status_list", "idx")])
def test_the_status(path):
    options = {"identifier": "urn:uuid:1", "verification_method": ISSUER.verification_method}
    assert refusal(disclosable_of, CLAIMS, KEY, may_withhold=[path], **options) == "issuing.withhold-never"
    made = disclosable_of(CLAIMS, KEY, may_withhold=[("sub",)], pad_to=8, **options)
    assert parsing.parse(made.token).claims["status"] == STATUS
    assert parsing.parse(present(parsing.parse(made.token), [])).processed().payload["status"] == STATUS


def test_what_decides_and_is_not_there_is_not_chosen_for_when_it_will_be():
    assert {"nbf", "vct#integrity"} & CLAIMS.keys() == set()
    for name in ("nbf", "vct#integrity"):
        assert refusal(chosen, CLAIMS, [(name,)]) == "issuing.withhold-never"


@pytest.mark.parametrize(
    "path",
    [("_sd",), ("_sd_alg",), ("...",), ("_sd", 0), (FURTHER, "_sd"), (FURTHER, "..."), (FURTHER, "award", "_sd")],
)
def test_names_of_sd_jwt_itself(path):
    assert refusal(sealed, path) == "issuing.withhold-missing"


@pytest.mark.parametrize("path", [(None,), (FURTHER, None), (FURTHER, None, "levels"), (FURTHER, "achievement", None)])
def test_a_name_for_everything(path):
    assert refusal(sealed, path) == "sd-jwt.path"


def test_a_thousand_paths():
    assert refusal(sealed, *[("sub",)] * 1000) == "issuing.withhold-twice"
    assert refusal(sealed, *[(f"claim-{each}",) for each in range(1000)]) == "issuing.withhold-missing"
    assert refusal(sealed, *[("learning_outcomes", each) for each in range(1000)]) == "issuing.withhold-missing"


def test_a_list_with_more_entries_than_a_reader_takes():
    many = {**CLAIMS, "learning_outcomes": [str(each) for each in range(2001)]}
    places = chosen(many, [("learning_outcomes", None)])
    assert refusal(vc.issue, many, KEY, kid=ISSUER.verification_method, disclosable=places) == "sd-jwt.count"


@pytest.mark.parametrize("index", [10**9, 10**30, 10**5000, -1, True, 1.0], ids=range(6))
def test_a_place_that_no_list_has(index):
    """A number of thousands of digits is not even written into the message."""
    assert refusal(sealed, ("learning_outcomes", index)) == "sd-jwt.path"
    assert refusal(present, parsing.parse(sealed(("sub",)).token), [("learning_outcomes", index)]) == "sd-jwt.path"


@pytest.mark.parametrize("path", ["sub", "", "assessment_grade", ("sub",) * 65, ("a" * 10**6,)])
def test_what_is_no_path(path):
    """A text is a sequence of texts as well, and would name the claims "s", "u" and "b"."""
    with pytest.raises(CredsealError) as caught:
        sealed(path)
    assert caught.value.code in {"sd-jwt.path", "issuing.withhold-missing"}
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("pad_to", [0, -1, MOST_PADDING + 1, 10**9])
def test_decoys_without_end(pad_to):
    assert refusal(sealed, ("sub",), pad_to=pad_to) == "sd-jwt.padding"


def test_a_decoy_discloses_nothing():
    """Nobody, not even the issuer, has what would fit it: taken for a disclosure it is one that is not there."""
    made = parsing.parse(sealed(("sub",), pad_to=MOST_PADDING).token)
    assert len(made.claims["_sd"]) == MOST_PADDING
    assert len(made.disclosures) == 1
    assert sum(one.digests for one in made.processed().withheld) == MOST_PADDING - 1


def test_what_may_be_withheld_stands_nowhere_in_what_is_signed():
    """Neither where it was chosen, nor where it would be told again."""
    paths = [("learning_outcomes", None), ("learner_identification",), ("types_of_quality_assurance", 0), ("sub",)]
    claims = strict_json.dumps(parsing.parse(sealed(*paths).token).claims)
    for told in ("takes a sample", "explains indicators", "Quality Agency", '"42"', credential().learner.id):
        assert told not in claims
