"""Shares of time from readings, worked by hand."""

from scoring.engines.face_measures import (
    FACE_TOO_BRIEF,
    FRAME_RATE_TOO_LOW,
    NO_FACE,
    Look,
    face_shares,
    is_eye_contact,
    second_face_share,
)
from scoring.engines.face_reading import Box, FaceReading


def a_face(
    *,
    yaw: float = 0.0,
    gaze_yaw: float = 0.0,
    gaze_pitch: float = 0.0,
    smile: float = 0.0,
    closed: float = 0.05,
) -> FaceReading:
    return FaceReading(Box(0, 0, 100, 100), yaw, 0.0, gaze_yaw, gaze_pitch, smile, closed)


def looks(faces: list[FaceReading | None], *, fps: float = 15.0) -> list[Look]:
    return [Look(index / fps, face, False) for index, face in enumerate(faces)]


def test_shares_are_of_the_frames_with_a_face() -> None:
    shares = face_shares(looks([a_face(smile=0.9)] * 30 + [a_face()] * 30 + [None] * 40))
    assert shares.face_present == 0.6
    assert shares.smile == 0.5


def test_without_a_face_nothing_is_measured_but_its_absence() -> None:
    shares = face_shares(looks([None] * 20))
    assert (shares.face_present, shares.eye_contact, shares.smile) == (0.0, NO_FACE, NO_FACE)


def test_a_turned_head_with_eyes_on_the_camera_is_contact() -> None:
    assert is_eye_contact(a_face(yaw=30.0, gaze_yaw=2.0))
    assert not is_eye_contact(a_face(yaw=0.0, gaze_yaw=-26.0))
    assert not is_eye_contact(a_face(gaze_pitch=-30.0))


def test_three_short_closings_in_ten_seconds_are_eighteen_blinks_a_minute() -> None:
    faces: list[FaceReading | None] = [a_face() for _ in range(150)]
    for start in (20, 70, 120):
        faces[start : start + 3] = [a_face(closed=0.8)] * 3
    assert face_shares(looks(faces)).blink_rate_per_min == 18.0


def test_eyes_closed_for_two_seconds_are_no_blink_and_no_contact() -> None:
    shares = face_shares(looks([a_face()] * 120 + [a_face(closed=0.9)] * 30))
    assert shares.blink_rate_per_min == 0.0
    assert shares.eye_contact == 0.8


def test_blinks_need_frames_and_time() -> None:
    assert face_shares(looks([a_face()] * 100, fps=5)).blink_rate_per_min == FRAME_RATE_TOO_LOW
    assert face_shares(looks([a_face()] * 45)).blink_rate_per_min == FACE_TOO_BRIEF


def seen_second(times_s: list[float], *, duration_s: int) -> float:
    """The share over a look every half second."""
    return second_face_share([Look(i / 2, a_face(), i / 2 in times_s) for i in range(duration_s * 2)])


def test_somebody_who_looks_down_between_two_sightings_was_there() -> None:
    """Seen at 4 s and 9 s of 20 s: there from just after 3 s to just before 10 s, 13 of 40 looks."""
    assert seen_second([4.0, 9.0], duration_s=20) == 13 / 40


def test_one_sighting_alone_is_nobody() -> None:
    assert seen_second([4.0], duration_s=20) == 0.0
    assert seen_second([4.0, 15.0], duration_s=20) == 0.0
