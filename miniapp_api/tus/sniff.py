"""What a recording's first bytes say it is. A guess at the door; the decoder in its cage has the last word."""

from enum import StrEnum

SNIFF_BYTES = 12  # the longest signature: RIFF....WAVE


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


def sniff(head: bytes) -> Verdict:
    """head: the first bytes of the recording, as many as are there."""
    if not head:
        return Verdict.UNDECIDED
    fits = [s for s in _SIGNATURES if all(want in (_ANY, got) for want, got in zip(s, head, strict=False))]
    if any(len(signature) <= len(head) for signature in fits):
        return Verdict.RECORDING
    return Verdict.UNDECIDED if fits else Verdict.REFUSED
