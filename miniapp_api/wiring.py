"""Builds the API's services from the settings, once for each process."""

import json
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from config.clauses.files import contract_book
from config.consent.texts import load_consent_texts
from config.contract.files import docx_template
from config.law.files import question_law
from config.master_key import load_master_key
from config.question_bank import load_templates
from config.resume.files import vocabulary_documents
from config.scoring.files import default_profile_text
from config.settings import Settings, SettingsError
from dingtalk.client import DingTalkClient
from dingtalk.settings import DingTalkSettings, forget_proxies
from documents.contract_papers import ContractPapers
from documents.typesetter import FONT_MODEL, Typesetter
from hiring.access import load_access
from hiring.ports import Clock
from miniapp_api.changes import Changes
from miniapp_api.guard import load_routes
from miniapp_api.ratelimit import make_limiter
from miniapp_api.services import ApiSettings, Services
from miniapp_api.tickets import ticket_key
from scoring.resume.vocabulary import parse_vocabulary
from storage.clock import RandomIds, SystemClock
from storage.database import open_storage

# A three-minute answer at 8 Mbit/s, the most a phone's recorder is likely to choose, with room to spare.
UPLOAD_MAX_BYTES = 256 * 2**20
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def build_services(settings: Settings) -> Services:
    """Raises SettingsError without a database's address or a DingTalk app."""
    if not settings.database_url:
        raise SettingsError(
            [
                "DATABASE_URL: empty; start with `mingmian up`, which starts one · 未设置数据库地址，请用 mingmian up 启动"
            ]
        )
    permissions = Path(str(files("config"))) / "permissions.toml"
    master_key = load_master_key(settings)
    storage = open_storage(
        database_url=settings.database_url,
        media_url=settings.media_url or f"file://{settings.home / 'media'}",
        master_key=master_key,
        spool=settings.home / "spool",
    )
    clock = SystemClock()
    typesetter = Typesetter(
        templates=Path(str(files("config"))) / "documents", fonts=settings.home / "models" / FONT_MODEL
    )
    return Services(
        uow=storage.new_uow,
        media=storage.media,
        access=load_access(permissions),
        clock=clock,
        ids=RandomIds(),
        dingtalk=_dingtalk(settings, clock),
        engine=storage.engine,
        consents=load_consent_texts(settings),
        templates=load_templates(),
        changes=Changes(storage.engine),
        book=contract_book(),
        question_law=question_law(),
        papers=ContractPapers(docx_template(), typesetter),
        limiter=make_limiter(settings.redis_url, clock),
        settings=api_settings(settings, key=ticket_key(master_key)),
        typesetter=typesetter,
        routes=load_routes(permissions),
        vocabulary=parse_vocabulary(vocabulary_documents()),
    )


def api_settings(settings: Settings, *, key: bytes) -> ApiSettings:
    public_host = urlsplit(settings.public_url).hostname or ""
    return ApiSettings(
        company_name=settings.company_name,
        corp_id=settings.dingtalk_corp_id,
        client_id=settings.dingtalk_client_id,
        jsapi_url=settings.dingtalk_jsapi_url,
        public_url=settings.public_url,
        threads=settings.api_threads,
        upload_max_bytes=UPLOAD_MAX_BYTES,
        ticket_key=key,
        scoring_profile=json.loads(default_profile_text())["version"],
        trusted_hosts=(public_host, *LOOPBACK_HOSTS),
        # gunicorn speaks no TLS: where the public address does, exactly one proxy of ours stands in front.
        proxy_hops=1 if settings.public_url.startswith("https://") else 0,
        dist=Path(__file__).resolve().parent.parent / "miniapp" / "dist",
    )


def _dingtalk(settings: Settings, clock: Clock) -> DingTalkClient:
    try:
        app = DingTalkSettings(**settings.dingtalk_app)
    except ValueError as error:
        raise SettingsError([f"DINGTALK_*: {error} · 钉钉应用的设置不完整或有误"]) from error
    if app.is_local:
        forget_proxies()
    return DingTalkClient(app, clock=clock)
