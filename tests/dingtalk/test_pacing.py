"""Pacing, the token's life, the month's count and the settings, with clocks in hand."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from dingtalk.meter import CallMeter, next_midnight
from dingtalk.rate import APP_CALLS_PER_S, BOT_CALLS_PER_S, RELAY_CALLS_PER_S, Pacer
from dingtalk.settings import DingTalkSettings, forget_proxies
from dingtalk.token import FetchedToken, TokenStore
from hiring.errors import Transient


class HandClock:
    def __init__(self):
        self.now_s = 0.0

    def monotonic(self):
        return self.now_s

    def sleep(self, seconds):
        self.now_s += seconds


def a_pacer(clock, **options):
    return Pacer(monotonic=clock.monotonic, sleep=clock.sleep, **options)


def test_never_more_than_the_rate_in_any_second():
    clock, sent = HandClock(), []
    pacer = a_pacer(clock, calls_per_s=10)
    for _ in range(50):
        pacer.wait("batchSend")
        sent.append(clock.now_s)
    most = max(sum(start <= t < start + 1 for t in sent) for start in sent)
    assert most <= 11  # 10 intervals of 0.1 s lie between 11 calls; floats may put the last one inside
    assert sent[-1] == pytest.approx(4.9)


def test_apis_do_not_wait_for_each_other():
    clock = HandClock()
    pacer = a_pacer(clock, calls_per_s=1)
    pacer.wait("batchSend")
    pacer.wait("updateCard")
    assert clock.now_s == 0


def test_a_long_queue_sends_the_caller_away_with_the_time_to_come_back():
    clock = HandClock()
    pacer = Pacer(calls_per_s=1, patience_s=2, monotonic=clock.monotonic, sleep=lambda _s: None)
    for _ in range(3):
        pacer.wait("batchSend")
    with pytest.raises(Transient, match="own_rate") as caught:
        pacer.wait("batchSend")
    assert caught.value.retry_after.total_seconds() == 3


def test_after_a_ban_calls_go_out_again_when_it_is_over():
    clock = HandClock()
    pacer = a_pacer(clock, calls_per_s=10)
    pacer.fall_silent(timedelta(minutes=5))
    clock.now_s = 299
    with pytest.raises(Transient, match="banned") as caught:
        pacer.wait("batchSend")
    assert caught.value.retry_after == timedelta(seconds=1)
    clock.now_s = 300
    pacer.wait("batchSend")


def test_the_processes_together_stay_at_eighty_percent_of_the_limit():
    assert RELAY_CALLS_PER_S + BOT_CALLS_PER_S <= APP_CALLS_PER_S == 16


def test_threads_that_ask_together_fetch_one_token():
    gate, fetched = threading.Barrier(8), []

    def fetch():
        fetched.append(1)
        return FetchedToken(f"token-{len(fetched)}", 7200)

    store = TokenStore(fetch)

    def ask(_n):
        gate.wait()
        return store.get()

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {"token-1"}


def test_a_token_is_renewed_five_minutes_before_its_end():
    clock, fetched = HandClock(), iter(["a", "b"])
    store = TokenStore(lambda: FetchedToken(next(fetched), 7200), monotonic=clock.monotonic)
    assert store.get() == "a"
    clock.now_s = 6899
    assert store.get() == "a"
    clock.now_s = 6900
    assert store.get() == "b"


def test_a_late_complaint_about_the_old_token_keeps_the_new_one():
    fetched = iter(["a", "b", "c"])
    store = TokenStore(lambda: FetchedToken(next(fetched), 7200))
    store.reset(store.get())
    assert store.get() == "b"
    store.reset("a")
    assert store.get() == "b"


def test_the_count_starts_anew_with_the_month_of_shanghai():
    meter = CallMeter()
    meter.count("batchSend", now=datetime(2026, 6, 30, 15, 59, tzinfo=UTC))
    meter.count("batchSend", now=datetime(2026, 6, 30, 16, 1, tzinfo=UTC))  # 1 July, 00:01 in Shanghai
    assert meter.snapshot() == {"batchSend": 1}


def test_midnight_is_shanghais():
    assert next_midnight(datetime(2026, 6, 30, 16, 1, tzinfo=UTC)) == datetime(2026, 7, 1, 16, tzinfo=UTC)


GOOD = {"corp_id": "c", "client_id": "i", "client_secret": "s3cret", "robot_code": "r", "agent_id": "1"}


def test_settings_refuse_clear_text_off_this_machine_and_name_every_fault():
    with pytest.raises(ValueError, match=r"corp_id is empty; openapi_endpoint: .*clear text") as caught:
        DingTalkSettings(**GOOD | {"corp_id": "", "openapi_endpoint": "http://api.dingtalk.com"})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.1:8701", "http://localhost:1", "https://api.dingtalk.com"]
)
def test_settings_take(endpoint):
    DingTalkSettings(**GOOD, openapi_endpoint=endpoint)


@pytest.mark.parametrize(
    "endpoint", ["127.0.0.1:8701", "ftp://x", "https://x/path", "http://127.0.0.1.evil.cn"]
)
def test_settings_refuse(endpoint):
    with pytest.raises(ValueError, match="openapi_endpoint"):
        DingTalkSettings(**GOOD, openapi_endpoint=endpoint)


def test_the_secret_is_not_shown():
    assert "s3cret" not in repr(DingTalkSettings(**GOOD))


def test_proxies_are_forgotten():
    environment = {"HTTP_PROXY": "x", "https_proxy": "y", "PATH": "z"}
    forget_proxies(environment)
    assert environment == {"PATH": "z"}
