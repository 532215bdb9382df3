"""Upload throughput through gunicorn, beside a peer: bare Flask that writes the same bytes to disk with fsync.

`python -m bench.upload` runs both in turn on loopback (about a minute), prints a table and writes
bench/results/upload.md. What ours does more: sign-in, permission, offset under a row lock, sealing (AES-256-GCM),
a commit for each piece. The ratio of the same run is the figure; the absolute numbers are the machine's.
"""

import http.client
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.upload_company import Company, seed

ROUNDS = 3
SENDERS = 4
FILE_BYTES = 6 * 2**20  # a minute of video at 800 kbit/s
START_LIMIT_S = 60.0
RESULTS = Path(__file__).parent / "results" / "upload.md"
PROJECT = Path(__file__).resolve().parent.parent
CHUNKS = {
    "256 KiB": 256 * 2**10,
    "1 MiB": 2**20,
}  # what a recorder gives in 1–2 s; what a reconnecting one sends
CONTENT = b"\x1aE\xdf\xa3" + secrets.token_bytes(FILE_BYTES - 4)


@dataclass(frozen=True, slots=True)
class Outcome:
    """seconds: of the round, from the first byte to the last answer. waits_ms: of each chunk."""

    seconds: float
    waits_ms: tuple[float, ...]

    @property
    def mib_per_s(self) -> float:
        return SENDERS * FILE_BYTES / 2**20 / self.seconds

    def wait_ms(self, share: float) -> float:
        return sorted(self.waits_ms)[min(len(self.waits_ms) - 1, int(share * len(self.waits_ms)))]


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="mmbench-"))
    try:
        report = measure(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(report, encoding="utf-8")
    print(report)


def measure(home: Path) -> str:
    lines = []
    uploads = len(CHUNKS) * ROUNDS * SENDERS
    with seed(home, uploads=uploads) as company:
        answers = iter(company.answer_ids)
        peer_environment = {"PEER_FOLDER": str(home / "peer")}
        (home / "peer").mkdir()
        with (
            served("miniapp_api.wsgi:application", company.environment) as ours,
            served("bench.upload_peer:application", peer_environment) as peer,
        ):
            for name, size in CHUNKS.items():
                pairs = [
                    (
                        round_of(lambda: our_upload(ours, company, next(answers)), port=ours, chunk=size),
                        round_of(lambda: f"/uploads/{secrets.token_hex(8)}", port=peer, chunk=size),
                    )
                    for _ in range(ROUNDS)
                ]
                lines += rows(name, [pair[0] for pair in pairs], [pair[1] for pair in pairs])
    return page(lines)


def round_of(open_upload: Callable[[], str], *, port: int, chunk: int) -> Outcome:
    """All senders at once, each a file."""
    addresses = [open_upload() for _ in range(SENDERS)]
    begin = time.monotonic()
    with ThreadPoolExecutor(SENDERS) as pool:
        waits = list(pool.map(lambda address: send(port, address, chunk), addresses))
    return Outcome(time.monotonic() - begin, tuple(wait for one in waits for wait in one))


def our_upload(port: int, company: Company, answer_id: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = tus_headers() | {
        "Upload-Length": str(FILE_BYTES),
        "Upload-Metadata": f"answer_id {company.metadata(answer_id)}",
    }
    connection.request("POST", "/api/uploads", headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 201:
        raise RuntimeError(f"creation answered {answer.status}")
    return str(answer.headers["Location"])


def send(port: int, address: str, chunk: int) -> list[float]:
    """Send the file in chunks over one connection; the wait for each answer in ms."""
    connection, waits = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
    for offset in range(0, FILE_BYTES, chunk):
        headers = tus_headers() | {
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        begin = time.monotonic()
        connection.request("PATCH", address, body=CONTENT[offset : offset + chunk], headers=headers)
        answer = connection.getresponse()
        answer.read()
        waits.append((time.monotonic() - begin) * 1000)
        if answer.status != 204:
            raise RuntimeError(f"chunk at {offset} answered {answer.status}")
    connection.close()
    return waits


def tus_headers() -> dict[str, str]:
    return {"Authorization": "Bearer bench", "Tus-Resumable": "1.0.0"}


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """gunicorn as the product runs it, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--worker-class=gthread", "--workers=1", "--threads=16", f"--bind=127.0.0.1:{port}")
    command = (
        sys.executable,
        "-m",
        "gunicorn",
        *options,
        "--no-control-socket",
        "--log-level=error",
        application,
    )
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=os.environ | environment,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_open(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_until_open(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT_S)
    connection.request("GET", "/api/health")
    answer = connection.getresponse()
    answer.read()
    connection.close()


def rows(name: str, ours: list[Outcome], peers: list[Outcome]) -> list[str]:
    lines = []
    for who, outcomes in (("明面 API", ours), ("bare Flask + fsync", peers)):
        speed = statistics.median(outcome.mib_per_s for outcome in outcomes)
        p50 = statistics.median(outcome.wait_ms(0.50) for outcome in outcomes)
        p99 = statistics.median(outcome.wait_ms(0.99) for outcome in outcomes)
        lines.append(f"| {name} | {who} | {speed:.1f} | {p50:.0f} | {p99:.0f} | |")
    ratios = [mine.mib_per_s / theirs.mib_per_s for mine, theirs in zip(ours, peers, strict=True)]
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    return [*lines, f"| {name} | ratio | | | | **{statistics.median(ratios):.2f}** ({spread}) |"]


def page(lines: list[str]) -> str:
    head = [
        "# Upload throughput",
        "",
        f"Measured {datetime.now(UTC):%Y-%m-%d} by `python -m bench.upload`, {os.cpu_count()} cores shared by the "
        f"load generator, both servers and PostgreSQL: {SENDERS} senders at once, {FILE_BYTES // 2**20} MiB each, median "
        f"of {ROUNDS} rounds, ours and the peer in turn. gunicorn gthread, 1 process, 16 threads.",
        "",
        "| chunk | server | MiB/s | p50 ms | p99 ms | ours / peer |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *lines]) + "\n"


if __name__ == "__main__":
    main()
