"""Picture files: the header is read and judged before a pixel is decoded."""

import io
import warnings

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from scoring.engines.documents.furniture import without_repeats
from scoring.engines.documents.layout import read_pages
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.pdf import Recognise
from scoring.engines.documents.pieces import PageContent
from scoring.engines.documents.refusal import NeedsOcr, Refused
from scoring.engines.errors import EngineCode
from scoring.resume.document import Document, FileKind

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
LONG_SIDE_PX = 2_000
A4_HEIGHT_PT = 842.0
Image.MAX_IMAGE_PIXELS = None  # ours is checked instead, per frame


def read_picture(content: bytes, limits: DocumentLimits, recognise: Recognise | None) -> Document:
    """One page a frame. Raises Refused, and NeedsOcr once the header is in order."""
    picture = _opened(content, limits)
    frames = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    if frames > limits.max_pages:
        raise Refused(EngineCode.TOO_MANY_PAGES, f"{frames} frames")
    if recognise is None:
        raise NeedsOcr
    pages: list[PageContent] = []
    for number in range(min(frames, limits.max_ocr_pages)):
        pixels = _pixels(picture, number, limits)
        pages.append(recognise(pixels, max(pixels.shape[:2]) / A4_HEIGHT_PT))
    notes = () if frames <= limits.max_ocr_pages else (f"扫描页过多，只识别了前 {limits.max_ocr_pages} 页。",)
    lines = without_repeats(read_pages(pages), [page.height for page in pages])
    return Document(FileKind.SCAN, tuple(lines), (), frames, notes)


def _opened(content: bytes, limits: DocumentLimits) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; the pixels are what counts
        try:
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        except UnidentifiedImageError as exc:
            heif = content[4:8] == b"ftyp"
            raise Refused(EngineCode.HEIC if heif else EngineCode.DOCUMENT_BROKEN, "picture header") from exc
        except (OSError, ValueError, SyntaxError, EOFError) as exc:
            raise Refused(EngineCode.DOCUMENT_BROKEN, f"picture: {type(exc).__name__}") from exc
    _check(picture, limits)
    return picture


def _check(picture: Image.Image, limits: DocumentLimits) -> None:
    if picture.width * picture.height > limits.max_pixels:
        raise Refused(EngineCode.PICTURE_TOO_LARGE, f"{picture.width}x{picture.height}")


def _pixels(picture: Image.Image, frame: int, limits: DocumentLimits) -> npt.NDArray[np.uint8]:
    """RGB, turned as the camera says, longest side at most LONG_SIDE_PX; transparent parts white."""
    try:
        picture.seek(frame)
        _check(picture, limits)
        picture.draft("RGB", (LONG_SIDE_PX, LONG_SIDE_PX))  # JPEG decodes small at once
        picture.load()
    except (OSError, ValueError, SyntaxError, EOFError) as exc:
        raise Refused(EngineCode.DOCUMENT_BROKEN, f"picture: {type(exc).__name__}") from exc
    shown = (
        picture.copy()
        if picture.mode in ("RGB", "L", "RGBA")
        else picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    )
    shown.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX))
    shown = ImageOps.exif_transpose(shown)
    if shown.mode == "RGBA":
        flat = Image.new("RGB", shown.size, "white")
        flat.paste(shown, mask=shown.getchannel("A"))
        shown = flat
    return np.ascontiguousarray(np.asarray(shown.convert("RGB")))
