"""A corrected transcript: what changed, and the times that the corrected words keep."""

import pytest

from scoring.correction import PieceKind, changed_share, corrected_transcript, pieces
from scoring.measures import Flag, Segment, Transcript, Word
from scoring.quotes import spoken_times


def heard(text: str, *flags: Flag, words: tuple[Word, ...] = ()) -> Transcript:
    """One segment from 10 s to 10 s and half a second a character."""
    segment = Segment(10.0, 10.0 + len(text) / 2, text, 0.6, words)
    return Transcript(text, "zh", 60.0, (segment,) if text else (), flags, "ear", "1")


def test_the_share_counts_spoken_characters_of_both_texts() -> None:
    # 8 and 8 characters, 6 in common: 1 - 2 * 6 / 16
    assert changed_share("补登存着三分钟", "补登存折三分钟") == pytest.approx(1 - 12 / 14, abs=0.0001)
    assert changed_share("我先听，他说。", "我先听他说") == 0.0


def test_what_was_taken_out_and_put_in_reads_in_order() -> None:
    found = [(piece.kind, piece.text) for piece in pieces("他要步登存折", "他要补登存折")]
    assert found == [
        (PieceKind.SAME, "他要"),
        (PieceKind.REMOVED, "步"),
        (PieceKind.ADDED, "补"),
        (PieceKind.SAME, "登存折"),
    ]


def test_a_replaced_character_takes_the_time_of_the_one_it_replaces() -> None:
    corrected = corrected_transcript(heard("他要步登存折"), "他要补登存折")
    assert spoken_times("补登存折", corrected) == (11.0, 13.0)  # the third to the sixth half second
    assert corrected.text == "他要补登存折"


def test_words_put_in_share_the_gap_between_their_neighbours() -> None:
    words = (Word(0.0, 1.0, "我", 0.9), Word(3.0, 4.0, "去", 0.9))
    corrected = corrected_transcript(heard("我去", words=words), "我马上去")
    assert [(w.text, w.start_s, w.end_s) for w in corrected.segments[0].words] == [
        ("我", 0.0, 1.0),
        ("马", 1.0, 2.0),
        ("上", 2.0, 3.0),
        ("去", 3.0, 4.0),
    ]
    assert [w.confidence for w in corrected.segments[0].words] == [0.9, 1.0, 1.0, 0.9]


def test_sentences_become_segments() -> None:
    corrected = corrected_transcript(heard("我先听他说然后去办"), "我先听他说。然后去办。")
    assert [(s.text, s.start_s, s.end_s) for s in corrected.segments] == [
        ("我先听他说。", 10.0, 12.5),
        ("然后去办。", 12.5, 14.5),
    ]


def test_a_small_correction_says_so_and_a_large_one_asks_for_a_person() -> None:
    assert corrected_transcript(heard("他要步登存折"), "他要补登存折").flags == (Flag.CORRECTED,)
    rewritten = corrected_transcript(heard("我不太记得了"), "我先听客户把话说完再带他去办")
    assert rewritten.flags == (Flag.HEAVILY_CORRECTED,)


def test_the_recognisers_own_failure_is_put_right_but_silence_stays() -> None:
    assert Flag.LOOP not in corrected_transcript(heard("好好好好", Flag.LOOP), "好，我先道歉。").flags
    silent = corrected_transcript(heard("", Flag.SILENCE), "我先道歉。")
    assert Flag.SILENCE in silent.flags
    assert silent.segments == ()
