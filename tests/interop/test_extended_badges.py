"""Badges in several languages, and with every property, in the eyes of jsonld.js (safe mode) and PyLD."""

from datetime import date

import pytest

from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.text import Text
from credseal.profiles.openbadges import to_document
from pyld_peer import by_pyld
from records import ADA, ISSUANCE, course, credential


def in_languages():
    record = course(
        title=Text({"en": "Testing drinking water", "pl": "Badanie wody pitnej", "el": "Έλεγχος νερού"}),
        prerequisites=Text({"en": "None", "pl": "Brak", "sr-Latn-RS": "Nema"}),
        description=Text({"und": "A short course.", "pt-BR": "Um curso."}),
    )
    return to_document(record.award(ADA, awarded_on=date(2026, 11, 20)), ISSUANCE, extended=True).document


def with_the_context_alone():
    return to_document(credential(), ISSUANCE, extended=True).document


@pytest.mark.parametrize("made", [in_languages, with_the_context_alone])
def test_an_extended_badge_has_one_canonical_form(peer, made):
    document = made()
    ours = canonicalize(document, contexts=BUNDLED).nquads
    assert ours == by_pyld(document)
    assert ours.decode() == peer.ask("canonize", document=document, hash="sha256")


def test_language_maps_reach_the_statements(peer):
    quads = peer.ask("canonize", document=in_languages(), hash="sha256")
    for tag in ("pl", "el", "pt-br", "sr-latn-rs", "und"):
        assert f"@{tag} " in quads
