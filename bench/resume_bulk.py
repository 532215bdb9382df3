"""1,000 résumés through the running product, with a worker killed -9 twice: none lost, none doubled.

    python bench/resume_bulk.py [--files 1000] [--kills 2]

Starts the product in a folder of its own. Files are made up: half text, half DOCX, every one of another person, and every
fiftieth damaged. Prints the time, the files a second and what the database holds in the end; status 1 when a count is wrong.
"""

import argparse
import io
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import docx
import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from storage.services import start_postgres
from tests.browser.running_system import running_system, signed_in
from tests.resumes.people import a_person
from workers.demo_clients import PageDoor

HR = "zhoumin"
BROKEN_EVERY = 50
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SENDERS = 3  # as the workbench does
LOOK_EVERY_S = 0.5
GIVE_UP_AFTER_S = 3600.0
COUNTS = """SELECT (SELECT count(*) FROM resume_file), (SELECT count(*) FROM resume_parse),
    (SELECT count(DISTINCT resume_id) FROM resume_parse), (SELECT count(*) FROM resume_match),
    (SELECT count(*) FROM resume_task), (SELECT count(*) FROM resume_task WHERE state = 'done'),
    (SELECT count(*) FROM resume_task WHERE state = 'failed'),
    (SELECT count(*) FROM resume_task WHERE attempt > 1)"""


def a_file(number: int) -> bytes:
    if number % BROKEN_EVERY == BROKEN_EVERY - 1:
        return OLD_WORD + number.to_bytes(600, "big")
    text = a_person(number, years=1 + number % 9)
    if number % 2:
        return text.encode()
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def send_all(door: PageDoor, batch_id: str, files: int) -> None:
    def send(number: int) -> None:
        address = f"/api/resume-batches/{batch_id}/files/{number}"
        headers = {"Content-Type": "application/octet-stream"}
        name = {"name": f"简历{number}"}
        door.http.post(address, params=name, content=a_file(number), headers=headers).raise_for_status()

    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(send, range(files)))


def resume_workers(home: Path) -> list[int]:
    """Processes of this system that work on the queue of résumés."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if b"worker" in command and b"resume" in command and f"MINGMIAN_HOME={home}".encode() in environment:
            found.append(int(folder.name))
    return sorted(found)


def follow(door: PageDoor, batch_id: str, files: int, kills: int, home: Path) -> int:
    """Until nothing is left; a worker dies each time another share is done. How many died."""
    killed, until_s = 0, time.monotonic() + GIVE_UP_AFTER_S
    while time.monotonic() < until_s:
        batch = door.get(f"/resume-batches/{batch_id}")["batch"]
        over = batch["done"] + batch["failed"] + batch["duplicate"]
        if killed < kills and over >= files * (killed + 1) // (kills + 1):
            workers = resume_workers(home)
            if workers:
                os.kill(workers[0], signal.SIGKILL)
                killed += 1
                print(
                    f"  {over} of {files} done: worker {workers[0]} of {len(workers)} killed -9", flush=True
                )
        if batch["queued"] + batch["running"] == 0:
            return killed
        time.sleep(LOOK_EVERY_S)
    raise SystemExit("gave up waiting")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--files", type=int, default=1000)
    arguments.add_argument("--kills", type=int, default=2)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="mm-bulk-") as folder:
        home = Path(folder)
        with running_system(home) as system, signed_in(system, HR) as door:
            job = door.get("/jobs")["jobs"][0]["id"]
            batch_id = door.post("/resume-batches", job_id=job)["batch_id"]
            began_s = time.monotonic()
            send_all(door, batch_id, asked.files)
            sent_s = time.monotonic() - began_s
            killed = follow(door, batch_id, asked.files, asked.kills, home)
            took_s = time.monotonic() - began_s
            with psycopg.connect(start_postgres(home)) as connection:
                row = connection.execute(COUNTS).fetchone()
    assert row is not None
    broken = asked.files // BROKEN_EVERY
    good = asked.files - broken
    kept, parses, parsed, matches, tasks, done, failed, again = row
    print(
        f"{datetime.now(tz=UTC):%Y-%m-%d}  {asked.files} files, {broken} of them damaged, {os.cpu_count()} cores"
    )
    print(
        f"uploaded in {sent_s:.0f} s, all read and matched after {took_s:.0f} s: {asked.files / took_s:.1f} files/s"
    )
    print(f"workers killed {killed}; items taken twice {again}")
    print(
        f"files {kept}  readings {parses} of {parsed} files  matches {matches}  items {tasks}: done {done}, failed {failed}"
    )
    right = (kept, parses, parsed, matches, tasks, done, failed) == (
        asked.files,
        good,
        good,
        good,
        asked.files,
        good,
        broken,
    )
    print("none lost, none doubled" if right and killed == asked.kills else "WRONG")
    return 0 if right and killed == asked.kills else 1


if __name__ == "__main__":
    sys.exit(main())
