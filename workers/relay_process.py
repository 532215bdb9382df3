"""The relay as a process: lanes in threads, woken by PostgreSQL's notifications."""

import signal
import threading
import time

import psycopg
import structlog

from config.settings import Settings
from hiring.messages import QUEUES
from storage.database import psycopg_url
from storage.uow import OUTBOX_CHANNEL
from workers.queueing import connect, open_queue
from workers.relay import ERRAND_KINDS, JOB_KINDS, POLL_S, Lane
from workers.relay_handlers import Desk
from workers.run_folder import RunFolder
from workers.wiring import contract_desk, open_dingtalk, open_runtime

NAME = "relay"
ERRAND_LANES = 3  # calls wait for DingTalk's answer most of the time; the client paces all lanes together

log = structlog.get_logger()


def run_relay(settings: Settings) -> None:
    """Until SIGTERM or SIGINT."""
    runtime = open_runtime(settings)
    connection = connect(settings.redis_url)
    dingtalk = open_dingtalk(settings, runtime.clock)
    desk = Desk(
        new_uow=runtime.storage.new_uow,
        dingtalk=dingtalk,
        queues={name: open_queue(name, connection) for name in QUEUES},
        links=runtime.links,
        clock=runtime.clock,
        ids=runtime.ids,
        contracts=contract_desk(settings, dingtalk),
    )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    kinds = [JOB_KINDS] + [ERRAND_KINDS] * ERRAND_LANES
    lanes = [(Lane(runtime.storage, desk, one), threading.Event()) for one in kinds]
    threads = [
        threading.Thread(target=lane.run, kwargs={"stop": stop, "wake": wake}, name=f"lane-{number}")
        for number, (lane, wake) in enumerate(lanes)
    ]
    for thread in threads:
        thread.start()
    RunFolder(settings.home / "run").mark_ready(NAME)
    _wake_on_posts(settings.database_url, [wake for _, wake in lanes], stop)
    for thread in threads:
        thread.join()


def _wake_on_posts(database_url: str, wakes: list[threading.Event], stop: threading.Event) -> None:
    url = psycopg_url(database_url).replace("postgresql+psycopg://", "postgresql://", 1)
    while not stop.is_set():
        try:
            _listen(url, wakes, stop)
        except psycopg.OperationalError:
            log.warning("listener_lost")  # the lanes go on by polling
            time.sleep(POLL_S)


def _listen(url: str, wakes: list[threading.Event], stop: threading.Event) -> None:
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
        connection.execute(f"LISTEN {OUTBOX_CHANNEL}")
        while not stop.is_set():
            for _ in connection.notifies(timeout=POLL_S, stop_after=1):
                for wake in wakes:
                    wake.set()
