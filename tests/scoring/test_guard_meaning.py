"""A guard that reads the whole meaning: what its head sees, and how far it draws a flagged answer."""

from importlib.resources import files

import numpy as np
import pytest

from scoring.profile import Guard, LinearHead, Profile, parse_profile


def guard(*, reads_meaning: bool, weights: tuple[float, ...]) -> Guard:
    head = LinearHead(0.0, np.array(weights))
    return Guard(head=head, flag_at=0.2, withhold_at=2.0, level=1.0, reads_meaning=reads_meaning)


def test_the_meaning_follows_the_point() -> None:
    # 2 · 1 + 3 · (−1) = −1; logistic(−1) = .2689.
    seen = guard(reads_meaning=True, weights=(2.0, 3.0)).probability(np.array([1.0]), np.array([-1.0]))
    assert seen == pytest.approx(0.2689, abs=1e-4)


def test_a_guard_without_meaning_reads_the_point_alone() -> None:
    seen = guard(reads_meaning=False, weights=(2.0,)).probability(np.array([1.0]), np.array([-1.0]))
    assert seen == pytest.approx(0.8808, abs=1e-4)


def test_a_just_flagged_answer_is_drawn_half_way_and_a_certain_one_wholly() -> None:
    one = guard(reads_meaning=True, weights=(0.0, 0.0))
    # .5 · .8 / (.5 · .8 + .2 · .5) = .8
    assert [one.pull(p) for p in (0.2, 0.5, 1.0)] == pytest.approx([0.5, 0.8, 1.0])


def test_an_older_profile_is_still_read_and_draws_as_it_did(profile: Profile) -> None:
    text = files("config.scoring").joinpath("profile_1.1.0.json").read_text(encoding="utf-8")
    older = parse_profile(text).guards["misconduct"]
    assert not older.reads_meaning
    assert older.pull(0.6) == 0.6
    assert profile.guards["misconduct"].reads_meaning
