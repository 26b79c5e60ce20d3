"""The bundled model as it ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from compare.entailment import EntailmentModel, default_entailment
from compare.entailment.bundled import ADAPTER, BundledEntailment
from compare.errors import ModelError

PAIRS = [
    ("The envoy left at noon.", "The envoy left at noon."),
    ("The envoy left at noon.", "Посланник уехал в полдень."),
    ("Les deux ministres ont signé le traité.", "Les ministres n'ont pas signé le traité."),
    ("", "a"),
    ("x\0y \ud800 🇺🇦", "\u200b"),
    ("word " * 400, "The envoy left at noon."),
]


@pytest.fixture(scope="module")
def model() -> EntailmentModel:
    return default_entailment()


def test_rows_are_probabilities(model: EntailmentModel) -> None:
    found = model.predict(PAIRS)
    assert found.shape == (len(PAIRS), 3)
    assert found.dtype == np.float32
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-6)
    assert model.predict([]).shape == (0, 3)


def test_a_row_is_the_same_in_any_company_and_on_any_number_of_threads(model: EntailmentModel) -> None:
    together = model.predict(PAIRS)
    alone = np.concatenate([model.predict([pair]) for pair in PAIRS])
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(together, model.predict(PAIRS[::-1])[::-1])
    np.testing.assert_array_equal(together, BundledEntailment(threads=3).predict(PAIRS))


def test_what_is_beyond_the_longest_text_is_not_read(model: EntailmentModel) -> None:
    long, longer = "The envoy left. " * 60, "The envoy left. " * 90
    premise = "The envoy left at noon."
    np.testing.assert_array_equal(model.predict([(premise, long)]), model.predict([(premise, longer)]))


def test_its_name_tells_weights_and_adapter(model: EntailmentModel, tmp_path: Path) -> None:
    assert model.name == "rashomon-e5-entailment"
    assert model.runtime.startswith("onnxruntime-")
    other = tmp_path / "adapter.npz"
    other.write_bytes(ADAPTER.read_bytes() + b"\0")
    assert BundledEntailment(other).revision != model.revision


def test_a_missing_adapter_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the entailment model is missing"):
        BundledEntailment(tmp_path / "none.npz").predict(PAIRS[:1])
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(ModelError, match="the file is damaged"):
        BundledEntailment(broken).predict(PAIRS[:1])
