"""PostgreSQL and Valkey from the wheels: found again, stopped cleanly, nothing lost."""

import redis
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from storage.database import psycopg_url
from storage.services import start_postgres, start_valkey, stop_postgres, stop_valkey


def client(url):
    return redis.Redis.from_url(url)


def test_a_second_start_finds_the_running_servers(service_home, postgres_url, valkey_url):
    assert start_postgres(service_home) == postgres_url
    assert start_valkey(service_home) == valkey_url


def test_the_queue_never_evicts_and_syncs_each_second(valkey_url):
    with client(valkey_url) as valkey:
        found = valkey.config_get("maxmemory-policy") | valkey.config_get("append*")
    assert (found["maxmemory-policy"], found["appendonly"], found["appendfsync"]) == (
        "noeviction",
        "yes",
        "everysec",
    )


def test_the_queue_survives_a_restart(tmp_path):
    with client(start_valkey(tmp_path)) as valkey:
        valkey.rpush("jobs", "one", "two")
    stop_valkey(tmp_path)
    with client(start_valkey(tmp_path)) as valkey:
        assert valkey.lrange("jobs", 0, -1) == [b"one", b"two"]
    stop_valkey(tmp_path)
    stop_valkey(tmp_path)  # stopping what does not run is no error


def test_a_deep_folder_gets_a_short_socket(tmp_path):
    deep = tmp_path / ("a-long-folder-name-" * 6)
    url = start_valkey(deep)
    stop_valkey(deep)
    assert len(url) < 110


def test_the_database_survives_a_restart(service_home, tmp_path):
    url = start_postgres(service_home / "second")
    engine = create_engine(psycopg_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (word text)"))
    stop_postgres(service_home / "second")
    stop_postgres(service_home / "second")
    assert start_postgres(service_home / "second") == url
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar_one() == 0
    stop_postgres(service_home / "second")
