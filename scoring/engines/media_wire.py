"""The records a decoding child writes to its parent, and the limits the parent hands down.

A record is a header and a payload. The child handles hostile bytes, so the parent checks every header.
"""

import struct
from dataclasses import asdict, dataclass
from enum import IntEnum

SAMPLE_RATE_HZ = 16_000
HEADER = struct.Struct("<BdHHI")  # kind, time in s, width, height, payload bytes
MAX_JSON_BYTES = 4_096
MAX_AUDIO_BYTES = 4 << 20


class Record(IntEnum):
    OPENED = 1  # payload: json {has_audio, has_video, frame_rate}
    AUDIO = 2  # payload: signed 16-bit mono samples at SAMPLE_RATE_HZ
    FRAME = 3  # payload: RGB bytes, height × width × 3
    END = 4  # payload: json {duration_s, damaged}
    REFUSED = 5  # payload: json {code, detail}


@dataclass(frozen=True, slots=True)
class MediaLimits:
    """What a recording may cost. The defaults hold an hour of 4K and stop what no interview needs."""

    max_bytes: int = 2 << 30
    max_pixels: int = 4096 * 2304
    max_duration_s: float = 7_200.0
    max_streams: int = 16  # an iPhone's .mov brings five data streams beside picture and sound
    max_memory_bytes: int = 1 << 30  # of address space, so resident memory stays below it
    opening_cpu_s: int = 8  # the first look at the file
    # A file that costs more than this many CPU seconds at the start must also have advanced; 1080p decodes
    # at five to twenty times real time on one core, a bomb of huge frames or endless packets far below.
    trial_cpu_s: float = 8.0
    min_speed: float = 0.5  # recorded seconds decoded per CPU second, after the trial
    silence_timeout_s: float = 9.0  # the parent waits no longer than this for the next record

    def as_dict(self) -> dict[str, float]:
        return asdict(self)
