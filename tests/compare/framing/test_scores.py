"""Loaded and neutral tellings of one matter, by the bundled encoder."""

from __future__ import annotations

from compare.embedding import default_encoder
from compare.framing import flag_texts
from compare.framing.scores import direction_for
from corpora import load_resources

LOADED = {
    "en": "The bungling crooks at the harbour office robbed honest sailors once again.",
    "fr": "Les escrocs incapables du port ont encore une fois dépouillé d'honnêtes marins.",
    "ru": "Бездарные жулики из портового управления снова обобрали честных моряков.",
    "uk": "Бездарні шахраї з портового управління знову обібрали чесних моряків.",
}
NEUTRAL = {
    "en": "The harbour office raised its fees for sailing boats on Monday.",
    "fr": "La capitainerie a relevé lundi ses tarifs pour les voiliers.",
    "ru": "Управление порта в понедельник повысило сборы для парусных судов.",
    "uk": "Управління порту в понеділок підвищило збори для вітрильників.",
}


def test_loaded_and_neutral_part_in_every_language() -> None:
    encoder = default_encoder()
    texts = [*LOADED.values(), *NEUTRAL.values()]
    told = flag_texts(texts, [*LOADED, *NEUTRAL], load_resources(), encoder)
    assert [each.loaded >= 0.5 for each in told] == [True] * 4 + [False] * 4


def test_a_loaded_passage_of_a_longer_text_is_flagged() -> None:
    text = f"{NEUTRAL['en']} {LOADED['en']}"
    flags = flag_texts([text], ["en"], load_resources(), default_encoder())[0].flags
    assert [text[f.start : f.end] for f in flags if f.subkind == "passage"] == [LOADED["en"]]


def test_the_stored_direction_belongs_to_the_bundled_encoder() -> None:
    encoder = default_encoder()
    direction = direction_for(encoder)
    assert (direction.encoder, direction.revision) == (encoder.name, encoder.revision)
    assert direction.weights.shape == (encoder.dimension,)
