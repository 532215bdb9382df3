"""What a recording's first bytes say it is. A guess at the door; the decoder in its cage has the last word."""

from enum import StrEnum

SIGNATURE_BYTES = 12  # the longest of them: RIFF....WAVE


class Verdict(StrEnum):
    RECORDING = "recording"
    UNDECIDED = "undecided"  # too few bytes yet
    REFUSED = "refused"


_ANY = None
# Each signature as bytes by position; None where any byte will do.
_SIGNATURES: tuple[tuple[int | None, ...], ...] = (
    tuple(b"\x1aE\xdf\xa3"),  # EBML: WebM, Matroska
    (_ANY, _ANY, _ANY, _ANY, *b"ftyp"),  # MP4, QuickTime, 3GP
    (*b"RIFF", _ANY, _ANY, _ANY, _ANY, *b"WAVE"),
    tuple(b"OggS"),
    tuple(b"ID3"),  # MP3 with tags
    (0xFF, 0xFB),  # MPEG-1 layer 3
    (0xFF, 0xFA),
    (0xFF, 0xF3),  # MPEG-2 layer 3
    (0xFF, 0xF2),
    (0xFF, 0xF1),  # AAC in ADTS
    (0xFF, 0xF9),
    tuple(b"#!AMR"),
    tuple(b"fLaC"),
)


def sniff(piece: bytes, *, offset: int) -> Verdict:
    """piece: bytes of the recording from `offset` on.

    Where a cut has left less than a signature before `offset`, the rest of one must follow.
    """
    fits = [signature for signature in _SIGNATURES if _continues(signature[offset:], piece)]
    if any(len(signature) <= offset + len(piece) for signature in fits):
        return Verdict.RECORDING
    return Verdict.UNDECIDED if fits else Verdict.REFUSED


def _continues(signature: tuple[int | None, ...], piece: bytes) -> bool:
    return all(want in (_ANY, got) for want, got in zip(signature, piece, strict=False))
