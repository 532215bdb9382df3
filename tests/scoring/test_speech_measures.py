"""Pace, pauses and fillers, worked by hand."""

import pytest

from scoring.measures import Flag, NotMeasured, Segment, Transcript, Word
from scoring.speech import count_fillers, measure_speech


def a_transcript(text: str, *, step_s: float = 0.25, pause_after: int | None = None, pause_s: float = 2.0,
                 flags: tuple[Flag, ...] = ()) -> Transcript:  # fmt: skip
    words, at_s = [], 0.0
    for index, character in enumerate(text):
        words.append(Word(at_s, at_s + step_s, character, 0.9))
        at_s += step_s + (pause_s if index == pause_after else 0.0)
    segment = Segment(0.0, at_s, text, 0.9, tuple(words))
    return Transcript(text, "zh", at_s, (segment,), flags, "e", "1")


def test_sixty_characters_in_fifteen_seconds_are_240_a_minute() -> None:
    measures = measure_speech(a_transcript("好" * 60, pause_after=29))
    assert measures.speech_rate_cpm == 240.0
    assert measures.pause_count == 1
    assert measures.longest_pause_s == pytest.approx(2.0)
    assert measures.articulation_share == pytest.approx(15 / 17, abs=1e-3)


def test_too_little_is_not_measured() -> None:
    assert isinstance(measure_speech(a_transcript("好的")).speech_rate_cpm, NotMeasured)


@pytest.mark.parametrize("flag", [Flag.SILENCE, Flag.NOISE, Flag.LOOP, Flag.WRONG_LANGUAGE])
def test_an_unusable_transcript_is_not_measured(flag: Flag) -> None:
    assert isinstance(measure_speech(a_transcript("好" * 60, flags=(flag,))).pause_count, NotMeasured)


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("嗯，客户发火的话，我觉得，就是，嗯，跟他解释一下吧", 3),
        ("遇到问题就问一下别人，然后，然后就解决了", 1),
        ("我先安抚客户，然后恢复业务，这就是我的办法", 0),
        ("那个客户很着急，这个业务要补登存折", 0),
    ],
)
def test_only_words_that_fill_time_are_fillers(text: str, fillers: int) -> None:
    assert count_fillers(text) == fillers
