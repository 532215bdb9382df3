"""Camera and microphone files for Chromium, made from a sample recording."""

import wave
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

RATE_HZ = 48_000  # Chromium reads WAV files of its own output rate best
FRAMES_PER_S = 15
LEAD_S = 1  # silence before the speech: between opening the microphone and the first recorded slice


@dataclass(frozen=True, slots=True)
class FakeDevices:
    """Both files are played from their beginning when a page opens the devices, and repeated at their end."""

    camera: Path
    microphone: Path
    duration_s: float

    @property
    def arguments(self) -> list[str]:
        return [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={self.camera}",
            f"--use-file-for-fake-audio-capture={self.microphone}",
        ]


def make_fake_devices(recording: Path, folder: Path) -> FakeDevices:
    camera, microphone = folder / f"{recording.stem}.mjpeg", folder / f"{recording.stem}.wav"
    _write_camera(recording, camera)
    return FakeDevices(camera, microphone, _write_microphone(recording, microphone))


def _write_camera(recording: Path, target: Path) -> None:
    with av.open(str(recording)) as source, av.open(str(target), "w", format="mjpeg") as sink:
        stream = sink.add_stream("mjpeg", rate=FRAMES_PER_S)
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuvj420p"
        stream.time_base = Fraction(1, FRAMES_PER_S)
        for number, frame in enumerate(source.decode(video=0)):
            picture = frame.reformat(width=640, height=480, format="yuvj420p")
            picture.pts, picture.time_base = number, Fraction(1, FRAMES_PER_S)
            sink.mux(stream.encode(picture))
        sink.mux(stream.encode(None))


def _write_microphone(recording: Path, target: Path) -> float:
    """The length of what was written, in seconds."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    sound = bytearray(2 * RATE_HZ * LEAD_S)
    with av.open(str(recording)) as source:
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                sound += piece.to_ndarray().tobytes()
    with wave.open(str(target), "wb") as sink:
        sink.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        sink.writeframes(bytes(sound))
    return len(sound) / (2 * RATE_HZ)
