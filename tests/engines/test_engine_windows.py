"""What is left of a window when the model stopped early, worked by hand."""

from scoring.engines.media_wire import SAMPLE_RATE_HZ
from scoring.engines.speech_windows import Window


def a_window(*voice_s: tuple[float, float]) -> Window:
    """A window of 12 s with voice at those seconds."""
    stretches = tuple((round(a * SAMPLE_RATE_HZ), round(b * SAMPLE_RATE_HZ)) for a, b in voice_s)
    return Window(0, 12 * SAMPLE_RATE_HZ, stretches)


def test_the_rest_begins_with_the_next_voice() -> None:
    rest = a_window((0.5, 2.5), (4.0, 8.0)).after(2.2)
    assert rest is not None
    assert (rest.start_s, rest.end, rest.voiced_s) == (4.0, 12 * SAMPLE_RATE_HZ, 4.0)


def test_a_stretch_is_cut_where_the_words_ended() -> None:
    rest = a_window((0.5, 8.0)).after(3.0)
    assert rest is not None
    assert (rest.start_s, rest.voiced_s) == (3.0, 5.0)


def test_the_quiet_around_the_last_word_is_nothing_left() -> None:
    """A stretch holds 0.4 s of its surroundings."""
    assert a_window((0.5, 8.0)).after(7.7) is None


def test_hearing_again_gets_somewhere_or_ends() -> None:
    """Words that all seem to be said at the very start would be heard for ever."""
    assert a_window((0.0, 8.0)).after(0.0) is None
    assert a_window((0.0, 8.0)).after(0.2) is None
