"""Face observation: one decoding pass, frames at even times, landmarks and expression on each face found."""

from importlib.metadata import version
from pathlib import Path
from typing import IO

import numpy as np

from scoring.engines.emotion import EmotionReader
from scoring.engines.face_measures import NO_FACE, NO_PICTURE, FaceShares, Look, face_shares
from scoring.engines.face_reading import Box, FaceReader, Picture
from scoring.engines.face_search import FaceSearch
from scoring.engines.media import Frame, MediaLimits, decode_media
from scoring.measures import FaceObservation, Flag, NotMeasured

SAMPLE_RATE_FPS = 15.0  # blinks need ten and more
EMOTION_EVERY_S = 1.0
EMOTION_CROP_SCALE = 1.1  # of the landmarks' box, which ends at the hairline
MIN_EMOTION_FACE_PX = 32
NO_FACE_SHARE = 0.5  # face in less than half of the time
SECOND_FACE_SHARE = 0.1  # another face for at least this share of the time
REVISION = 3


class MediaPipeFaceObserver:
    """FaceObserver over MediaPipe Face Landmarker and deepface's emotion call. It identifies and classes nobody."""

    def __init__(self, *, landmarker: Path, emotion: Path, deepface_home: Path | None = None) -> None:
        """deepface_home: a writable folder; beside the emotion model when not given."""
        self._reader = FaceReader(landmarker)
        self._emotion = EmotionReader(emotion, deepface_home=deepface_home or emotion.parent / "deepface")
        self.engine = "mediapipe-face-landmarker"
        self.engine_version = f"{version('mediapipe')}/{self._emotion.engine_version}/{REVISION}"

    def close(self) -> None:
        """Release MediaPipe's graph; call it before the process ends."""
        self._reader.close()

    def observe(self, source: Path | IO[bytes], *, limits: MediaLimits | None = None) -> FaceObservation:
        """See FaceObserver."""
        watch = _Watch(FaceSearch(self._reader), self._emotion)
        media = decode_media(
            source, want_audio=False, frame_rate=SAMPLE_RATE_FPS, on_frame=watch.take, limits=limits
        )
        if not watch.looks:
            return self._observation(media.duration_s, None, NO_PICTURE)
        return self._observation(media.duration_s, face_shares(watch.looks), watch.emotions())

    def _observation(
        self, duration_s: float, shares: FaceShares | None, emotions: dict[str, float] | NotMeasured
    ) -> FaceObservation:
        return FaceObservation(
            duration_s=duration_s,
            face_present=shares.face_present if shares else NO_PICTURE,
            second_face=shares.second_face if shares else NO_PICTURE,
            eye_contact=shares.eye_contact if shares else NO_PICTURE,
            smile=shares.smile if shares else NO_PICTURE,
            head_turned=shares.head_turned if shares else NO_PICTURE,
            blink_rate_per_min=shares.blink_rate_per_min if shares else NO_PICTURE,
            emotions=emotions,
            flags=_flags(shares) if shares else (),
            engine=self.engine,
            engine_version=self.engine_version,
        )


class _Watch:
    """Takes frames in as they are decoded and keeps numbers only, no pictures."""

    def __init__(self, search: FaceSearch, emotion: EmotionReader) -> None:
        self._search = search
        self._emotion = emotion
        self._emotion_at_s = 0.0
        self._expressions: list[dict[str, float]] = []
        self.looks: list[Look] = []

    def take(self, frame: Frame) -> None:
        face = self._search.main_face(frame.rgb, frame.at_s)
        self.looks.append(Look(frame.at_s, face, self._search.sees_second_face(frame.at_s)))
        if face and frame.at_s >= self._emotion_at_s and face.box.size >= MIN_EMOTION_FACE_PX:
            self._emotion_at_s = frame.at_s + EMOTION_EVERY_S
            self._expressions.append(self._emotion.read(_face_crop(frame.rgb, face.box)))

    def emotions(self) -> dict[str, float] | NotMeasured:
        """The mean probability of each class over the sampled faces."""
        if not self._expressions:
            return NO_FACE
        names = self._expressions[0]
        return {name: round(float(np.mean([e[name] for e in self._expressions])), 4) for name in names}


def _face_crop(frame: Picture, box: Box) -> Picture:
    """A square around the face, filled up at the picture's edges by repeating them."""
    square = box.square(EMOTION_CROP_SCALE)
    side = max(1, round(square.size))
    rows = np.clip(np.arange(round(square.top), round(square.top) + side), 0, frame.shape[0] - 1)
    columns = np.clip(np.arange(round(square.left), round(square.left) + side), 0, frame.shape[1] - 1)
    return frame[np.ix_(rows, columns)]


def _flags(shares: FaceShares) -> tuple[Flag, ...]:
    flags = []
    if shares.face_present < NO_FACE_SHARE:
        flags.append(Flag.NO_FACE)
    if shares.second_face >= SECOND_FACE_SHARE:
        flags.append(Flag.SECOND_FACE)
    return tuple(flags)
