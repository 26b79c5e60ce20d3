"""Language detection: twelve or more texts a language, short and long, and texts outside the four."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compare.documents.language import detect_language

TEXTS = {
    "en": """
        The call lasted an hour.
        Valdoria denies it.
        No agreement was reached.
        The minister said that the talks would go on.
        They discussed the treaty.
        We will not accept this.
        This is not true.
        Both sides agreed to keep the bridge open.
        The President of Valdoria spoke today with the Chancellor of Estmark.
        "Sincere dialogue is needed", she wrote.
        The delegation of Émile Brûlé-Côté left the capital before the vote on the budget.
        On Monday the two governments announced that shipping on the river Ost would resume within ten days.
    """,
    "fr": """
        La réunion a duré une heure.
        C'est faux.
        L’Estmark dément.
        Aucun accord n'a été trouvé.
        Le ministre a déclaré que les discussions se poursuivraient.
        Ils ont évoqué le traité.
        Nous ne l'accepterons pas.
        Ce n’est pas vrai.
        Les deux parties ont convenu de garder le pont ouvert.
        « Un dialogue sincère est nécessaire », a-t-elle écrit.
        Le président de la Valdorie s'est entretenu avec le chancelier.
        Lundi, les deux gouvernements ont annoncé que la navigation sur le fleuve reprendrait sous dix jours.
    """,
    "ru": """
        Встреча длилась один час.
        Это неправда.
        Вальдория это отрицает.
        Соглашения достичь не удалось.
        Министр заявил, что переговоры продолжатся.
        Они обсудили договор.
        Мы этого не примем.
        Обе стороны договорились не закрывать мост.
        Президент Вальдории поговорил с канцлером Эстмарка.
        «Нужен искренний диалог», — написала она.
        Пресс-служба не ответила на вопросы.
        В понедельник оба правительства объявили, что судоходство по реке возобновится в течение десяти дней.
    """,
    "uk": """
        Зустріч тривала одну годину.
        Це неправда.
        Вальдорія це заперечує.
        Угоди досягти не вдалося.
        Міністр заявив, що переговори триватимуть.
        Вони обговорили договір.
        Ми цього не приймемо.
        Обидві сторони домовилися не закривати міст.
        Президент Вальдорії поговорив із канцлером Естмарку.
        «Потрібен щирий діалог», — написала вона.
        Пресслужба не відповіла на запитання.
        У понеділок обидва уряди оголосили, що судноплавство річкою відновиться протягом десяти днів.
    """,
    "de": "Das Treffen dauerte eine Stunde.\nDie Minister sprachen über den Vertrag und die Grenze.",
    "es": "La reunión duró una hora.\nLos ministros hablaron del tratado y de la frontera.",
    "it": "L'incontro è durato un'ora.\nI ministri hanno parlato del trattato e del confine.",
    "pl": "Spotkanie trwało godzinę.\nMinistrowie rozmawiali o traktacie i granicy.",
    "cs": "Ministři hovořili o smlouvě a o hranici.",
    "tr": "Bakanlar anlaşma ve sınır hakkında konuştu.",
    "be": "Сустрэча доўжылася гадзіну.\nМіністры размаўлялі пра дамову і мяжу.",
    "bg": "Срещата продължи един час.\nМинистрите разговаряха за договора и границата.",
    "kk": "Кездесу бір сағатқа созылды.",
    "ar": "استمر الاجتماع ساعة واحدة.",
    "zh": "会议持续了一个小时。",
    "ja": "会議は一時間続いた。",
    "el": "Η συνάντηση διήρκεσε μία ώρα.",
    "he": "הפגישה נמשכה שעה.",
    "ka": "შეხვედრა ერთ საათს გაგრძელდა.",
    "ca": "Els ministres van dir que les converses continuaran; les parts ho volen des de fa anys.",
    "nl": "De ministers zeiden dat de gesprekken doorgaan, of dat de grens dicht blijft.",
    "und": "12.02.2022, 10:30\n…?!\n🙂 🙂",
}
CASES = [(text.strip(), code) for code, texts in TEXTS.items() for text in texts.strip().splitlines()]


@pytest.mark.parametrize(("text", "code"), CASES)
def test_a_sentence(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize("code", ["en", "fr", "ru", "uk"])
def test_a_long_text_and_the_order_of_calls(code: str) -> None:
    long = " ".join(TEXTS[code].split())
    assert detect_language(long * 100) == detect_language(long) == code


def test_most_of_the_text_decides() -> None:
    english = "The minister called the proposal «неприемлемым» and left the meeting with Valdoria."
    assert detect_language(english) == "en"


def test_decomposed_letters_are_letters() -> None:
    assert detect_language("Ії сказали: зустріч тривала годину".replace("ї", "і\u0308")) == "uk"


def test_nothing_is_loaded_on_import() -> None:
    heavy = {"lingua", "trafilatura", "pypdf", "docx", "lxml"}
    code = f"import sys, compare.documents; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.shared
@pytest.mark.parametrize("code", ["en", "fr", "ru", "uk"])
def test_translated_news(shared: Path, code: str) -> None:
    lines = (shared / "eval" / "ntrex" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:300]
    right = sum(detect_language(json.loads(line)[code]) == code for line in lines)
    assert right >= 0.985 * len(lines)
