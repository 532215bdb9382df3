"""Storage as an entry point opens it."""

from contextlib import ExitStack

from storage.clock import RandomIds, SystemClock
from storage.database import open_storage, psycopg_url
from tests.factories import a_story


def test_media_can_be_written_while_every_connection_is_taken(own_database_url, tmp_path, master_key):
    storage = open_storage(
        database_url=own_database_url, media_url=f"file://{tmp_path}", master_key=master_key
    )
    a_story(storage.new_uow())
    with ExitStack() as busy:
        for _ in range(20):  # the size of the pool
            busy.enter_context(storage.engine.connect())
        with storage.media.writer("iv_1/up_1", "ca_1", offset=0) as writer:
            assert writer.append(b"abc") == 3
    storage.engine.dispose()  # closes the connections for keys too, or this test would end with a warning


def test_any_spelling_of_the_url_gets_the_driver():
    for url in ("postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"):
        assert psycopg_url(url) == "postgresql+psycopg://h/d"


def test_ids_and_tokens_are_long_and_never_the_same():
    ids = RandomIds()
    made = {ids.new("iv") for _ in range(1000)} | {ids.token() for _ in range(1000)}
    assert len(made) == 2000
    assert all(one.startswith("iv_") and len(one) == 23 for one in made if one.startswith("iv_"))
    assert len(ids.token()) == 43  # 32 bytes in base64


def test_the_clock_is_aware():
    assert SystemClock().now().utcoffset().total_seconds() == 0
