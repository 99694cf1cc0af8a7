"""Text in one or several languages, as every title, name and description of a credential is.

    Text({"en": "Drinking water testing", "pl": "Badanie wody pitnej"})
    Text.of("Drinking water testing", "en")["en"]
    Text.of("an untagged text of somebody else's")          # its language is "und", undetermined

Language tags follow BCP 47 (https://www.rfc-editor.org/info/bcp47) and are written in their customary case.
"""

from collections.abc import Iterator, Mapping

from credseal.errors import ModelError, pointer_to
from credseal.model.values import LANGUAGE, canonical_language, check_text, wrong_type

UNDETERMINED = "und"


class Text(Mapping[str, str]):
    """A language map that does not change: language tag -> text. Equal to every mapping with the same content.

    Args:
        translations: at least one language; no text is blank or holds control characters.

    Raises:
        ModelError: ``model.empty``, ``model.language``, ``model.empty-text``, ``model.control-character``,
            ``model.wrong-type``, ``model.duplicate-language``.
    """

    __slots__ = ("_translations",)

    def __init__(self, translations: Mapping[str, str]) -> None:
        kept: dict[str, str] = {}
        for tag, text in translations.items():
            if not isinstance(tag, str):
                raise wrong_type("", "a mapping of language tags to texts", tag)
            check_text(tag, LANGUAGE, tag)
            if not isinstance(text, str):
                raise wrong_type(pointer_to(tag), "text", text)
            check_text(text, None, tag)
            canonical = canonical_language(tag)
            if canonical in kept:
                raise ModelError(
                    "A language occurs twice in one text.", code="model.duplicate-language", pointer=pointer_to(tag)
                )
            kept[canonical] = text
        if not kept:
            raise ModelError("A text says nothing in any language.", code="model.empty", hint="Leave it out.")
        self._translations = dict(sorted(kept.items()))

    @classmethod
    def of(cls, text: str, language: str = UNDETERMINED) -> "Text":
        """One text in one language."""
        return cls({language: text})

    def in_language(self, language: str) -> tuple[str, str]:
        """The language tag and the text that serve a reader of ``language`` best.

        That is the text in this language, else an untagged one, else the first by tag.
        """
        for tag in (language, UNDETERMINED):
            if tag in self._translations:
                return tag, self._translations[tag]
        return next(iter(self._translations.items()))

    def __getitem__(self, language: str) -> str:
        return self._translations[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._translations)

    def __len__(self) -> int:
        return len(self._translations)

    def __hash__(self) -> int:
        return hash(tuple(self._translations.items()))

    def __repr__(self) -> str:
        return f"Text({self._translations!r})"
