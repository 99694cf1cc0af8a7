"""RDFC-1.0 in small: labels, order, duplicates, the budget. The W3C's suite is in tests/conformance."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.errors import JsonLdError
from credseal.jsonld import rdfc
from nquads import canonical_by_pyoxigraph

P, Q = "<urn:p>", "<urn:q>"
NODES = st.sampled_from(["_:a", "_:b", "_:c", "_:d", "<urn:x>"])
QUADS = st.lists(
    st.tuples(
        NODES,
        st.sampled_from([P, Q]),
        NODES | st.sampled_from(['"x"', '"y"@en']),
        st.sampled_from(["", "_:a", "<urn:g>"]),
    ),
    max_size=8,
)


def text(quads):
    return "".join(" ".join(part for part in quad if part) + " .\n" for quad in quads)


def test_the_example_of_the_module():
    assert rdfc.canonicalize({("_:b0", P, "_:b1", "")}).nquads == b"_:c14n1 <urn:p> _:c14n0 .\n"


def test_nothing_at_all():
    assert rdfc.canonicalize([]).nquads == b""
    assert rdfc.canonicalize([]).labels == {}


def test_lines_are_sorted_by_code_point_and_repeated_ones_count_once():
    quads = [
        ("<urn:b>", P, '"\U0001f4ca"', ""),
        ("<urn:a>", P, '"\uffee"', ""),
        ("<urn:a>", P, '"x"', ""),
        ("<urn:a>", P, '"x"', ""),
    ]
    lines = ['<urn:a> <urn:p> "x" .', '<urn:a> <urn:p> "\uffee" .', '<urn:b> <urn:p> "\U0001f4ca" .']
    assert rdfc.canonicalize(quads).nquads.decode().split("\n") == [*lines, ""]


def test_each_label_is_told():
    result = rdfc.canonicalize([("_:x", P, "_:y", ""), ("_:y", P, '"z"', "")])
    assert set(result.labels) == {"_:x", "_:y"}
    assert set(result.labels.values()) == {"_:c14n0", "_:c14n1"}


def test_blank_graphs_are_labelled_too():
    assert rdfc.canonicalize([("<urn:a>", P, '"x"', "_:g")]).nquads == b'<urn:a> <urn:p> "x" _:c14n0 .\n'


@given(QUADS, st.randoms(use_true_random=False))
def test_names_and_order_of_the_input_do_not_matter_and_a_peer_agrees(quads, chance):
    canonical = rdfc.canonicalize(quads).nquads
    names = ["_:a", "_:b", "_:c", "_:d"]
    renamed = dict(zip(names, chance.sample([f"_:n{number}" for number in range(9)], 4), strict=True))
    others = [tuple(renamed.get(part, part) for part in quad) for quad in quads]
    chance.shuffle(others)
    assert rdfc.canonicalize(others).nquads == canonical
    assert canonical_by_pyoxigraph(text(quads)) == canonical


def test_sha_384_gives_labels_of_its_own():
    ring = [(f"_:n{number}", P, f"_:n{(number + 1) % 3}", "") for number in range(3)] + [("_:n0", Q, '"x"', "")]
    quads = [*ring, *(("_:m" + str(number), P, f'"{number}"', "") for number in range(6))]
    assert rdfc.canonicalize(quads).nquads != rdfc.canonicalize(quads, hash_name="sha384").nquads


@pytest.mark.parametrize("count", [7, 10])
def test_the_budget_is_the_callers(count):
    clique = [(f"_:n{one}", P, f"_:n{other}", "") for one in range(4) for other in range(4) if one != other]
    rdfc.canonicalize(clique)
    with pytest.raises(JsonLdError) as caught:
        rdfc.canonicalize(clique, budget=count)
    assert caught.value.code == "rdfc.budget"


def hubs(children):
    """Two nodes that look alike, each with as many children that look alike."""
    return [
        quad
        for hub in "ab"
        for number in range(children)
        for quad in ((f"_:{hub}", P, f"_:{hub}{number}", ""), (f"_:{hub}{number}", Q, '"x"', ""))
    ]


def grid(side):
    return [
        (f"_:{row}.{column}", predicate, other, "")
        for row in range(side)
        for column in range(side)
        for predicate, other in ((P, f"_:{(row + 1) % side}.{column}"), (Q, f"_:{row}.{(column + 1) % side}"))
    ]


def trees(depth):
    """Two binary trees that look alike."""
    quads = []

    def grow(name, left):
        if not left:
            quads.append((name, Q, '"leaf"', ""))
        for branch in "lr" if left else "":
            quads.append((name, P, name + branch, ""))
            grow(name + branch, left - 1)

    for root in ("_:a", "_:b"):
        grow(root, depth)
    return quads


@pytest.mark.parametrize("poison", [hubs(9), hubs(2000), grid(40), trees(8)], ids=["hubs", "many", "grid", "trees"])
def test_graphs_made_to_look_alike_are_given_up(poison):
    random.Random(1).shuffle(poison)  # noqa: S311  # any order
    with pytest.raises(JsonLdError) as caught:
        rdfc.canonicalize(poison)
    assert caught.value.code == "rdfc.budget"


@pytest.mark.parametrize(("lists", "length"), [(100, 11), (2, 200)])
def test_lists_that_repeat_in_a_record_of_studies_do_not_come_near_it(lists, length):
    """One grading scale under every course: alike from the second item on."""
    quads = []
    for course in range(lists):
        cells = [f"_:{course}x{number}" for number in range(length)]
        quads.append((f"<urn:course:{course}>", "<urn:scale>", cells[0], ""))
        for number, cell in enumerate(cells):
            following = cells[number + 1] if number + 1 < length else "<urn:nil>"
            quads += [(cell, "<urn:first>", f'"{number}"', ""), (cell, "<urn:rest>", following, "")]
    assert rdfc.canonicalize(quads, budget=rdfc.WORK_BUDGET // 8).nquads


def test_a_text_that_utf_8_cannot_hold_is_refused():
    for quad in (("_:a", P, '"\ud800"', ""), ("<urn:a>", P, '"\ud800"', "")):
        with pytest.raises(JsonLdError) as caught:
            rdfc.canonicalize([quad])
        assert caught.value.code == "jsonld.surrogate"


def test_alike_nodes_in_blank_graphs_are_told_apart_at_once_however_many_members_they_have():
    # As in a presentation of two credentials by one issuer, whose address is the same nine lines in both.
    quads = [(f"_:n{graph}", f"<urn:p{member}>", '"x"', f"_:g{graph}") for graph in range(2) for member in range(9)]
    quads += [(f"<urn:a{graph}>", P, '"x"', f"_:g{graph}") for graph in range(2)]
    assert len(rdfc.canonicalize(quads, budget=100).labels) == 4
