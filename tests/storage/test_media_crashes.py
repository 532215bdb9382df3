"""A process killed between any two steps of an append loses nothing that an append had returned.

The steps are: full segments into .part, the new end into .tail.new, one rename, and at the end the last segment, the
rename to .media, the removal of .tail. Each test puts the files into the state between two of them.
"""

import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from hiring.errors import Transient
from storage.keyring import DataKey
from storage.media import FsMediaStore
from storage.media_segments import SEGMENT_BYTES as MIB
from storage.media_spool import Spool

KEY = "iv_1/up_1"
FIRST, SECOND = random.Random(1).randbytes(MIB + 300), random.Random(2).randbytes(2 * MIB)


class OneKey:
    def get(self, _candidate_id):
        return DataKey("11" * 16, bytes(range(32)))


class Crash:
    """The files before and after the second append, to be mixed."""

    def __init__(self, folder):
        self.folder = folder / "media"
        self.store = FsMediaStore(f"file://{self.folder}", OneKey())
        self._append(FIRST, 0)
        self.before = shutil.copytree(self.folder, folder / "before")
        self._append(SECOND, len(FIRST))
        self.after = shutil.copytree(self.folder, folder / "after")

    def take(self, source, suffix, *, cut=None, name=None):
        """Put one spool file of `source` in place, its first `cut` bytes only, under another name."""
        content = (source / ".spool" / f"{KEY}.{suffix}").read_bytes()
        (self.folder / ".spool" / f"{KEY}.{name or suffix}").write_bytes(content[:cut])

    def goes_on(self):
        """The sender repeats the second chunk at the offset that was committed; everything is there."""
        with self.store.writer(KEY, "ca_1", offset=len(FIRST)) as writer:
            assert writer.append(SECOND) == len(FIRST) + len(SECOND)
            assert writer.seal() == hashlib.sha256(FIRST + SECOND).hexdigest()
        assert b"".join(self.store.read(KEY, "ca_1")) == FIRST + SECOND

    def _append(self, chunk, offset):
        with self.store.writer(KEY, "ca_1", offset=offset) as writer:
            writer.append(chunk)


@pytest.fixture
def crash(tmp_path):
    return Crash(tmp_path)


@pytest.mark.parametrize("cut", [None, -1, MIB + 100, 2 * MIB + 60])
def test_killed_after_or_while_writing_full_segments(crash, cut):
    crash.take(crash.after, "part", cut=cut)
    crash.take(crash.before, "tail")
    crash.goes_on()


@pytest.mark.parametrize("cut", [0, 10, -1, None])
def test_killed_while_writing_the_new_end(crash, cut):
    crash.take(crash.before, "tail")
    crash.take(crash.after, "tail", cut=cut, name="tail.new")
    crash.goes_on()


def test_killed_after_the_append_but_before_the_commit(crash):
    crash.goes_on()


def test_killed_after_the_last_segment_but_before_the_object_was_there(crash):
    spool = Spool(crash.folder / ".spool" / KEY, KEY, OneKey().get("ca_1"))
    spool.open(offset=len(FIRST) + len(SECOND))
    spool.finish()
    crash.goes_on()


def test_killed_after_the_object_was_there_but_before_the_spool_was_emptied(crash):
    with crash.store.writer(KEY, "ca_1", offset=len(FIRST) + len(SECOND)) as writer:
        writer.seal()
    crash.take(crash.after, "tail")
    crash.goes_on()


def test_a_failing_disk_is_reported_and_the_committed_bytes_stay(crash):
    class FullDisk(Spool):
        def _write_tail(self, *_index_and_end):
            raise OSError(errno.ENOSPC, "no space left on device")

    full = FullDisk(crash.folder / ".spool" / KEY, KEY, OneKey().get("ca_1"))
    full.open(offset=len(FIRST) + len(SECOND))
    with pytest.raises(OSError, match="no space"):
        full.append(SECOND)
    crash.goes_on()


def test_a_missing_folder_right_is_a_transient_error(tmp_path):
    blocked = tmp_path / "media"
    blocked.write_text("a file where the folder should be")
    store = FsMediaStore(f"file://{blocked}", OneKey())
    with pytest.raises(Transient, match="media_io"), store.writer(KEY, "ca_1", offset=0):
        pass


WRITER = """
import sys
from storage.keyring import DataKey
from storage.media import FsMediaStore

class OneKey:
    def get(self, _): return DataKey("11" * 16, bytes(range(32)))

store, offset = FsMediaStore("file://" + sys.argv[1], OneKey()), 0
while True:
    chunk = bytes([offset // 50_000 % 251]) * 50_000
    with store.writer("iv_1/up_1", "ca_1", offset=offset) as writer:
        offset = writer.append(chunk)
    sys.stdout.write(f"{offset}\\n")
    sys.stdout.flush()
"""


def test_a_writer_that_is_killed_keeps_every_byte_it_had_acknowledged(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    acknowledged = [int(process.stdout.readline()) for _ in range(30)]
    time.sleep(random.Random(os.getpid()).random() / 50)  # somewhere within a later append
    process.kill()
    acknowledged += [int(line) for line in process.stdout.read().split()]
    process.stdout.close()
    process.wait()
    offset = acknowledged[-1]
    store = FsMediaStore(f"file://{tmp_path}", OneKey())
    with store.writer(KEY, "ca_1", offset=offset) as writer:
        writer.seal()
    expected = b"".join(bytes([i % 251]) * 50_000 for i in range(offset // 50_000))
    assert b"".join(store.read(KEY, "ca_1")) == expected
