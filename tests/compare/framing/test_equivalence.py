"""One passage in four languages gets the same flags: agreement by kind, printed and held."""

from __future__ import annotations

import pytest

from compare.framing import flag_texts
from corpora import load_resources

PASSAGES: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "epistemic_distance",
        {
            "en": "The so-called referendum was held on Sunday.",
            "fr": "Le soi-disant référendum a eu lieu dimanche.",
            "ru": "Так называемый референдум прошёл в воскресенье.",
            "uk": "Так званий референдум відбувся в неділю.",
        },
    ),
    (
        "epistemic_distance",
        {
            "en": "The “liberation” of the harbour was announced.",
            "fr": "La « libération » du port a été annoncée.",
            "ru": "Объявлено об «освобождении» порта.",
            "uk": "Оголошено про «звільнення» порту.",
        },
    ),
    (
        "blame_agency",
        {
            "en": "He spoke of the refusal of Velia to open the bridge.",
            "fr": "Il a parlé du refus de la Velia d'ouvrir le pont.",
            "ru": "Он говорил об отказе Велии открыть мост.",
            "uk": "Він говорив про відмову Велії відкрити міст.",
        },
    ),
    (
        "intensity",
        {
            "en": "The minister strongly condemned the decision.",
            "fr": "Le ministre a fermement condamné la décision.",
            "ru": "Министр решительно осудил решение.",
            "uk": "Міністр рішуче засудив рішення.",
        },
    ),
    (
        "intensity",
        {
            "en": "There were massive supplies of grain.",
            "fr": "Il y a eu des livraisons massives de céréales.",
            "ru": "Были массированные поставки зерна.",
            "uk": "Були масовані поставки зерна.",
        },
    ),
    (
        "legal",
        {
            "en": "The annexation of Marl was discussed.",
            "fr": "L'annexion de Marl a été évoquée.",
            "ru": "Обсуждалась аннексия Марла.",
            "uk": "Обговорювалася анексія Марла.",
        },
    ),
    (
        "loaded_language",
        {
            "en": "The puppets of the criminal regime lied.",
            "fr": "Les marionnettes du régime criminel ont menti.",
            "ru": "Марионетки преступного режима лгали.",
            "uk": "Маріонетки злочинного режиму брехали.",
        },
    ),
    (
        "",
        {
            "en": "The ferry leaves at six in the evening.",
            "fr": "Le ferry part à six heures du soir.",
            "ru": "Паром отходит в шесть часов вечера.",
            "uk": "Пором відходить о шостій годині вечора.",
        },
    ),
)
LANGUAGES = ("en", "fr", "ru", "uk")


def test_one_passage_in_four_languages_gets_the_same_flags() -> None:
    agreed: dict[str, list[int]] = {}
    rows = []
    for kind, texts in PASSAGES:
        told = flag_texts([texts[each] for each in LANGUAGES], list(LANGUAGES), load_resources())
        kinds = [{flag.kind for flag in each.flags} for each in told]
        agreeing = sum(kind in each if kind else not each for each in kinds)
        count = agreed.setdefault(kind or "none", [0, 0])
        count[0] += agreeing
        count[1] += len(LANGUAGES)
        rows.append((kind or "none", [" ".join(sorted(each)) or "–" for each in kinds]))
    for kind, cells in rows:
        print(f"{kind:20}", " | ".join(cells))
    print({kind: f"{right} of {every}" for kind, (right, every) in agreed.items()})
    right, every = (sum(each[place] for each in agreed.values()) for place in (0, 1))
    assert right / every >= 0.9


@pytest.mark.parametrize("place", range(len(PASSAGES)))
def test_every_passage_stands_in_four_languages(place: int) -> None:
    assert tuple(PASSAGES[place][1]) == LANGUAGES
