"""Draws that depend on the seed alone, and intervals by the percentile method."""

from __future__ import annotations

import numpy as np
import pytest

from compare.statistics import bootstrap_draws, generator_for, percentile_interval, row_means


def test_a_draw_depends_on_the_seed_and_the_parts_alone() -> None:
    first = bootstrap_draws(5, 3, 7, "r-1")
    generator_for(7, "r-2").random(100)
    assert first.tolist() == bootstrap_draws(5, 3, 7, "r-1").tolist()
    assert first.tolist() != bootstrap_draws(5, 3, 8, "r-1").tolist()
    assert first.tolist() != bootstrap_draws(5, 3, 7, "r-2").tolist()
    assert first.shape == (3, 5)
    assert 0 <= first.min() <= first.max() < 5


def test_percentile_interval() -> None:
    values = np.arange(101, dtype=np.float64)
    assert percentile_interval(values) == pytest.approx((2.5, 97.5))
    assert percentile_interval(np.append(values, np.nan)) == pytest.approx((2.5, 97.5))
    with pytest.raises(ValueError, match="no finite"):
        percentile_interval(np.array([np.nan]))


def test_row_means_leave_out_what_weighs_nothing() -> None:
    means = row_means(np.array([[1.0, 3.0], [1.0, 3.0]]), np.array([[1.0, 1.0], [0.0, 0.0]]))
    assert means[0] == 2.0
    assert np.isnan(means[1])
