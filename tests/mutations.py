"""Breaking documents systematically: every member removed, doubled, wrapped, replaced by something of another kind."""

import copy

from hypothesis import strategies as st

OTHERS = (
    5,
    True,
    None,
    "x",
    "ext:a",
    "my-ext:a",
    "",
    [],
    {},
    ["x"],
    [5],
    [{}],
    {"type": "x"},
    {"id": "urn:x:1"},
    "2026-01-01",
)


def places(document, steps=()):
    """The steps to every member and item of a document, but the document itself."""
    members = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in members:
        yield (*steps, name)
        if isinstance(value, dict | list):
            yield from places(value, (*steps, name))


def put(document, steps, value):
    """A copy of the document with another value there, or none (Ellipsis)."""
    copied = copy.deepcopy(document)
    node = copied
    for step in steps[:-1]:
        node = node[step]
    if value is ...:
        del node[steps[-1]]
    else:
        node[steps[-1]] = value
    return copied


def at(document, steps):
    for step in steps:
        document = document[step]
    return document


def replacements(value):
    """What a value is replaced by; Ellipsis removes it."""
    yield from (..., *OTHERS, [value])
    if isinstance(value, list) and value:
        yield from (value[0], [*value, value[0]])
    if isinstance(value, dict):
        yield from ({**value, "unheardOf": "x"}, {**value, "type": "x"})


@st.composite
def broken(draw, *documents):
    """One of the documents, broken in up to three places."""
    document = draw(st.sampled_from(documents))
    for _ in range(draw(st.integers(1, 3))):
        steps = draw(st.sampled_from(list(places(document)) or [()]))
        if steps:
            document = put(document, steps, draw(st.sampled_from(list(replacements(at(document, steps))))))
    return document
