"""Logs say what happened to which id, and never who somebody is or what they said."""

import io
import json
import logging

import pytest
import structlog

from config.logging import configure_logging, mask


@pytest.fixture
def written():
    stream = io.StringIO()
    configure_logging("test", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)


def test_an_event_is_one_json_line_with_its_ids(written):
    structlog.get_logger().info("card_delivered", outbox_id="cd_8aX01234567890123456", attempts=2)
    (line,) = written()
    assert (line["event"], line["outbox_id"], line["attempts"]) == (
        "card_delivered",
        "cd_8aX01234567890123456",
        2,
    )
    assert (line["process"], line["level"]) == ("test", "info")


@pytest.mark.parametrize(
    "fact",
    [{"phone": "1"}, {"name": "x"}, {"cause": "王小明"}, {"cause": "13800138000"}, {"cause": "a@b.cn"}],
)
def test_personal_facts_are_masked(written, fact):
    structlog.get_logger().info("event", **fact)
    assert "[redacted]" in written()[0].values()


def test_an_exceptions_words_are_masked_too(written):
    try:
        raise ValueError("王小明 13800138000")
    except ValueError:
        structlog.get_logger().exception("broken", task_id="tk_1")
    assert "ValueError" in written()[0]["exception"]
    assert "王小明" not in json.dumps(written(), ensure_ascii=False)


def test_what_libraries_log_goes_the_same_way(written):
    logging.getLogger("rq.worker").error("job of %s failed", "王小明")
    assert written()[0]["event"] == "job of [redacted] failed"


def test_times_and_ids_survive():
    kept = "iv_3kD09aQ2mZ71xY84bW65 2026-03-02T04:00:00.123456Z 1732290000.123"
    assert mask(kept) == kept
