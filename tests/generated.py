"""Records of any kind, made from the shapes of their fields: a field that is added to the model is tested from then on.

made = Generated(traps=["yes"], own={Coordinates: {"latitude": ...}})
made.records(Level, ("en",))            # a strategy
made.texts(("en", "pl"))
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from credseal.errors import ModelError
from credseal.model.fields import Shape, shapes
from credseal.model.level import Level
from credseal.model.text import Text
from credseal.model.values import COUNTRY, EMAIL, LANGUAGE, TOKEN, URI

NOT_NATIONAL = {"uri": st.none(), "framework_name": st.none()}
LEVELS = (
    {"framework": st.just("EQF"), "value": st.sampled_from("12345678"), **NOT_NATIONAL},
    {"framework": st.just("QF-EHEA"), "value": st.sampled_from(["short", "first", "second", "third"]), **NOT_NATIONAL},
    {"framework": st.just("NQF"), "extent": st.just("within")},
)
tokens = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,7}", fullmatch=True)
amounts = st.decimals(0, 1000, places=2)


class Generated:
    """Strategies for the records of one profile's tests.

    Args:
        traps: texts that a reader might take for something else.
        urls: addresses that a reader might take for something else.
        languages: tags that a record may name.
        own: record -> field -> the strategy of that field; a record that is a strategy as a whole stands for itself.
        nodes: what fields of somebody else's JSON hold, by their names.
    """

    def __init__(
        self,
        *,
        traps: Sequence[str] = (),
        urls: Sequence[str] = (),
        languages: Sequence[str] = ("en", "el", "sr-Latn-RS", "pt-BR", "und"),
        own: Mapping[type, Any] | None = None,
        nodes: Mapping[str, Any] | None = None,
    ) -> None:
        self.words = st.one_of(
            st.text(
                st.characters(
                    exclude_categories=("Cs", "Cc"), include_characters="\n\t\r", exclude_characters="\ufffe\uffff"
                ),
                min_size=1,
                max_size=24,
            ),
            *([st.sampled_from(traps)] if traps else []),
        ).filter(str.strip)
        self.uris = st.one_of(
            st.integers(0, 10**6).map("https://a.example/{}".format),
            st.sampled_from(["did:web:a.example", "urn:x:1", "https://a.example/ü?q=%20#f", *urls]),
        )
        self.rules = {
            URI: self.uris,
            COUNTRY: st.sampled_from(["PL", "GR", "FI"]),
            LANGUAGE: st.sampled_from(languages),
            TOKEN: tokens.filter(
                lambda token: token.lower() not in {"email", "emailaddress", "national", "formername", "birthdate"}
            ),
            EMAIL: st.sampled_from(["a@a.example", "ü@b.example"]),
        }
        self._own = own or {}
        self._nodes = nodes or {}
        self._known: dict[Any, st.SearchStrategy] = {}

    def value(self, name: str, shape: Shape, languages: tuple[str, ...]) -> st.SearchStrategy:
        """A value of a field."""
        return self._once(("one", name, shape, languages), lambda: self._value(name, shape, languages))

    def several(self, name: str, shape: Shape, languages: tuple[str, ...]) -> st.SearchStrategy:
        """Values of a field that holds many."""
        most = 1 if shape.kind == "json" else 2
        return self._once(
            ("many", name, shape, languages),
            lambda: st.lists(self.value(name, shape, languages), min_size=1, max_size=most),
        )

    def texts(self, languages: tuple[str, ...]) -> st.SearchStrategy:
        """Texts in some of the languages that are spoken."""
        if len(languages) == 1:
            return self.words.map(lambda text: Text({languages[0]: text}))
        return st.dictionaries(st.sampled_from(languages), self.words, min_size=1, max_size=3).map(Text)

    def records(self, record: type, spoken: tuple[str, ...], **given: st.SearchStrategy) -> st.SearchStrategy:
        """A record with some of its fields; given ones are strategies."""
        own = self._own.get(record, {})
        if isinstance(own, st.SearchStrategy):
            return own
        if record is Level:
            return st.one_of(*(self.built(Level, spoken, **level) for level in LEVELS))
        return self.built(record, spoken, **{**own, **given})

    def value_of(self, record: type, name: str, languages: tuple[str, ...]) -> st.SearchStrategy:
        """Values of one field of a record."""
        shape = shapes(record)[name]
        return (self.several if shape.many else self.value)(name, shape, languages)

    def built(self, record: type, spoken: tuple[str, ...], **given: st.SearchStrategy) -> st.SearchStrategy:
        """A record as its fields allow, whatever ``own`` says of it."""
        return _built(self, record, spoken, given)

    def _value(self, name: str, shape: Shape, languages: tuple[str, ...]) -> st.SearchStrategy:
        if shape.kind == "record":
            return self.records(shape.record, languages)
        return {
            "text": self.texts(languages),
            "string": self.rules[shape.rule] if shape.rule else self.words,
            "boolean": st.booleans(),
            "date": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
            "decimal": amounts,
            "choice": st.sampled_from(shape.choices or ("",)),
            "json": st.just(self._nodes.get(name, {})),
        }[shape.kind]

    def _once(self, key: Any, make: Any) -> st.SearchStrategy:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


@st.composite
def _built(draw, made, record, spoken, given):
    known = shapes(record)
    chosen = draw(st.sets(st.sampled_from(sorted(known)), min_size=1, max_size=6)) | {
        name for name in known if known[name].required
    }
    fields = {
        name: draw((made.several if known[name].many else made.value)(name, known[name], spoken))
        for name in sorted(chosen - set(given))
    }
    try:
        return record(**fields, **{name: draw(strategy) for name, strategy in given.items()})
    except ModelError:
        assume(False)
        raise
