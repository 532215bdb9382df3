"""Pictures of pages to pieces of text: PP-OCR through rapidocr, its models inside the wheel."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR

from scoring.engines.documents.characters import readable
from scoring.engines.documents.pieces import PageContent, Piece
from scoring.engines.documents.ruling import rules_of
from scoring.resume.document import Box

LONG_SIDE_PX = 2_000  # about 170 dpi of A4: larger costs time and reads no better
DETECTION_SIDE_PX = 1_280  # where lines are looked for; they are read at full size. Beyond, only memory grows
MIN_CONFIDENCE = 0.5
MIN_SKEW_DEGREES = 0.2
LETTER_HEIGHT = 0.78  # of the height of a detected box: the rest is margin
BASELINE_HEIGHT = 0.8  # of the box's height, from its top
WIDE_BOX = 3.0  # width to height; narrower boxes say little about the page's angle
TURNED_SHARE = 0.6  # of the boxes stand upright instead of lying: the page is on its side
READS_WELL = 0.85  # mean confidence; text standing on its head has about 0.7
THREADS = 2


class PictureReader:
    """PP-OCR, loaded once. `read` takes RGB pixels and pixels a point."""

    def __init__(self) -> None:
        self._engine: Callable[[Any], Any] = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": LONG_SIDE_PX,
                "Global.text_score": MIN_CONFIDENCE,
                "Global.use_cls": False,  # the page as a whole is turned, see _upright
                "Det.limit_type": "max",
                "Det.limit_side_len": DETECTION_SIDE_PX,
                "Rec.rec_batch_num": 1,  # lines of unlike width in one batch cost memory, not time
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, picture: npt.NDArray[np.uint8], scale: float) -> PageContent:
        """The page's pieces and rules, upright."""
        picture, (boxes, texts, scores) = self._upright(picture)
        height, width = picture.shape[:2]
        angle = _skew_degrees(boxes)
        if abs(angle) >= MIN_SKEW_DEGREES:
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
            picture = np.asarray(
                cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE),
                dtype=np.uint8,
            )
            boxes = [(np.c_[quad, np.ones(4)] @ turn.T) for quad in boxes]
        pieces = [
            _piece(quad, text, score, scale) for quad, text, score in zip(boxes, texts, scores, strict=True)
        ]
        kept = tuple(p for p in pieces if p.text)
        return PageContent(kept, rules_of(picture, scale), width / scale, height / scale)

    def _upright(self, picture: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], Any]:
        """The picture turned by quarter turns until it reads well, with what was found in it."""
        found = self._found(picture)
        if _lies_on_its_side(found[0]):
            picture = np.ascontiguousarray(np.rot90(picture))
            found = self._found(picture)
        if found[2] and float(np.mean(found[2])) < READS_WELL:
            other = np.ascontiguousarray(np.rot90(picture, 2))
            again = self._found(other)
            if _quality(again) > _quality(found):
                return other, again
        return picture, found

    def _found(self, picture: npt.NDArray[np.uint8]) -> tuple[list[Any], list[str], list[float]]:
        result = self._engine(np.ascontiguousarray(picture[:, :, ::-1]))  # OpenCV's order
        if result.boxes is None or result.txts is None:
            return [], [], []
        return (
            [np.asarray(quad, dtype=np.float64) for quad in result.boxes],
            list(result.txts),
            list(result.scores),
        )


def _quality(found: tuple[list[Any], list[str], list[float]]) -> float:
    """How much was read, and how surely."""
    return sum(len(text) * score**4 for text, score in zip(found[1], found[2], strict=True))


def _lies_on_its_side(boxes: list[Any]) -> bool:
    upright = 0
    long = 0
    for quad in boxes:
        across, down = np.ptp(quad[:, 0]), np.ptp(quad[:, 1])
        if max(across, down) >= 2 * min(across, down):
            long += 1
            upright += down > across
    return long >= 4 and upright >= TURNED_SHARE * long


def _skew_degrees(boxes: list[Any]) -> float:
    """The median slope of the long boxes; positive for lines that fall to the right."""
    slopes = []
    for quad in boxes:
        run, rise = quad[1] - quad[0]
        if run > 0 and run >= WIDE_BOX * np.linalg.norm(quad[3] - quad[0]):
            slopes.append(float(np.degrees(np.arctan2(rise, run))))
    return float(np.median(slopes)) if slopes else 0.0


def _piece(quad: Any, text: str, score: float, scale: float) -> Piece:
    left, right = float(quad[:, 0].min()), float(quad[:, 0].max())
    # The mean of both ends: what is left of the slope would make a long box too tall.
    top, bottom = float((quad[0, 1] + quad[1, 1]) / 2), float((quad[2, 1] + quad[3, 1]) / 2)
    height = max(1.0, bottom - top)
    return Piece(
        text=readable(text).strip(),
        box=Box(left / scale, top / scale, right / scale, bottom / scale),
        baseline=(top + BASELINE_HEIGHT * height) / scale,
        size=LETTER_HEIGHT * height / scale,
        confidence=float(score),
    )
