"""The trained part of a checkpoint as the small, calibrated file that ships."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from compare.entailment.bundled import BundledEntailment
from compare.entailment.model import softmax
from compare.entailment.training.examples import Example


def pack(checkpoint: Path, depth: int, held_out: Sequence[Example], output: Path) -> float:
    """Writes the adapter with the temperature that fits ``held_out`` best; the temperature."""
    return _calibrated(adapter_arrays(checkpoint, depth), held_out, output)


def average(adapters: Sequence[Path], held_out: Sequence[Example], output: Path) -> float:
    """Writes the mean of packed adapters that were trained on from one another, calibrated; the temperature.

    A mean of weights does better than each on what none was trained on (Wortsman et al. 2022, "Model soups").
    A parameter that some adapters lack is the mean of the others.
    """
    stored = [dict(np.load(path)) for path in adapters]
    names = sorted({name for each in stored for name in each} - {"depth", "temperature"})
    arrays: dict[str, Any] = {
        name: np.mean([each[name] for each in stored if name in each], axis=0, dtype=np.float32).astype(
            np.float16
        )
        for name in names
    }
    return _calibrated(arrays | {"depth": stored[0]["depth"]}, held_out, output)


def _calibrated(arrays: dict[str, Any], held_out: Sequence[Example], output: Path) -> float:
    _write(output, arrays | {"temperature": np.float32(1.0)})
    scores = BundledEntailment(output).scores([(each.premise, each.hypothesis) for each in held_out])
    temperature = best_temperature(scores[:, :3], np.array([each.target for each in held_out]))
    _write(output, arrays | {"temperature": np.float32(temperature)})
    return temperature


def adapter_arrays(checkpoint: Path, depth: int) -> dict[str, Any]:
    """Parameters by name, layers numbered as in the model (``layers.4.q.up``), float16."""
    kept = torch.load(checkpoint, weights_only=True)["upper"]
    arrays = {_shifted(name, depth): value.float().numpy().astype(np.float16) for name, value in kept.items()}
    return arrays | {"depth": np.int64(depth)}


def parameters(arrays: Mapping[str, NDArray[np.floating]], depth: int) -> dict[str, torch.Tensor]:
    """The inverse of :func:`adapter_arrays`: a state for :class:`UpperLayers`, float32."""
    return {
        _shifted(name, -depth): torch.from_numpy(np.asarray(value, dtype=np.float32))
        for name, value in arrays.items()
        if name not in {"depth", "temperature"}
    }


def best_temperature(scores: NDArray[np.floating], target: NDArray[np.floating]) -> float:
    """What to divide scores (n, 3) by for the least cross entropy with ``target`` (Guo et al. 2017)."""

    def loss(temperature: float) -> float:
        return float(-(target * np.log(softmax(scores / temperature).clip(1e-7))).sum(axis=1).mean())

    return float(min(np.geomspace(0.3, 4.0, 400), key=loss))


def _shifted(name: str, by: int) -> str:
    return re.sub(r"^layers\.(\d+)", lambda found: f"layers.{int(found.group(1)) + by}", name)


def _write(path: Path, arrays: Mapping[str, Any]) -> None:
    with path.open("wb") as file:
        np.savez_compressed(file, **dict(sorted(arrays.items())))
