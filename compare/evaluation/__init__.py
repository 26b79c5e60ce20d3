"""Figures on public sets: ``rashomon evaluate``. Each set has a scorer; each figure n, interval and floor."""

from compare.evaluation.registry import figures_of, known_sets
from compare.evaluation.table import render_table

__all__ = ["figures_of", "known_sets", "render_table"]
