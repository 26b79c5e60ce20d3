"""Draws that depend on the seed alone, and intervals by the percentile method."""

from __future__ import annotations

import numpy as np
import pytest

from compare.statistics import (
    benjamini_hochberg,
    bootstrap_draws,
    generator_for,
    log_odds,
    mean_interval,
    percentile_interval,
    permutation_p_value,
    row_means,
)


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


def test_the_interval_of_a_mean_depends_on_neither_order_nor_company() -> None:
    values = np.array([[0.2, 0.4, 0.6, 0.9, 0.7, 0.3]])
    bounds = mean_interval(values, 7, "2031-Q1")
    assert bounds is not None
    assert bounds[0] < values.mean() < bounds[1]
    assert mean_interval(values[:, ::-1], 7, "2031-Q1") == bounds
    both = mean_interval(np.vstack([values, values / 2]), 7, "2031-Q1")
    assert both is not None
    assert [float(each[0]) for each in both] == [float(each[0]) for each in bounds]
    assert mean_interval(values[:, :4], 7, "2031-Q1") is None


def test_units_that_agree_leave_no_doubt() -> None:
    bounds = mean_interval(np.full((2, 5), 0.25), 7, "all")
    assert bounds is not None
    assert [each.tolist() for each in bounds] == [[0.25, 0.25], [0.25, 0.25]]


def test_the_interval_of_a_mean_covers_it_about_as_often_as_it_says() -> None:
    """Skewed values between 0 and 1, six units: the plain percentile interval covers .88 of 95 %."""
    sample = generator_for(3, "coverage").beta(7, 3, size=(600, 6))
    bounds = mean_interval(sample, 7, "coverage")
    assert bounds is not None
    covered = np.mean((bounds[0] <= 0.7) & (bounds[1] >= 0.7))
    assert 0.91 < covered < 0.97


def test_log_odds_put_the_telling_terms_at_the_ends() -> None:
    a = {"invasion": 20, "talks": 30, "peace": 10}
    b = {"operation": 25, "talks": 30, "peace": 12}
    found = log_odds(a, b, prior={"talks": 100, "peace": 50, "invasion": 20, "operation": 20}, weight=50)
    assert (found[0].term, found[-1].term) == ("invasion", "operation")
    assert found[0].z > 1.96 > abs(found[1].z)
    assert found[0].q >= found[0].p
    mirrored = log_odds(b, a, prior={"talks": 100, "peace": 50, "invasion": 20, "operation": 20}, weight=50)
    assert [each.term for each in mirrored] == [each.term for each in reversed(found)]
    with pytest.raises(ValueError, match="no term"):
        log_odds({}, {"x": 0}, prior={})


def test_benjamini_hochberg_by_the_published_rule() -> None:
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert benjamini_hochberg([]) == []


def test_a_permutation_p_value_is_never_zero() -> None:
    null = np.array([0.1, 0.2, 0.3, 0.4])
    assert permutation_p_value(0.35, null) == pytest.approx(2 / 5)
    assert permutation_p_value(9.0, null) == pytest.approx(1 / 5)
