"""Flags of single texts: the words that carry a choice, and no flag on dry lines."""

from __future__ import annotations

import pytest

from compare.framing import flag_text, flag_texts, flags_to_dict
from corpora import load_resources

EPISTEMIC = [
    ("en", "the allegedly planned Russian “invasion” of Ukraine", ["allegedly planned Russian “invasion”"]),
    ("en", "The “liberation” of the harbour was announced.", ["“liberation”"]),
    ("en", 'The newspaper "Dawn of Arlen" printed the article.', []),
    ("en", 'The minister said: "We will come back in the autumn."', []),
    ("en", "The self-proclaimed governor spoke.", ["self-proclaimed governor"]),
    ("fr", "Le ministre aurait signé l'accord.", ["aurait signé"]),
    ("fr", "Si le ministre avait su, il aurait signé.", []),
    ("fr", "Le « référendum » a eu lieu.", ["« référendum »"]),
    ("fr", "Le prétendu référendum a eu lieu.", ["prétendu référendum"]),
    ("ru", "Он якобы подписал договор.", ["якобы подписал договор"]),
    ("ru", "Прошли «выборы» в порту.", ["«выборы»"]),
    ("ru", "Газета «Заря Арлена» вышла в среду.", []),
    ("uk", "Він нібито підписав угоду.", ["нібито підписав угоду"]),
    ("uk", "Це т. зв. референдум.", ["т. зв. референдум"]),
]


@pytest.mark.parametrize(("language", "text", "words"), EPISTEMIC)
def test_epistemic_distance(language: str, text: str, words: list[str]) -> None:
    flags = flag_text(text, language, load_resources()).flags
    assert [text[f.start : f.end] for f in flags if f.kind == "epistemic_distance"] == words


@pytest.mark.parametrize(
    ("language", "text", "kind", "words"),
    [
        ("en", "provocative speculations in the press", "loaded_language", "provocative speculations"),
        (
            "en",
            "He stressed the reluctance of the leading powers.",
            "blame_agency",
            "the reluctance of the leading powers",
        ),
        ("en", "massive supplies of weaponry", "intensity", "massive supplies"),
        ("en", "They strongly condemned the vote.", "intensity", "strongly condemned the vote"),
        ("en", "The annexation of Marl.", "legal", "annexation"),
        ("fr", "des spéculations mensongères", "loaded_language", "spéculations mensongères"),
        ("fr", "L'agression d'Arlen continue.", "legal", "agression"),
        ("ru", "провокационные измышления прессы", "loaded_language", "провокационные измышления"),
        ("ru", "Они решительно осудили голосование.", "intensity", "решительно осудили голосование"),
        ("uk", "злочинний режим і його поплічники", "loaded_language", "злочинний режим"),
        ("uk", "Вони рішуче засудили голосування.", "intensity", "рішуче засудили голосування"),
    ],
)
def test_the_words_that_carry_it(language: str, text: str, kind: str, words: str) -> None:
    flags = flag_text(text, language, load_resources()).flags
    assert words in [text[f.start : f.end] for f in flags if f.kind == kind]


@pytest.mark.parametrize(
    ("language", "hedged", "plain"),
    [
        ("en", "Some critics believe the tower may be older.", "The tower is 48 metres high."),
        ("fr", "Certains pensent que la tour serait plus ancienne.", "La tour mesure 48 mètres."),
        ("ru", "Некоторые считают, что башня, возможно, древнее.", "Высота башни 48 метров."),
        ("uk", "Деякі вважають, що вежа, можливо, давніша.", "Висота вежі 48 метрів."),
    ],
)
def test_hedged(language: str, hedged: str, plain: str) -> None:
    first, second = flag_texts([hedged, plain], [language] * 2, load_resources())
    assert first.hedged >= 0.5 > second.hedged


def test_the_answer_quotes_the_text_and_a_text_without_words_has_no_flag() -> None:
    text = "The so-called experts 🤷 allegedly agreed."
    answer = flags_to_dict(flag_text(text, "en", load_resources()), text)
    assert [text[f["start"] : f["end"]] for f in answer["flags"]] == [f["text"] for f in answer["flags"]]
    assert set(answer) == {"loaded", "hedged", "flags"}
    assert flag_text("", None, load_resources()).flags == ()
    assert flag_texts([], [], load_resources()) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We will not go.” The miners stayed in the yard."),
        ("ru", "«Маяк» передал сводку в полдень. Работа идёт."),
        ("fr", "« Le Phare » paraît le lundi. Le conseil siège à midi."),
        ("uk", "«Вечірній Марл» вийшов у понеділок. Рада засідає."),
    ],
)
def test_cited_sentences_and_names_are_no_scare_quotes(language: str, text: str) -> None:
    flags = flag_texts([text], [language], load_resources())[0].flags
    assert [flag for flag in flags if flag.subkind == "scare_quotes"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The engineers measured the gates on Tuesday.",
        "Two doctors asked the board of the bank for fuel.",
        "The answer of the ministry came after the rail strike.",
        "The tower stands beside the block; the fans went home.",
        "The dispute over the pound is a contest of two ministries.",
    ],
)
def test_nouns_that_look_like_a_verb_of_the_lexicons_are_no_choice(text: str) -> None:
    assert flag_text(text, "en", load_resources()).flags == ()
