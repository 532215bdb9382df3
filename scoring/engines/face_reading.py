"""One face in one picture: MediaPipe's landmarks, expression coefficients and head pose, as angles and shares."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.engines.errors import EngineCode, EngineError, EnginePermanent

Picture = npt.NDArray[np.uint8]

MAX_FACES = 4
MIN_CONFIDENCE = 0.5
# An eye turned as far as the coefficient goes looks about 30° to the side and 20° up or down; fitted on stills
# of people who look into the camera with the head turned up to 30°.
EYE_YAW_DEG = 30.0
EYE_PITCH_DEG = 20.0
# Landmarks of a level face with eyes on the camera read as if it looked this far down.
PITCH_BIAS_DEG = 8.0
SYSTEM_LIBRARIES = ("libEGL", "libGLES")


@dataclass(frozen=True, slots=True)
class Box:
    """In pixels of the frame, right and bottom exclusive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        return max(self.right - self.left, self.bottom - self.top)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def square(self, scale: float) -> "Box":
        """The square around the same centre, `scale` times as large."""
        x, y = self.centre
        half = self.size * scale / 2
        return Box(x - half, y - half, x + half, y + half)


@dataclass(frozen=True, slots=True)
class FaceReading:
    """head_*: where the nose points; gaze_*: where the eyes look; degrees from the camera, right and up positive."""

    box: Box
    head_yaw_deg: float
    head_pitch_deg: float
    gaze_yaw_deg: float
    gaze_pitch_deg: float
    smile: float  # 0–1
    eyes_closed: float  # 0–1


class FaceReader:
    """A warm MediaPipe Face Landmarker. Reads faces that are large in the picture handed to it."""

    def __init__(self, model: Path) -> None:
        try:
            import mediapipe
            from mediapipe.tasks.python import vision
            from mediapipe.tasks.python.core.base_options import BaseOptions

            self._image = mediapipe.Image
            self._format = mediapipe.ImageFormat.SRGB
            options = vision.FaceLandmarkerOptions(
                base_options=BaseOptions(model_asset_path=str(model)),
                num_faces=MAX_FACES,
                min_face_detection_confidence=MIN_CONFIDENCE,
                min_face_presence_confidence=MIN_CONFIDENCE,
                output_face_blendshapes=True,
                output_facial_transformation_matrixes=True,
            )
            self._landmarker = vision.FaceLandmarker.create_from_options(options)
        except (ImportError, OSError, RuntimeError, ValueError) as exc:
            raise _load_failure(exc) from exc

    def close(self) -> None:
        """Release the graph. Left to the end of the process, MediaPipe prints a traceback."""
        self._landmarker.close()

    def read(
        self, picture: Picture, *, left: float = 0.0, top: float = 0.0, scale: float = 1.0
    ) -> list[FaceReading]:
        """The faces in `picture`, which is the frame from (left, top) on, magnified `scale` times."""
        found = self._landmarker.detect(
            self._image(image_format=self._format, data=np.ascontiguousarray(picture))
        )
        height, width = picture.shape[:2]
        readings = []
        for points, shapes, matrix in zip(
            found.face_landmarks, found.face_blendshapes, found.facial_transformation_matrixes, strict=True
        ):
            xs = [p.x * width / scale + left for p in points]
            ys = [p.y * height / scale + top for p in points]
            box = Box(min(xs), min(ys), max(xs), max(ys))
            readings.append(
                _reading(box, {s.category_name: float(s.score) for s in shapes}, np.array(matrix))
            )
        return readings


def _reading(box: Box, shape: dict[str, float], matrix: npt.NDArray[Any]) -> FaceReading:
    forward = matrix[:3, 2] / np.linalg.norm(matrix[:3, 2])
    yaw = math.degrees(math.atan2(forward[0], forward[2]))
    pitch = math.degrees(math.asin(max(-1.0, min(1.0, forward[1]))))
    eye_x = (
        shape["eyeLookOutLeft"] - shape["eyeLookInLeft"] + shape["eyeLookInRight"] - shape["eyeLookOutRight"]
    )
    eye_y = (
        shape["eyeLookUpLeft"]
        + shape["eyeLookUpRight"]
        - shape["eyeLookDownLeft"]
        - shape["eyeLookDownRight"]
    )
    return FaceReading(
        box=box,
        head_yaw_deg=yaw,
        head_pitch_deg=pitch + PITCH_BIAS_DEG,
        gaze_yaw_deg=yaw + EYE_YAW_DEG * eye_x / 2,
        gaze_pitch_deg=pitch + PITCH_BIAS_DEG + EYE_PITCH_DEG * eye_y / 2,
        smile=(shape["mouthSmileLeft"] + shape["mouthSmileRight"]) / 2,
        eyes_closed=(shape["eyeBlinkLeft"] + shape["eyeBlinkRight"]) / 2,
    )


def _load_failure(exc: Exception) -> EngineError:
    if any(library in str(exc) for library in SYSTEM_LIBRARIES):
        return EnginePermanent(EngineCode.LIBRARY_MISSING, str(exc)[:200])
    return EnginePermanent(EngineCode.MODEL_CORRUPT, str(exc)[:200])
