"""Homophone repair: the dictionary proposes, the model has the last word."""

from collections.abc import Sequence

import pytest

from scoring.engines.homophones import Character, repair
from scoring.engines.pronunciation import Pronunciation, fold


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    return Pronunciation()


def written(text: str, unsure: str) -> list[Character]:
    return [Character(c, 0.5 if c in unsure else 0.99) for c in text]


def indifferent(texts: Sequence[str]) -> list[float]:
    return [0.0] * len(texts)


def deaf_to_change(texts: Sequence[str]) -> list[float]:
    return [0.0] + [-30.0] * (len(texts) - 1)


def test_a_word_of_the_dictionary_replaces_its_sound(pronunciation: Pronunciation) -> None:
    [edit] = repair(written("跟大堂京理建议", "京"), pronunciation.with_hints([]), indifferent)
    assert (edit.start, edit.end, edit.text) == (3, 5, "经理")


def test_the_model_can_refuse_any_proposal(pronunciation: Pronunciation) -> None:
    assert repair(written("跟大堂京理建议", "京"), pronunciation.with_hints([]), deaf_to_change) == []


def test_what_the_model_is_sure_of_is_left_alone(pronunciation: Pronunciation) -> None:
    assert repair(written("跟大堂京理建议", ""), pronunciation.with_hints([]), indifferent) == []


def test_a_hint_is_found_by_its_sound(pronunciation: Pronunciation) -> None:
    heard = written("我负责明面系桶", "面桶")
    assert repair(heard, pronunciation.with_hints([]), indifferent) != []
    texts = [edit.text for edit in repair(heard, pronunciation.with_hints(["明面系统"]), indifferent)]
    assert texts == ["明面系统"]


def test_traditional_text_is_weighed_in_its_own_characters(pronunciation: Pronunciation) -> None:
    asked: list[str] = []

    def listen(texts: Sequence[str]) -> list[float]:
        asked.extend(texts)
        return [0.0] * len(texts)

    repair(written("跟大堂京理建議", "京"), pronunciation.with_hints([]), listen)
    assert "跟大堂經理建議" in asked


def test_retroflex_initials_and_back_nasals_fold() -> None:
    assert (fold("zhang"), fold("jing"), fold("shi")) == ("zan", "jin", "si")
