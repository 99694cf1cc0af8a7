"""The one module that speaks to PyLD: what it keeps is bounded, whatever contexts strangers write."""

import pytest

from credseal.errors import JsonLdError
from credseal.jsonld import active_context
from credseal.jsonld.active_context import ContextProcessor


def unknown(url):
    raise JsonLdError("Not known.", code="contexts.unknown")


def test_strangers_contexts_are_not_kept_for_ever(monkeypatch):
    monkeypatch.setattr(active_context, "_CACHED_CONTEXTS", 8)
    processor = ContextProcessor(unknown)
    for number in range(40):
        processor.process(processor.initial(), {f"term{number}": f"https://elsewhere.example/{number}"})
        assert len(processor._resolver.per_op_cache) <= 10


def test_a_context_that_is_not_known_is_refused_by_our_own_word():
    processor = ContextProcessor(unknown)
    with pytest.raises(JsonLdError) as refused:
        processor.process(processor.initial(), ["https://elsewhere.example/v1"])
    assert refused.value.code == "contexts.unknown"


@pytest.mark.parametrize("context", [{"term": 7}, {"term": {"@id": "relative"}}, {"@vocab": 7}, [[]], {"": "urn:x"}])
def test_what_pyld_refuses_is_an_error_of_ours(context):
    processor = ContextProcessor(unknown)
    with pytest.raises(JsonLdError) as refused:
        processor.process(processor.initial(), context)
    assert refused.value.code == "contexts.invalid"
