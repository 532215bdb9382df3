"""Finding faces of any size: where the face was last, then in the whole picture, then in its parts.

The detector inside Face Landmarker sees 128 × 128 points, so it misses faces that are small in what it is
given. A crop around a face also makes the head's angles relative to the line from the face to the camera.
"""

from collections.abc import Iterator

import numpy as np

from scoring.engines.face_reading import Box, FaceReader, FaceReading, Picture

CROP_SCALE = 2.0  # of the face, so that it fills half of the crop, as the detector likes it
CROP_SIDE_PX = 256  # crops are magnified to this
TILE_SHARE = 0.6  # of the longer side
TILE_EVERY_S = 1.0  # how often parts are searched, for a lost face and for a second one
WHOLE_EVERY_S = 0.5
SAME_FACE = 0.5  # centres closer than this share of the larger face are one face
MIN_SECOND_SIZE = 0.25  # of the main face; smaller ones are pictures on a wall


class FaceSearch:
    """Follows the main face through one recording and looks for a second one."""

    def __init__(self, reader: FaceReader) -> None:
        self._reader = reader
        self._last: Box | None = None
        self._whole_at_s = 0.0
        self._tiles_at_s = 0.0
        self._second_seen_at_s = -1.0

    def sees_second_face(self, at_s: float) -> bool:
        """Did the look at that time show another face beside the main one? Not every look searches for one."""
        return self._second_seen_at_s == at_s

    def main_face(self, frame: Picture, at_s: float) -> FaceReading | None:
        """The reading of the main face, None when there is none."""
        near = self._read_near(frame, self._last) if self._last else None
        if near is None or at_s >= self._whole_at_s:
            near = self._look_around(frame, at_s, near)
        self._last = near.box if near else None
        return near

    def _look_around(self, frame: Picture, at_s: float, near: FaceReading | None) -> FaceReading | None:
        self._whole_at_s = at_s + WHOLE_EVERY_S
        seen = self._reader.read(frame)
        if at_s >= self._tiles_at_s:
            self._tiles_at_s = at_s + TILE_EVERY_S
            for tile in _tiles(frame.shape[1], frame.shape[0]):
                seen += self._read_part(frame, tile)
        faces = _distinct([*([near] if near else []), *seen])
        main = near or max(faces, key=lambda face: face.box.size, default=None)
        if main is None:
            return None
        others = (f for f in faces if f is not main and f.box.size >= MIN_SECOND_SIZE * main.box.size)
        if any(self._is_found_again(frame, other.box) for other in others):
            self._second_seen_at_s = at_s
        return near or self._read_near(frame, main.box) or main

    def _is_found_again(self, frame: Picture, box: Box) -> bool:
        """Seen from nearer, a fold of cloth is no face any more; a person still is."""
        again = self._read_near(frame, box)
        return again is not None and _is_same(again.box, box)

    def _read_near(self, frame: Picture, box: Box) -> FaceReading | None:
        faces = self._read_part(frame, box.square(CROP_SCALE))
        return max(faces, key=lambda face: face.box.size, default=None)

    def _read_part(self, frame: Picture, part: Box) -> list[FaceReading]:
        height, width = frame.shape[:2]
        left, top = max(0, round(part.left)), max(0, round(part.top))
        right, bottom = min(width, round(part.right)), min(height, round(part.bottom))
        if right - left < 16 or bottom - top < 16:
            return []
        crop = frame[top:bottom, left:right]
        scale = max(1.0, CROP_SIDE_PX / max(crop.shape[:2]))
        return self._reader.read(_magnified(crop, scale), left=left, top=top, scale=scale)


def _magnified(crop: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return crop
    import cv2

    size = round(crop.shape[1] * scale), round(crop.shape[0] * scale)
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _tiles(width: int, height: int) -> Iterator[Box]:
    """Overlapping squares that cover the picture."""
    side = min(round(max(width, height) * TILE_SHARE), width, height)
    for top in _starts(height, side):
        for left in _starts(width, side):
            yield Box(left, top, left + side, top + side)


def _starts(length: int, side: int) -> list[int]:
    if length <= side:
        return [0]
    steps = -(-(length - side) // (side // 2))
    return [round(step * (length - side) / steps) for step in range(steps + 1)]


def _distinct(faces: list[FaceReading]) -> list[FaceReading]:
    """Each face once; the first reading of it stays."""
    kept: list[FaceReading] = []
    for face in faces:
        if not any(_is_same(face.box, other.box) for other in kept):
            kept.append(face)
    return kept


def _is_same(a: Box, b: Box) -> bool:
    (ax, ay), (bx, by) = a.centre, b.centre
    return max(abs(ax - bx), abs(ay - by)) < SAME_FACE * max(a.size, b.size)
