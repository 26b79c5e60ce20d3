"""Real wording in four languages: who, through whom, in which chain, and the exact content."""

from __future__ import annotations

import pytest

from compare.attribution import find_attributions
from compare.resources import Resources

# language, text, then one row a statement: kind, chain of actors, via, source words, content words
CASES = [
    (
        "en",
        'The Kremlin\'s spokesman Dmitry Peskov told Interfax that the call took place. "It was long," he added.',
        [
            (
                "indirect",
                ["peskov"],
                "interfax",
                "The Kremlin's spokesman Dmitry Peskov",
                ["the call took place"],
            ),
            ("direct", ["peskov"], "interfax", "he", ["It was long"]),
        ],
    ),
    (
        "en",
        "Foreign Minister Karo Vell arrived in Ostrel on Monday. “We are close to a deal,” he said. "
        "Later, the minister added that Velmark wanted guarantees. Vell also thanked his hosts.",
        [
            ("direct", ["x-karo-vell"], None, "he", ["We are close to a deal"]),
            ("indirect", ["x-karo-vell"], None, "the minister", ["Velmark wanted guarantees"]),
            ("indirect", ["x-karo-vell"], None, "Vell", ["his hosts"]),
        ],
    ),
    (
        "en",
        "Norpress reported that Minister Karo Vell had said that the border would stay closed.",
        [
            (
                "indirect",
                ["x-norpress", "x-karo-vell"],
                None,
                "Norpress",
                ["Minister Karo Vell had said that the border would stay closed"],
            ),
            (
                "indirect",
                ["x-norpress", "x-karo-vell"],
                None,
                "Minister Karo Vell",
                ["the border would stay closed"],
            ),
        ],
    ),
    (
        "en",
        "“We are ready.\n\n“We have always been ready,” Karo Vell said. “And we will stay so.”",
        [
            (
                "direct",
                ["x-karo-vell"],
                None,
                "Karo Vell",
                ["We are ready.", "We have always been ready", "And we will stay so"],
            )
        ],
    ),
    (
        "en",
        "Ilda Varn said the plan was “a step into the dark for all of us”.",
        [
            (
                "mixed",
                ["x-ilda-varn"],
                None,
                "Ilda Varn",
                ["the plan was", "a step into the dark for all of us"],
            )
        ],
    ),
    ("en", "The leaders discussed grain exports. The talks were frank and lasted an hour.", []),
    (
        "fr",
        "Le porte-parole du Kremlin, Dmitri Peskov, a déclaré à l'agence Interfax que l'entretien avait eu "
        "lieu. « Oui, il a eu lieu », a-t-il confirmé.",
        [
            (
                "indirect",
                ["peskov"],
                "interfax",
                "Le porte-parole du Kremlin, Dmitri Peskov",
                ["l'entretien avait eu lieu"],
            ),
            ("direct", ["peskov"], "interfax", "il", ["Oui, il a eu lieu"]),
        ],
    ),
    (
        "fr",
        "Selon l'Élysée, les deux présidents ont évoqué les accords de Minsk.",
        [("indirect", ["elysee"], None, "l'Élysée", ["les deux présidents ont évoqué les accords de Minsk"])],
    ),
    (
        "fr",
        "« S'ils viennent, a prévenu Piet Haal, nous serons là ».",
        [("direct", ["x-piet-haal"], None, "Piet Haal", ["S'ils viennent", "nous serons là"])],
    ),
    (
        "ru",
        "Пресс-секретарь президента России Дмитрий Песков сообщил «Интерфаксу», что разговор состоялся. "
        "«Да, разговор состоялся», — сказал он.",
        [
            (
                "indirect",
                ["peskov"],
                "interfax",
                "Пресс-секретарь президента России Дмитрий Песков",
                ["разговор состоялся"],
            ),
            ("direct", ["peskov"], "interfax", "он", ["Да, разговор состоялся"]),
        ],
    ),
    (
        "ru",
        "Как передаёт ТАСС со ссылкой на пресс-службу Кремля, президенты обсудили ситуацию в долине.",
        [("indirect", ["tass", "kremlin"], None, "ТАСС", ["президенты обсудили ситуацию в долине"])],
    ),
    (
        "ru",
        "Президенты обсудили Украину. Об этом сообщает пресс-служба Елисейского дворца.",
        [("indirect", ["elysee"], None, "пресс-служба Елисейского дворца", ["Президенты обсудили Украину"])],
    ),
    (
        "ru",
        "По словам Макрона, нужно двигаться к деэскалации.",
        [("indirect", ["macron"], None, "Макрона", ["нужно двигаться к деэскалации"])],
    ),
    (
        "uk",
        "Речниця МЗС Росії Марія Захарова заявила, що звинувачення безпідставні. «Ми чекаємо», — додала вона.",
        [
            (
                "indirect",
                ["zakharova"],
                None,
                "Речниця МЗС Росії Марія Захарова",
                ["звинувачення безпідставні"],
            ),
            ("direct", ["zakharova"], None, "вона", ["Ми чекаємо"]),
        ],
    ),
    (
        "uk",
        "У Києві заявили, що переговори відкладено, передає Reuters.",
        [
            (
                "indirect",
                ["reuters", "bankova"],
                None,
                "Reuters",
                ["У Києві заявили, що переговори відкладено"],
            ),
            ("indirect", ["reuters", "bankova"], None, "У Києві", ["переговори відкладено"]),
        ],
    ),
    (
        "uk",
        "«Це помилка, — вважає Петер Гант. — За неї заплатять мешканці».",
        [("direct", ["x-петер-гант"], None, "Петер Гант", ["Це помилка", "За неї заплатять мешканці"])],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES, ids=[case[1][:40] for case in CASES])
def test_statements(
    language: str,
    text: str,
    wanted: list[tuple[str, list[str], str | None, str, list[str]]],
    resources: Resources,
) -> None:
    found = find_attributions(text, language, resources)
    assert [
        (
            one.kind,
            [link.actor for link in one.chain],
            one.via,
            one.source.of(text) if one.source else None,
            [span.of(text) for span in one.content],
        )
        for one in found
    ] == wanted


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The French president said that talks go on. Emmanuel Macron spoke for an hour.", "macron"),
        ("Paris said that talks go on.", "elysee"),
        ("Moscow said that talks go on.", "kremlin"),
        ("The US State Department said that talks go on.", "state-department"),
        ("State Department spokesman Ned Price said that talks go on.", "price"),
        ("In 2023 the British prime minister said that talks go on.", "sunak"),
        ("The President of Velmark said that talks go on.", "x-president-of-velmark"),
        ("Officials said that talks go on.", None),
    ],
)
def test_who_a_source_is(text: str, actor: str | None, resources: Resources) -> None:
    assert [one.actor for one in find_attributions(text, "en", resources)] == [actor]


def test_joint_words_belong_to_neither_side_alone(resources: Resources) -> None:
    text = "The President of France and the Chancellor of Germany expressed disappointment over the move."
    (one,) = find_attributions(text, "en", resources)
    assert (one.actor, one.side) == (None, None)
    assert one.source is not None
    assert one.source.of(text) == "The President of France and the Chancellor of Germany"


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("en", "“The road is open,” Karo Vell said.", "The road is open"),
        ("fr", "« La route est ouverte », a déclaré Karo Vell.", "La route est ouverte"),
        ("ru", "«Дорога открыта», — сказал Каро Велл.", "Дорога открыта"),
        ("uk", "«Дорога відкрита», — сказав Каро Велл.", "Дорога відкрита"),
    ],
)
def test_without_resources_the_commonest_words_still_report(language: str, text: str, content: str) -> None:
    (one,) = find_attributions(text, language, Resources())
    assert [span.of(text) for span in one.content] == [content]
    assert one.side is None
    assert one.actor is not None
    assert one.actor.startswith("x-")


def test_names_that_run_into_their_verb_are_taken_apart(resources: Resources) -> None:
    text = "In addition, the Kremlinreportedthat the leaders had an exchange of opinions."
    (one,) = find_attributions(text, "en", resources)
    assert (one.actor, one.cue and one.cue.of(text)) == ("kremlin", "reported")
    assert [span.of(text) for span in one.content] == ["the leaders had an exchange of opinions"]


AMBIGUOUS = [
    ("en", "Macron and Putin spoke on Friday. He said the talks were useful.", ("macron", "putin"), None),
    ("fr", "Macron et Poutine se sont parlé. Il a affirmé que tout allait bien.", ("macron", "putin"), None),
    ("ru", "Макрон и Путин поговорили. Он заявил, что разговор был полезным.", ("macron", "putin"), None),
    ("uk", "Макрон і Путін поговорили. Він заявив, що розмова була корисною.", ("macron", "putin"), None),
    (
        "en",
        "Foreign Minister Ilda Varn met Foreign Minister Bo Rask. The minister said the talks were useful.",
        ("x-bo-rask", "x-ilda-varn"),
        None,
    ),
    (
        "en",
        "The British prime minister said the talks were useful.",
        ("johnson", "starmer", "sunak", "truss"),
        "uk",
    ),
]


@pytest.mark.parametrize(
    ("language", "text", "candidates", "side"), AMBIGUOUS, ids=[c[1][:30] for c in AMBIGUOUS]
)
def test_who_could_be_either_is_neither(
    language: str, text: str, candidates: tuple[str, ...], side: str | None, resources: Resources
) -> None:
    (one,) = find_attributions(text, language, resources)
    assert (one.actor, one.candidates, one.side) == (None, candidates, side)
    assert [link.actor for link in one.chain] == [None]


def test_who_has_spoken_goes_on(resources: Resources) -> None:
    text = "Macron and Putin spoke on Friday. Macron said it was long. He said the talks were useful."
    assert [one.actor for one in find_attributions(text, "en", resources)] == ["macron", "macron"]


def test_an_office_of_many_states_needs_its_state(resources: Resources) -> None:
    text = "Le Président de la République a déclaré que le pont ouvrira."
    assert find_attributions(text, "fr", resources)[0].actor != "macron"
    assert find_attributions(f"{text} La France attend.", "fr", resources)[0].actor == "macron"
