"""What the tables of ``rules`` are made of: what a member holds, and what a class of node must have.

Kind("text", lambda value: isinstance(value, str)).is_right("water")        # True
NodeRules({"name": Kind("text", ...)}, required=("name",)).needed           # frozenset({'name'})
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

Test: TypeAlias = Callable[[Any], bool]


@dataclass(frozen=True)
class Kind:
    """What a member holds.

    Args:
        expected: in words.
        test: of one value; None for nodes.
        node: the class of node, where it is an object of a class.
        many: an array of these.
        or_many: one of these, and several where need be.
        or_uri: an object, or (not well) the URI that would be its ``id``.
        open: the test is for the words that are known, other texts are only unusual.
        schema: the JSON schema's test of one value, where it is another one.
        schema_only: nobody but the JSON schema demands this kind.
    """

    expected: str
    test: Test | None = None
    node: str | None = None
    many: bool = False
    or_many: bool = False
    or_uri: bool = False
    open: bool = False
    schema: Test | None = None
    schema_only: bool = False

    @cached_property
    def accepts(self) -> Test:
        """Whether one value is of this kind."""
        return self.test or is_object

    @cached_property
    def schema_accepts(self) -> Test:
        """Whether one value is what the JSON schema demands."""
        return self.schema or self.accepts

    @cached_property
    def is_right(self) -> Test:
        """Whether there is nothing to find about a member, which is the usual case and quickly told."""
        test = self.accepts
        if self.many:
            return lambda value: isinstance(value, list) and value != [] and all(map(test, value))
        return test


@dataclass(frozen=True)
class NodeRules:
    """What one class of node must have.

    Args:
        members: name -> kind.
        required: names that must be there.
        one_of: names of which at least one must be there; to the JSON schema, the first.
        advised: groups of names, of each of which at least one should be there: by the words of the standard and not by its
            schema, or in Verifiable Credentials 2.0 and not in 1.1.
        types: what ``type`` must contain; empty where no certain type is demanded.
        type_is_text: ``type`` is one word and no array; where ``types`` is empty, by the JSON schema alone.
        closed: no other members are allowed.
        credential: it is a credential of its own, with contexts.
        schema_required: names that the JSON schema alone demands.
    """

    members: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    advised: tuple[tuple[str, ...], ...] = ()
    types: tuple[str, ...] = ()
    type_is_text: bool = False
    closed: bool = False
    credential: bool = False
    schema_required: tuple[str, ...] = ()

    @cached_property
    def needed(self) -> frozenset[str]:
        """All that anybody demands, as a set."""
        return frozenset((*self.required, *self.schema_required))

    @cached_property
    def usual_type(self) -> list[str] | str | None:
        """The ``type`` that most of these nodes have; None where any will do."""
        return self.types[0] if self.types and self.type_is_text else list(self.types) or None


def is_object(value: Any) -> bool:
    """Whether a value is a JSON object."""
    return isinstance(value, dict | Mapping)  # asking an abstract class is slow, and all JSON is dict
