"""What bench/upload.py needs behind the API: a database, one interview under way, one open take for each upload."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hiring.model.answer import AnswerState
from hiring.model.interview import InterviewState
from hiring.usecases.inviting import secret_sha256
from storage.database import make_engine, make_session_factory
from storage.keyring import Keyring
from storage.migrate import upgrade
from storage.services import start_postgres, stop_postgres
from storage.uow import SqlUnitOfWork
from tests.factories import a_session, a_story, an_answer


@dataclass(frozen=True, slots=True)
class Company:
    environment: dict[str, str]
    answer_ids: tuple[str, ...]

    @staticmethod
    def metadata(answer_id: str) -> str:
        return base64.b64encode(answer_id.encode()).decode()


@contextmanager
def seed(home: Path, *, uploads: int) -> Iterator[Company]:
    """A migrated database with its durability on, as in production."""
    url = start_postgres(home)
    try:
        upgrade(url)
        yield _fill(url, home, uploads)
    finally:
        stop_postgres(home)


def _fill(url: str, home: Path, uploads: int) -> Company:
    master_key, now = secrets.token_bytes(32), datetime.now(UTC)
    engine = make_engine(url)
    uow = SqlUnitOfWork(make_session_factory(engine), Keyring(master_key))
    recording = {"state": AnswerState.RECORDING, "media_key": None, "media_sha256": None, "media_bytes": None}
    answers = [
        an_answer(id=f"an_{n}", question_key=f"q{n}", received_at=None, **recording) for n in range(uploads)
    ]
    session = a_session(
        token_sha256=secret_sha256("bench"),
        staff_id=None,
        candidate_id="ca_1",
        interview_id="iv_1",
        expires_at=now + timedelta(hours=1),
    )
    a_story(uow, *answers, session, state=InterviewState.IN_PROGRESS, starts_at=now + timedelta(hours=1))
    engine.dispose()
    return Company(_environment(url, home, master_key), tuple(answer.id for answer in answers))


def _environment(url: str, home: Path, master_key: bytes) -> dict[str, str]:
    return {
        "MINGMIAN_HOME": str(home),
        "DATABASE_URL": url,
        "MASTER_KEY": base64.b64encode(master_key).decode(),
        "DINGTALK_CORP_ID": "ding-bench",
        "DINGTALK_CLIENT_ID": "bench",
        "DINGTALK_CLIENT_SECRET": "bench",
        "DINGTALK_ROBOT_CODE": "bench",
        "DINGTALK_AGENT_ID": "1",
        "DINGTALK_OPENAPI_ENDPOINT": "http://127.0.0.1:9",
        "DINGTALK_OAPI_ENDPOINT": "http://127.0.0.1:9",
    }
