"""Differences of framing between two accounts: their spans, their order, and what has none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from compare.claims import extract_claims
from compare.embedding import default_encoder
from compare.framing import find_framing
from compare.options import CompareOptions
from compare.records import Claim, Readout
from compare.resources import Resources
from corpora import load_resources

PAIRS = (
    (
        ("en", "Velia spoke of provocative fabrications. It rejected the so-called referendum in the port."),
        ("fr", "L'Arlen s'est félicité du référendum dans le port. Le ton de l'échange a été franc."),
    ),
    (
        ("ru", "Представитель Арлена заявил о нежелании Велии выполнять Тарнские соглашения."),
        ("uk", "Обговорено шляхи виконання Тарнських угод. Велія рішуче засудила обстріл порту."),
    ),
)


def compared(readouts: Sequence[Readout], resources: Resources) -> tuple[tuple[Claim, ...], Any]:
    encoder = default_encoder_once()
    claims = tuple(claim for readout in readouts for claim in extract_claims(readout, ()))
    text = {readout.id: readout for readout in readouts}
    vectors = encoder.encode(
        [text[claim.readout].text[claim.start : claim.end] for claim in claims],
        [text[claim.readout].language for claim in claims],
    )
    options = CompareOptions()
    found = find_framing(readouts, claims, (), vectors, encoder=encoder, resources=resources, options=options)
    return claims, found


@cache
def default_encoder_once() -> Any:
    return default_encoder()


def test_spans_quote_their_claims_and_explanations_quote_both_sides() -> None:
    for texts in PAIRS:
        readouts = [
            Readout(source=source, text=text, language=language)
            for source, (language, text) in zip(("Arlen", "Velia"), texts, strict=True)
        ]
        claims, found = compared(readouts, load_resources())
        assert found
        text_of = {
            claim.id: readout.text for readout in readouts for claim in claims if claim.readout == readout.id
        }
        for each in found:
            for span in each.spans:
                words = text_of[span.claim][span.start : span.end]
                assert words == words.strip() != ""
                assert words in each.explanation
            assert 0 < each.strength <= 1
            assert 0 < each.confidence <= 1


def test_the_order_of_the_accounts_changes_nothing() -> None:
    a = Readout(
        source="Arlen",
        language="en",
        text="The allegedly planned “invasion” was discussed. Massive arms came.",
    )
    b = Readout(
        source="Velia",
        language="en",
        text="The planned invasion was strongly condemned. Arms were discussed.",
    )
    assert compared([a, b], load_resources())[1] == compared([b, a], load_resources())[1] != ()


def test_the_same_text_twice_has_no_difference_of_framing() -> None:
    text = "The envoy strongly condemned the shameless provocation. The so-called referendum was held."
    twice = [Readout(source=source, text=text, language="en") for source in ("Arlen", "Velia")]
    assert compared(twice, load_resources())[1] == ()


def test_without_lexicons_nothing_is_found() -> None:
    pair = [
        Readout(source="Arlen", text="The envoy strongly condemned it.", language="en"),
        Readout(source="Velia", text="The envoy regretted it.", language="en"),
    ]
    assert compared(pair, Resources())[1] == ()
