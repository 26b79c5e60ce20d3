"""What stands in one place of two accounts and differs: alternatives and additions, in one language or two."""

from __future__ import annotations

import pytest

from compare.embedding import default_encoder
from compare.framing.choices import SUBKIND
from compare.pipeline import compare_readouts
from compare.records import Comparison, Readout
from corpora import load_resources


def compared(one: tuple[str, str], other: tuple[str, str], *, mirrored: bool = False) -> Comparison:
    pair = [
        Readout(source=source, language=language, text=text)
        for source, (language, text) in (("Arlen", one), ("Velia", other))
    ]
    pair = pair[::-1] if mirrored else pair
    return compare_readouts(pair, encoder=default_encoder(), resources=load_resources())


def told(comparison: Comparison) -> dict[str, set[str]]:
    return {each.kind: {comparison.text_of(span) for span in each.spans} for each in comparison.framing}


@pytest.mark.parametrize(
    ("one", "other", "kinds", "words"),
    [
        (
            ("en", "The squatters entered the old granary on the western quay at noon."),
            ("en", "The tenants entered the old granary on the western quay at noon."),
            {"naming"},
            ("squatters", "tenants"),
        ),
        (
            ("en", "The council of Marl will repay the harbour loan to the savings bank."),
            ("en", "The council of Marl may repay the harbour loan to the savings bank."),
            {"modality"},
            ("will", "may"),
        ),
        (
            ("fr", "Le conseil de Marl doit rembourser l'emprunt du port à la banque."),
            ("fr", "Le conseil de Marl pourrait rembourser l'emprunt du port à la banque."),
            {"modality"},
            ("doit", "pourrait"),
        ),
        (
            ("en", "The squatters entered the old granary on the western quay at noon."),
            ("ru", "В полдень жильцы вошли в старый амбар на западной набережной."),
            {"naming"},
            ("squatters", "жильцы"),
        ),
        (
            ("fr", "Les voyous ont occupé la mairie de Marl pendant trois heures."),
            ("uk", "Мешканці три години займали мерію Марла."),
            {"naming", "loaded_language"},
            ("voyous", "Мешканці"),
        ),
    ],
)
def test_the_alternative_in_one_place(
    one: tuple[str, str], other: tuple[str, str], kinds: set[str], words: tuple[str, str]
) -> None:
    found = told(compared(one, other))
    assert any(
        kind in kinds and all(any(word in span for span in spans) for word in words)
        for kind, spans in found.items()
    ), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("en", "The bakers of Marl opened a new school on Monday."),
            ("ru", "Пекари Марла открыли в понедельник новую школу."),
        ),
        (
            ("fr", "Le train de Lenn arrive à la gare à six heures."),
            ("uk", "Потяг із Ленна прибуває на станцію о шостій годині."),
        ),
        (
            ("en", "The museum shows forty paintings until the end of June."),
            ("en", "Until the end of June forty paintings can be seen in the museum."),
        ),
    ],
)
def test_a_translation_is_no_choice(one: tuple[str, str], other: tuple[str, str]) -> None:
    found = compared(one, other)
    assert [told(found)[each.kind] for each in found.framing if each.subkind == SUBKIND] == []


def test_a_day_or_a_bare_name_is_no_choice() -> None:
    found = compared(
        ("en", "A train of 42 wagons of wheat rolled into Lymanets on Monday, the first since the summer."),
        ("ru", "В порт Лиманец прибыл первый за три месяца поезд из Вельмарии: 42 вагона пшеницы."),
    )
    assert [each for each in found.framing if each.subkind == SUBKIND] == []


def test_other_sentences_hold_no_choices() -> None:
    found = compared(
        ("en", "The squatters entered the granary. It rained all night."),
        ("en", "A ferry to Marl leaves at six. Tickets are sold on board."),
    )
    assert [each for each in found.framing if each.subkind == SUBKIND] == []


def test_a_swapped_order_changes_no_choice() -> None:
    one = ("en", "The squatters entered the old granary on the quay. The mayor deplored the occupation.")
    other = (
        "fr",
        "Les locataires sont entrés dans le vieux grenier du quai. Le maire a noté l'installation.",
    )
    found, mirrored = compared(one, other), compared(one, other, mirrored=True)
    assert found.framing == mirrored.framing
    assert found.framing
