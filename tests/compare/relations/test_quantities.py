"""Numbers in four languages, with what they count and where they stand."""

from __future__ import annotations

import math

import pytest

from compare.relations.quantities import Quantity, QuantityReader
from compare.relations.tokens import Phrases, tokens_of
from compare.resources import Resources
from corpora import load_resources

RESOURCES = load_resources()
MINUTE, HOUR, YEAR = 60.0, 3600.0, 31557600.0


def read(text: str, language: str, resources: Resources = RESOURCES) -> list[Quantity]:
    reader = QuantityReader(Phrases(resources.lexicon("number_words")), Phrases(resources.lexicon("units")))
    return reader.read(text, tokens_of(text, language), language, [])


CASES = [
    ("en", "It lasted 1 hour 40 minutes.", [(100 * MINUTE, 100 * MINUTE, "duration", "1 hour 40 minutes")]),
    ("en", "an hour and a half", [(1.5 * HOUR, 1.5 * HOUR, "duration", "an hour and a half")]),
    (
        "en",
        "two and a half hours, half an hour too long",
        [
            (2.5 * HOUR, 2.5 * HOUR, "duration", "two and a half hours"),
            (0.5 * HOUR, 0.5 * HOUR, "duration", "half an hour"),
        ],
    ),
    ("en", "a dozen soldiers", [(9.6, 14.4, "soldiers", "a dozen soldiers")]),
    ("en", "a score of deputies", [(16, 24, "count", "a score of")]),
    ("en", "two of the five boats", [(2, 2, "count", "two"), (5, 5, "count", "five")]),
    ("en", "two thirds of the seats", [(190 / 3, 70, "percent", "two thirds")]),
    ("en", "the first half of the year", []),
    (
        "en",
        "$46m for 46m people",
        [(46e6, 46e6, "currency:usd", "$46m"), (46e6, 46e6, "people", "46m people")],
    ),
    ("en", "a 34-year-old driver", [(34 * YEAR, 34 * YEAR, "age", "34-year")]),
    ("fr", "une vingtaine d'objets", [(16, 24, "count", "une vingtaine")]),
    ("fr", "âgé de 34 ans", [(34 * YEAR, 34 * YEAR, "age", "34 ans")]),
    ("fr", "les deux tiers des sièges", [(190 / 3, 70, "percent", "deux tiers")]),
    (
        "fr",
        "52 M€ pour des milliers de gens",
        [
            (52e6, 52e6, "currency:eur", "52 M€"),
            (500, 5000, "people", "milliers de gens"),
        ],
    ),
    ("en", "two thirds of an hour", [(40 * MINUTE, 40 * MINUTE, "duration", "two thirds of an hour")]),
    ("en", "half a million people", [(500000, 500000, "people", "half a million people")]),
    ("en", "from 9 to 7.5 percent", [(7.5, 7.5, "percent", "9 to 7.5 percent")]),
    ("ru", "тысяча восемьсот работников", [(1800, 1800, "count", "тысяча восемьсот")]),
    (
        "uk",
        "чотирьох із половиною тисяч солдатів",
        [
            (4500, 4500, "soldiers", "чотирьох із половиною тисяч солдатів"),
        ],
    ),
    ("ru", "Семеро погибли", [(7, 7, "people", "Семеро")]),
    ("ru", "3,4 тыс. человек", [(3400, 3400, "people", "3,4 тыс. человек")]),
    ("ru", "35-минутный разговор", [(35 * MINUTE, 35 * MINUTE, "duration", "35-минутный")]),
    ("ru", "двухчасовая беседа", [(2 * HOUR, 2 * HOUR, "duration", "двухчасовая")]),
    ("ru", "длившаяся более часа", [(HOUR, math.inf, "duration", "более часа")]),
    ("uk", "П'ятеро загиблих", [(5, 5, "people", "П'ятеро загиблих")]),
    (
        "uk",
        "тридцятип'ятихвилинна розмова",
        [(35 * MINUTE, 35 * MINUTE, "duration", "тридцятип'ятихвилинна")],
    ),
    ("uk", "розмова тривала понад годину", [(HOUR, math.inf, "duration", "понад годину")]),
    ("uk", "кілька десятків мешканців", [(10, 100, "people", "кілька десятків мешканців")]),
    ("en", "support of $ 3.4 billion", [(3.4e9, 3.4e9, "currency:usd", "$ 3.4 billion")]),
    ("en", "between 10 and 15 tanks", [(10, 15, "count", "10 and 15")]),
    ("en", "10 to 15 percent", [(10, 15, "percent", "10 to 15 percent")]),
    (
        "en",
        "more than two hundred and forty-five people",
        [(245, math.inf, "people", "more than two hundred and forty-five people")],
    ),
    ("en", "up to 500 ships", [(0, 500, "count", "up to 500")]),
    ("en", "one of the ministers, under Resolution 2202, in 2015, on the 24th", []),
    ("fr", "une heure et demie", [(1.5 * HOUR, 1.5 * HOUR, "duration", "une heure et demie")]),
    ("fr", "un appel de 1h40", [(100 * MINUTE, 100 * MINUTE, "duration", "1h40")]),
    ("fr", "une demi-heure", [(0.5 * HOUR, 0.5 * HOUR, "duration", "demi-heure")]),
    ("fr", "3,4 milliards de dollars", [(3.4e9, 3.4e9, "currency:usd", "3,4 milliards de dollars")]),
    ("fr", "3,4 Md$", [(3.4e9, 3.4e9, "currency:usd", "3,4 Md$")]),
    ("fr", "plus de 1 200 personnes", [(1200, math.inf, "people", "plus de 1 200 personnes")]),
    ("fr", "quatre-vingt-dix-sept blessés", [(97, 97, "count", "quatre-vingt-dix-sept")]),
    ("ru", "полтора часа", [(1.5 * HOUR, 1.5 * HOUR, "duration", "полтора часа")]),
    ("ru", "полчаса", [(0.5 * HOUR, 0.5 * HOUR, "duration", "полчаса")]),
    ("ru", "3,4 млрд долларов", [(3.4e9, 3.4e9, "currency:usd", "3,4 млрд долларов")]),
    ("ru", "сто двадцать танков", [(120, 120, "count", "сто двадцать")]),
    ("ru", "до 500 военнослужащих", [(0, 500, "soldiers", "до 500 военнослужащих")]),
    ("uk", "півтори години", [(1.5 * HOUR, 1.5 * HOUR, "duration", "півтори години")]),
    (
        "uk",
        "дві години сорок хвилин",
        [(160 * MINUTE, 160 * MINUTE, "duration", "дві години сорок хвилин")],
    ),
    ("uk", "п’ятдесят два танки", [(52, 52, "count", "п’ятдесят два")]),
    ("uk", "понад двісті осіб", [(200, math.inf, "people", "понад двісті осіб")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_quantities(language: str, text: str, expected: list[tuple[float, float, str, str]]) -> None:
    found = read(text, language)
    assert [(q.dimension, q.span.of(text)) for q in found] == [(d, words) for _, _, d, words in expected]
    assert [q.low for q in found] == pytest.approx([low for low, _, _, _ in expected])
    assert [q.high for q in found] == pytest.approx([high for _, high, _, _ in expected])


def test_without_lexicons_digits_and_signs_are_read() -> None:
    found = read("They gave $3.40 and 12% in 5 hours.", "en", Resources())
    assert [(q.low, q.dimension) for q in found] == [(3.4, "currency:usd"), (12, "percent"), (5, "count")]


AGREEMENT = [
    ("en", "100 minutes", "en", "1 hour 40 minutes", True),
    ("en", "100 minutes", "en", "two hours", False),
    ("en", "about 100 people", "en", "98 people", True),
    ("en", "100 people", "ru", "98 человек", True),
    ("en", "roughly $3.7 billion", "en", "$ 3.4 billion", False),
    ("en", "$3.4 billion", "fr", "3,4 Md$", True),
    ("en", "dozens of people", "uk", "сорок людей", True),
    ("en", "more than 300 people", "fr", "347 personnes", True),
    ("en", "more than 300 people", "fr", "250 personnes", False),
    ("ru", "полтора часа", "uk", "90 хвилин", True),
    ("fr", "près de deux heures", "en", "1 hour 50 minutes", True),
    ("en", "10 to 15 percent", "ru", "12 процентов", True),
    ("fr", "une vingtaine de personnes", "en", "eighteen people", True),
    ("ru", "семеро", "uk", "п'ятеро людей", False),
    ("ru", "половина мест", "en", "51 percent", True),
    ("uk", "третина місць", "fr", "la moitié des sièges", False),
    ("uk", "35-хвилинна розмова", "ru", "более часа", False),
]


@pytest.mark.parametrize(("lang_a", "a", "lang_b", "b", "expected"), AGREEMENT)
def test_agreement(lang_a: str, a: str, lang_b: str, b: str, expected: bool) -> None:
    (one,), (two,) = read(a, lang_a), read(b, lang_b)
    assert one.dimension == two.dimension
    assert one.agrees(two) is expected
    assert two.agrees(one) is expected
