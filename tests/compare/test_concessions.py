"""What one account has the other side agree to, and the other side's own account does not contain."""

from __future__ import annotations

import pytest

from compare import compare_readouts
from compare.records import ChainLink, Claim, Readout, Span
from compare.resources import Resources
from compare.sides import own_accounts, sides_to_compare
from corpora import load_resources

ACCOUNTS = {
    "en": (
        "Emmanuel Macron spoke with Vladimir Putin. Putin agreed to leave the western training grounds.",
        "Vladimir Putin spoke with Emmanuel Macron. The presidents discussed the price of gas.",
        "Putin agreed to leave the western training grounds",
    ),
    "fr": (
        "Emmanuel Macron s'est entretenu avec Vladimir Poutine. Vladimir Poutine a accepté de quitter les "
        "terrains d'exercice.",
        "Vladimir Poutine s'est entretenu avec Emmanuel Macron. Les présidents ont évoqué le prix du gaz.",
        "Vladimir Poutine a accepté de quitter les terrains d'exercice",
    ),
    "ru": (
        "Эммануэль Макрон поговорил с Владимиром Путиным. Владимир Путин согласился вывести войска с полигонов.",
        "Владимир Путин поговорил с Эммануэлем Макроном. Президенты обсудили цены на газ.",
        "Владимир Путин согласился вывести войска с полигонов",
    ),
    "uk": (
        "Емманюель Макрон поговорив із Володимиром Путіним. Володимир Путін погодився вивести війська з полігонів.",
        "Володимир Путін поговорив з Емманюелем Макроном. Президенти обговорили ціни на газ.",
        "Володимир Путін погодився вивести війська з полігонів",
    ),
}


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


_LINKED = pytest.mark.xfail(
    reason="in so short an account the claim is linked to the bare news of the call, at .34: a false link",
    strict=True,
)


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=_LINKED), "ru", "uk"])
def test_a_concession_of_the_other_side_is_a_finding_of_its_own(language: str, resources: Resources) -> None:
    theirs, own, words = ACCOUNTS[language]
    comparison = compare_readouts(
        [
            Readout(source="Élysée", text=theirs, language=language),
            Readout(source="Kremlin", text=own, language=language),
        ],
        resources=resources,
    )
    found = [each.headline for each in comparison.findings if each.kind == "attributed_concession"]
    assert found == [
        f"Élysée says “{words}”, a concession that Kremlin's own account does not contain.",
    ]


def test_it_is_found_inside_one_article(resources: Resources) -> None:
    article = Readout(
        source="article",
        language="en",
        text="The Élysée Palace reported that Vladimir Putin had promised to leave the western training "
        "grounds by Sunday. “The presidents discussed the price of gas,” the Kremlin said.",
    )
    readouts, documents = sides_to_compare([article], resources)
    comparison = compare_readouts(readouts, resources=resources, documents=documents)
    (found,) = [each for each in comparison.findings if each.kind == "attributed_concession"]
    assert "a concession that Russia's own account does not contain" in found.headline


def test_what_the_side_itself_says_is_no_concession_to_it(resources: Resources) -> None:
    theirs, own, _ = ACCOUNTS["en"]
    comparison = compare_readouts(
        [
            Readout(source="Kremlin", text=theirs, language="en"),
            Readout(source="Élysée", text=own, language="en"),
        ],
        resources=resources,
    )
    assert not [each for each in comparison.findings if each.kind == "attributed_concession"]


def _claim(readout: Readout, actor: str, stance: str = "neutral") -> Claim:
    return Claim(
        id=f"{readout.source}-{actor}-{stance}",
        readout=readout.id,
        start=0,
        end=1,
        spans=(Span(0, 1),),
        kind="indirect",
        chain=(ChainLink(actor=actor, stance=stance),),
    )


def test_whose_account_is_whose(resources: Resources) -> None:
    bulletin, other = (Readout(source=name, text="x", language="en") for name in ("Bulletin", "Other"))
    moscow = Readout(source="Kremlin", text="x", language="en")
    own = own_accounts(
        [bulletin, moscow, other],
        [
            _claim(bulletin, "putin", "admit"),
            _claim(bulletin, "x-vell"),
            _claim(other, "x-vell", "admit"),
            _claim(bulletin, "x-orr"),
            _claim(other, "x-orr"),
        ],
        resources,
    )
    assert own == {"putin": moscow.id, "x-vell": bulletin.id}
