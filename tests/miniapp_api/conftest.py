"""The API over a real database: one transaction a test for the Flask client, a database of its own for live servers."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine

from config.clauses.files import contract_book
from config.consent.texts import load_consent_texts
from config.contract.files import docx_template
from config.law.files import question_law
from config.question_bank import load_templates
from config.settings import load_settings
from documents.contract_papers import ContractPapers
from documents.typesetter import FONT_MODEL, Typesetter
from hiring.access import load_access
from hiring.errors import Permanent
from hiring.model.ids import DingTalkUserId
from hiring.model.people import Candidate, Staff
from hiring.ports import DingTalkIdentity, Employment
from hiring.usecases.inviting import secret_sha256
from miniapp_api.app import create_app
from miniapp_api.changes import Changes
from miniapp_api.guard import load_routes
from miniapp_api.ratelimit import RateLimiter
from miniapp_api.services import ApiSettings, Services
from storage.database import make_engine, make_session_factory
from storage.keyring import Keyring
from storage.media import FsMediaStore, SessionKeys
from storage.uow import SqlUnitOfWork
from tests.browser.chromium import find_chromium, launch
from tests.factories import a_session, store
from tests.resumes.resume_factory import the_vocabulary

PERMISSIONS = Path(__file__).resolve().parents[2] / "config" / "permissions.toml"
MIB = 2**20
ROOT = Path(__file__).resolve().parents[2]
MODELS = Path(os.environ.get("MINGMIAN_HOME", ROOT / "var")) / "models"
TYPESETTER = Typesetter(ROOT / "config" / "documents", MODELS / FONT_MODEL)


@dataclass(slots=True)
class CodeBook:
    """DingTalk's login, reduced to a list of good codes, and its roster."""

    user_of: dict[str, str]
    roster: list[Employment] = field(default_factory=list)

    def employments(self) -> list[Employment]:
        return self.roster

    def identify(self, login_code: str) -> DingTalkIdentity:
        if login_code not in self.user_of:
            raise Permanent("login_code")
        return DingTalkIdentity(DingTalkUserId(self.user_of.pop(login_code)), "union", "whoever")


def api_settings(tmp_path: Path, **changes: Any) -> ApiSettings:
    facts: dict[str, Any] = {
        "company_name": "明湖银行",
        "corp_id": "ding1",
        "client_id": "client1",
        "jsapi_url": "",
        "public_url": "http://127.0.0.1:8700",
        "threads": 8,
        "upload_max_bytes": 4 * MIB,
        "ticket_key": b"k" * 32,
        "scoring_profile": "0",
        "trusted_hosts": ("localhost", "127.0.0.1"),
        "dist": tmp_path / "dist",
    }
    return ApiSettings(**(facts | changes))


@pytest.fixture
def make_services(
    tmp_path: Path, uow_factory: Any, media_store: Any, clock: Any, ids: Any, engine: Engine
) -> Callable[..., Services]:
    def make(**changes: Any) -> Services:
        facts: dict[str, Any] = {
            "uow": uow_factory,
            "media": media_store,
            "access": load_access(PERMISSIONS),
            "clock": clock,
            "ids": ids,
            "dingtalk": CodeBook({"code-hr": "user-st_hr", "code-candidate": "user-ca_1"}),
            "engine": engine,
            "consents": load_consent_texts(load_settings({"COMPANY_NAME": "明湖银行"})),
            "templates": load_templates(),
            "changes": Changes(engine),
            "book": contract_book(),
            "question_law": question_law(),
            "papers": ContractPapers(docx_template(), TYPESETTER),
            "limiter": RateLimiter(None, clock),
            "settings": api_settings(tmp_path),
            "typesetter": TYPESETTER,
            "routes": load_routes(PERMISSIONS),
            "vocabulary": the_vocabulary(),
        }
        return Services(**(facts | changes))

    return make


@dataclass(frozen=True, slots=True)
class LiveStorage:
    engine: Engine
    media: FsMediaStore
    new_uow: Callable[[], SqlUnitOfWork]


@pytest.fixture
def live_storage(own_database_url: str, tmp_path: Path, keyring: Keyring) -> Iterator[LiveStorage]:
    """Storage whose commits are real, for servers with several threads."""
    engine = make_engine(own_database_url)
    sessions = make_session_factory(engine)
    media = FsMediaStore(f"file://{tmp_path}/live", SessionKeys(sessions, keyring))
    yield LiveStorage(engine, media, lambda: SqlUnitOfWork(sessions, keyring))
    engine.dispose()


@pytest.fixture
def client(make_services: Callable[..., Services]) -> FlaskClient:
    return create_app(make_services()).test_client()


@pytest.fixture
def bearer(uow: SqlUnitOfWork) -> Callable[..., dict[str, str]]:
    """Request headers of a signed-in person."""

    def sign_in(person: Staff | Candidate, **session: Any) -> dict[str, str]:
        return bearer_headers(uow, person, **session)

    return sign_in


def bearer_headers(uow: SqlUnitOfWork, person: Staff | Candidate, **session: Any) -> dict[str, str]:
    token = f"token-of-{person.id}-{session.get('interview_id', '')}"
    who: dict[str, Any] = (
        {"staff_id": person.id}
        if isinstance(person, Staff)
        else {
            "staff_id": None,
            "candidate_id": person.id,
        }
    )
    with uow:
        store(uow, [a_session(token_sha256=secret_sha256(token), **(who | session))])
        uow.commit()
    return {"Authorization": f"Bearer {token}"}


def code_of(response: Any) -> str:
    return str(response.json["error"]["code"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For the tests that look at the built pages; skipped, with the reason, where a part is missing."""
    if find_chromium() is None:
        pytest.skip("no Chromium on this machine: apt-get install -y chromium")
    with sync_playwright() as playwright:
        yield launch(playwright)


@pytest.fixture
def app(make_services: Callable[..., Services], tmp_path: Path) -> FlaskClient:
    dist = ROOT / "miniapp" / "dist"
    if not (dist / "index.html").exists():
        pytest.skip("the mini-app is not built: make setup")
    return create_app(make_services(settings=api_settings(tmp_path, dist=dist))).test_client()
