"""Which scorers a set has; they are imported at the moment of use and handed what they ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

from compare.embedding import Encoder
from compare.errors import DocumentError, OptionError
from compare.evaluation.figures import Figure
from compare.resources import Resources

SCORERS: dict[str, tuple[str, ...]] = {
    "stsb_multi": ("relations.score_pairs",),
    "ntrex": ("similarity.score_ntrex",),
    "ecbplus": ("relations.score_pairs",),
    "refresd": ("relations.score_pairs",),
    "paraphraser_ru": ("relations.score_pairs", "relations.score_calibration"),
    "pawsx": ("relations.score_pairs", "entailment.score_pawsx"),
    "xnli": ("entailment.score_xnli",),
    "daccord_fr": ("entailment.score_daccord",),
    "terra_ru": ("entailment.score_terra",),
    "anli": ("entailment.score_anli",),
    "fever_symmetric": ("entailment.score_fever_symmetric", "relations.score_calibration"),
    "sick": ("entailment.score_sick", "relations.score_calibration"),
    "propsegment": ("segmentation.score_propsegment", "relations.score_absence"),
    "wice": ("relations.score_absence",),
    "polnear": ("attribution.score_polnear",),
    "babe": ("framing.score_babe",),
    "conll2010_wiki": ("framing.score_conll2010",),
    "unlp2025": ("framing.score_unlp",),
    "ptc": ("framing.score_ptc",),
    "basil": ("framing.score_basil",),
    "framing": ("framing_gold.score_framing_gold",),
    "readouts": ("readouts.score_readouts", "segmentation.score_readout_claims"),
}


def known_sets(data: Path) -> list[str]:
    """The sets with a scorer that lie in ``data``, in the order of this page.

    Raises:
        DocumentError: none is there.
    """
    found = [name for name in SCORERS if (_folder(data) / name).is_dir()]
    if not found:
        raise DocumentError(
            str(data), "holds none of the sets", f"give a folder with one of {', '.join(SCORERS)}"
        )
    return found


def figures_of(
    name: str, data: Path, *, encoder: Encoder, resources: Resources, limit: int | None = None
) -> list[Figure]:
    """Every figure of one set; ``limit`` reads only the first items.

    Raises:
        OptionError: there is no scorer for the set. DocumentError: its files are not there.
    """
    if name not in SCORERS:
        raise OptionError("SET", name, f"there are scorers for {', '.join(SCORERS)}")
    figures: list[Figure] = []
    for scorer in SCORERS[name]:
        module, function = scorer.split(".")
        score = getattr(import_module(f"compare.evaluation.{module}"), function)
        asked = [each for each in signature(score).parameters if each != "options"]
        figures += score(**_collaborators(asked, name, _folder(data), encoder, resources, limit))
    return figures


def _collaborators(
    asked: Sequence[str], name: str, data: Path, encoder: Encoder, resources: Resources, limit: int | None
) -> dict[str, Any]:
    from compare.entailment import default_entailment

    given: dict[str, Any] = {
        "name": name, "data": data, "encoder": encoder, "resources": resources, "limit": limit,
    }  # fmt: skip
    if "model" in asked:
        given["model"] = default_entailment()
    if "judge" in asked:
        from compare.relations import RelationJudge

        given["judge"] = RelationJudge(encoder, default_entailment(), resources)
    return {each: given[each] for each in asked}


def _folder(data: Path) -> Path:
    """``data`` itself, or its subfolder ``eval``."""
    return data / "eval" if (data / "eval").is_dir() else data
