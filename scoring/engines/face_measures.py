"""From readings over time to the observation: shares of time, blinks. Pure arithmetic.

What they can't tell: why somebody looks away or smiles, and whether that says anything about the job. Thresholds
were set on stills and videos looked at by eye; figures are in bench/results/engines.md.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.engines.face_reading import FaceReading
from scoring.measures import NotMeasured

# The camera sits above the screen: a candidate who reads the question looks 10–15° down and still faces us.
# Stills of people who look into the camera stay within 8° to the side; those who look past it start at 10°.
CONTACT_YAW_DEG = 10.0
CONTACT_UP_DEG = 13.0
CONTACT_DOWN_DEG = 18.0
CONTACT_MAX_CLOSED = 0.55
SMILE_MIN = 0.5
TURNED_YAW_DEG = 25.0
TURNED_PITCH_DEG = 25.0
BLINK_RISE = 0.25  # of the eyes-closed coefficient above its median, the open eye
BLINK_MIN = 0.4
BLINK_MAX_S = 0.5  # longer is a look down or closed eyes
BLINK_MIN_FRAME_RATE = 10.0  # a blink lasts 0.1–0.4 s
BLINK_MIN_FACE_S = 5.0
MIN_FACE_FRAMES = 5
# Whoever sits beside the candidate looks down or away, unseen, more often than they leave: two sightings no further
# apart are one presence. A single sighting is none. A look for a second face is made once a second.
SECOND_GAP_S = 6.0
SECOND_LOOK_EVERY_S = 1.0

NO_FACE = NotMeasured("人脸未入镜")
NO_PICTURE = NotMeasured("没有画面")
FRAME_RATE_TOO_LOW = NotMeasured("画面帧率不足，无法统计眨眼")
FACE_TOO_BRIEF = NotMeasured("人脸入镜时间不足，无法统计眨眼")


@dataclass(frozen=True, slots=True)
class Look:
    """One sampled frame. face: None when there is none. second_face: another one was seen just then."""

    at_s: float
    face: FaceReading | None
    second_face: bool


@dataclass(frozen=True, slots=True)
class Blink:
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class FaceShares:
    face_present: float
    second_face: float
    eye_contact: float | NotMeasured
    smile: float | NotMeasured
    head_turned: float | NotMeasured
    blink_rate_per_min: float | NotMeasured


def face_shares(looks: Sequence[Look]) -> FaceShares:
    """Shares of time over evenly sampled looks; at least one look."""
    with_face = [look for look in looks if look.face]
    present = len(with_face) / len(looks)
    second = second_face_share(looks)
    if len(with_face) < MIN_FACE_FRAMES:
        return FaceShares(round(present, 4), round(second, 4), NO_FACE, NO_FACE, NO_FACE, NO_FACE)
    blinks = find_blinks(with_face)
    open_eyed = [look for look in with_face if not _in_blink(look.at_s, blinks)] or with_face
    return FaceShares(
        face_present=round(present, 4),
        second_face=round(second, 4),
        eye_contact=_share(open_eyed, is_eye_contact),
        smile=_share(with_face, lambda face: face.smile >= SMILE_MIN),
        head_turned=_share(with_face, is_head_turned),
        blink_rate_per_min=_blink_rate(with_face, blinks),
    )


def second_face_share(looks: Sequence[Look]) -> float:
    """The share of looks at which somebody else was there, seen or not."""
    seen = [look.at_s for look in looks if look.second_face]
    presences = [(a, b) for a, b in pairwise(seen) if b - a <= SECOND_GAP_S]
    there = [
        look
        for look in looks
        if any(a - SECOND_LOOK_EVERY_S < look.at_s < b + SECOND_LOOK_EVERY_S for a, b in presences)
    ]
    return len(there) / len(looks)


def is_eye_contact(face: FaceReading) -> bool:
    """Do the eyes look towards the camera?"""
    level = -CONTACT_DOWN_DEG <= face.gaze_pitch_deg <= CONTACT_UP_DEG
    return abs(face.gaze_yaw_deg) <= CONTACT_YAW_DEG and level and face.eyes_closed <= CONTACT_MAX_CLOSED


def is_head_turned(face: FaceReading) -> bool:
    return abs(face.head_yaw_deg) >= TURNED_YAW_DEG or abs(face.head_pitch_deg) >= TURNED_PITCH_DEG


def find_blinks(looks: Sequence[Look]) -> list[Blink]:
    """Short closings of the eyes, against this person's own open eye."""
    closed = [(look.at_s, look.face.eyes_closed) for look in looks if look.face]
    threshold = max(BLINK_MIN, statistics.median(value for _, value in closed) + BLINK_RISE)
    blinks: list[Blink] = []
    start_s: float | None = None
    for at_s, value in closed:
        if value >= threshold:
            start_s = at_s if start_s is None else start_s
        elif start_s is not None:
            if at_s - start_s <= BLINK_MAX_S:
                blinks.append(Blink(start_s, at_s))
            start_s = None
    return blinks


def _blink_rate(looks: Sequence[Look], blinks: Sequence[Blink]) -> float | NotMeasured:
    steps = [b.at_s - a.at_s for a, b in pairwise(looks)]
    step_s = statistics.median(steps)
    if step_s > 1.05 / BLINK_MIN_FRAME_RATE:
        return FRAME_RATE_TOO_LOW
    face_s = len(looks) * step_s
    if face_s < BLINK_MIN_FACE_S:
        return FACE_TOO_BRIEF
    return round(60.0 * len(blinks) / face_s, 2)


def _share(looks: Sequence[Look], holds: Callable[[FaceReading], bool]) -> float:
    faces = [look.face for look in looks if look.face]
    return round(sum(holds(face) for face in faces) / len(faces), 4)


def _in_blink(at_s: float, blinks: Sequence[Blink]) -> bool:
    return any(blink.start_s <= at_s < blink.end_s for blink in blinks)
