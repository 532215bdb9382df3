"""Recordings: what append returned is there, what lies on disk is sealed, what was altered is refused."""

import hashlib
import random
from datetime import timedelta

import pytest

from hiring.errors import Erased, Permanent
from hiring.model.people import Candidate
from storage.data_keys import DataKeys
from storage.keyring import DataKey
from storage.media import FsMediaStore
from storage.media_segments import SEGMENT_BYTES, sealed_at
from tests.factories import NOON, a_story

KEY = "iv_1/up_1"
MIB = SEGMENT_BYTES


class OneKey:
    """The same key for everybody: these tests are about files, not about whose key it is."""

    def get(self, _candidate_id):
        return DataKey("11" * 16, bytes(range(32)))


@pytest.fixture
def store(tmp_path):
    return FsMediaStore(f"file://{tmp_path}/media", OneKey())


def noise(length, seed=1):
    return random.Random(seed).randbytes(length)


def put(store, content, *, offset=0, seal=True, key=KEY):
    with store.writer(key, "ca_1", offset=offset) as writer:
        length = writer.append(content)
        return writer.seal() if seal else length


def everything(store, **part):
    return b"".join(store.read(KEY, "ca_1", **part))


def object_file(tmp_path):
    return tmp_path / "media" / f"{KEY}.media"


@pytest.mark.parametrize("length", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 77])
def test_a_recording_comes_back_whole_with_its_sum(store, length):
    content = noise(length)
    assert put(store, content) == hashlib.sha256(content).hexdigest()
    assert everything(store) == content
    assert store.size(KEY) == length


def test_appends_of_any_size_add_up(store):
    content, at, sizes = noise(5 * MIB), 0, random.Random(2)
    while at < len(content):
        piece = content[at : at + sizes.randrange(1, MIB)]
        at = put(store, piece, offset=at, seal=False)
    with store.writer(KEY, "ca_1", offset=at) as writer:
        assert writer.seal() == hashlib.sha256(content).hexdigest()
    assert everything(store) == content


@pytest.mark.parametrize("cut", [0, 1, 1000, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 9])
def test_bytes_whose_commit_was_lost_are_cut_off(store, cut):
    content, replacement = noise(2 * MIB + 10), noise(MIB + 5, seed=3)
    put(store, content, seal=False)
    assert put(store, replacement, offset=cut, seal=False) == cut + len(replacement)
    with store.writer(KEY, "ca_1", offset=cut + len(replacement)) as writer:
        writer.seal()
    assert everything(store) == content[:cut] + replacement


def test_a_recording_finished_in_a_lost_commit_is_taken_up_again(store):
    content = noise(2 * MIB + 10)
    put(store, content)
    put(store, content[MIB:], offset=MIB)
    assert everything(store) == content


def test_an_offset_beyond_what_is_there_is_refused(store):
    put(store, b"abc", seal=False)
    with pytest.raises(Permanent, match="media_missing"), store.writer(KEY, "ca_1", offset=4):
        pass


@pytest.mark.parametrize(
    ("start", "stop"),
    [(0, 10), (5, 6), (MIB - 3, MIB + 3), (MIB, 2 * MIB), (2 * MIB + 1, None), (7, 7), (0, 9**12)],
)
def test_any_range_can_be_read(store, start, stop):
    content = noise(2 * MIB + 500)
    put(store, content)
    assert everything(store, start=start, stop=stop) == content[start:stop]


def test_a_small_range_at_the_end_reads_one_segment(store, tmp_path):
    put(store, noise(3 * MIB + 5))
    damage(object_file(tmp_path), sealed_at(0) + 100)  # a reader of the first segment would notice
    assert len(everything(store, start=3 * MIB, stop=3 * MIB + 5)) == 5


def test_an_upload_under_way_can_be_read(store):
    content = noise(MIB + 20)
    put(store, content, seal=False)
    assert everything(store) == content
    assert everything(store, stop=20) == content[:20]


def damage(path, position):
    stored = bytearray(path.read_bytes())
    stored[position] ^= 1
    path.write_bytes(stored)


def swap_segments(path):
    stored = path.read_bytes()
    path.write_bytes(
        stored[: sealed_at(0)]
        + stored[sealed_at(1) : sealed_at(2)]
        + stored[sealed_at(0) : sealed_at(1)]
        + stored[sealed_at(2) :]
    )


def cut_at(position):
    return lambda path: path.write_bytes(path.read_bytes()[:position])


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: damage(path, 0),
        lambda path: damage(path, 5),
        lambda path: damage(path, sealed_at(1) + 3),
        lambda path: damage(path, -1),
        swap_segments,
        cut_at(10),
        cut_at(sealed_at(1)),
        cut_at(sealed_at(2)),
        cut_at(sealed_at(2) + 40),
        cut_at(-1),
    ],
    ids=[
        "version",
        "key id",
        "inner",
        "end",
        "swapped",
        "header only",
        "after 1",
        "after 2",
        "mid last",
        "one byte",
    ],
)
def test_an_altered_recording_is_refused(store, tmp_path, harm):
    put(store, noise(2 * MIB + 500))
    harm(object_file(tmp_path))
    with pytest.raises(Permanent, match="media_tampered"):
        everything(store)


def test_a_recording_put_in_the_place_of_another_is_refused(store, tmp_path):
    put(store, b"one")
    put(store, b"two", key="iv_1/up_2")
    (tmp_path / "media/iv_1/up_2.media").replace(object_file(tmp_path))
    with pytest.raises(Permanent, match="media_tampered"):
        everything(store)


def test_nothing_readable_touches_the_disk(store, tmp_path):
    secret = b"plain words of a candidate " * 50_000
    put(store, secret[:700_000], seal=False)
    put(store, secret[700_000:], offset=700_000, seal=False)
    for path in (tmp_path / "media").rglob("*"):
        assert path.is_dir() or b"plain words" not in path.read_bytes()


def test_a_finished_recording_leaves_nothing_in_the_spool(store, tmp_path):
    put(store, noise(MIB + 1))
    assert [path for path in (tmp_path / "media/.spool").rglob("*") if path.is_file()] == []


def test_deleting_removes_finished_and_unfinished_ones_and_may_be_repeated(store, tmp_path):
    put(store, b"abc")
    put(store, b"abc", seal=False, key="iv_1/up_2")
    for key in (KEY, "iv_1/up_2", KEY):
        store.delete(key)
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
    with pytest.raises(Permanent, match="media_missing"):
        everything(store)


@pytest.mark.parametrize("key", ["../etc", "a/../b", "/abs", "a//b", "", "a b", "a\0"])
def test_a_key_cannot_leave_the_folder(store, key):
    with pytest.raises(ValueError, match="media key"):
        store.delete(key)


def test_an_object_store_gets_the_finished_recording_only(tmp_path):
    store = FsMediaStore("memory://bucket", OneKey(), spool=tmp_path)
    content = noise(MIB + 9)
    put(store, content[:MIB], seal=False)
    put(store, content[MIB:], offset=MIB)
    assert everything(store, start=MIB - 1) == content[MIB - 1 :]
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    put(store, content[5:], offset=5)  # the commit was lost after the object was put
    assert everything(store) == content
    store.delete(KEY)


def test_an_object_store_needs_a_spool():
    with pytest.raises(ValueError, match="spool"):
        FsMediaStore("memory://bucket", OneKey())


def test_a_recording_of_an_erased_candidate_is_gone(uow, media_store, sessions, keyring):
    a_story(uow)
    put(media_store, b"abc")
    assert everything(media_store) == b"abc"
    with uow:
        assert DataKeys(uow.session, keyring).destroy("ca_1", now=NOON + timedelta(days=1))
        uow.commit()
    with pytest.raises(Permanent, match="media_key_gone"):
        everything(media_store)
    with uow, pytest.raises(Erased, match="CA410"):
        uow.session.get(Candidate, "ca_1")
