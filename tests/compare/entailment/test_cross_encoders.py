"""Cross-encoders of sentence-transformers: the order of the labels is the model's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from compare.entailment import EntailmentModel, load_entailment
from compare.errors import ModelError

pytestmark = pytest.mark.slow

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "envoy", "left", "stayed", "the", "not"]
PAIRS = [("the envoy left", "the envoy stayed"), ("envoy", "not envoy"), ("left", "left")]


def _save(folder: Path, labels: list[str]) -> str:
    """An untrained model of one small layer, the same weights for every list of labels."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_columns_follow_the_names_of_the_labels(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    model = load_entailment(_save(one, ["entailment", "neutral", "contradiction"]))
    turned = load_entailment(_save(other, ["CONTRADICTION", "ENTAILMENT", "NEUTRAL"]))
    assert isinstance(model, EntailmentModel)
    found = model.predict(PAIRS)
    assert found.shape == (3, 3)
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(turned.predict(PAIRS), found[:, [1, 2, 0]], atol=1e-6)
    np.testing.assert_allclose(model.predict(PAIRS[:1]), found[:1], atol=1e-6)
    assert model.predict([]).shape == (0, 3)


def test_other_labels_and_other_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="its labels are good, bad, ugly; an entailment model has"):
        load_entailment(_save(tmp_path, ["good", "bad", "ugly"]))
    with pytest.raises(ModelError, match="no cross-encoder of sentence-transformers loads from there"):
        load_entailment(str(tmp_path / "nowhere"))
