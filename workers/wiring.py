"""Builds what the worker processes and the command line use from the settings, once."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from config.clauses.files import contract_book
from config.contract.files import docx_template
from config.master_key import load_master_key
from config.settings import DINGTALK_SIGNING, Settings, SettingsError
from dingtalk.client import DingTalkClient
from dingtalk.esign import DingTalkSigning
from dingtalk.settings import DingTalkSettings, forget_proxies
from documents.contract_papers import ContractPapers
from documents.signing_folder import FOLDER, SigningFolder
from hiring.access import Access, load_access
from hiring.links import Links
from hiring.ports import Clock, Ids
from hiring.signing_ports import Signing
from storage.clock import RandomIds, SystemClock
from storage.database import Storage, open_storage
from workers.relay_handlers import ContractDesk
from workers.typesetting import open_typesetter

CONFIG_FOLDER = Path(str(files("config")))


@dataclass(frozen=True, slots=True)
class Runtime:
    settings: Settings
    storage: Storage
    access: Access
    clock: Clock
    ids: Ids
    links: Links


def open_runtime(settings: Settings) -> Runtime:
    """Raises SettingsError where DATABASE_URL is empty: the supervisor starts the database and passes its address."""
    if not settings.database_url:
        raise SettingsError(
            [
                "DATABASE_URL: empty, and no supervisor gave one; start with `mingmian up` or set it"
                " · 未设置数据库地址；请用 mingmian up 启动，或设置该项"
            ]
        )
    storage = open_storage(
        database_url=settings.database_url,
        media_url=media_url(settings),
        master_key=load_master_key(settings),
        spool=settings.home / "spool",
    )
    access = load_access(CONFIG_FOLDER / "permissions.toml")
    return Runtime(settings, storage, access, SystemClock(), RandomIds(), Links(settings.public_url))


def media_url(settings: Settings) -> str:
    return settings.media_url or f"file://{settings.home / 'media'}"


def open_dingtalk(settings: Settings, clock: Clock) -> DingTalkClient:
    """The company's DingTalk app. Raises SettingsError when none is set."""
    try:
        app = DingTalkSettings(**settings.dingtalk_app)
    except ValueError as error:
        raise SettingsError([f"DINGTALK_*: {error} · 钉钉应用的设置不完整或有误"]) from error
    if app.is_local:
        forget_proxies()
    return DingTalkClient(app, clock=clock)


def contract_desk(settings: Settings, dingtalk: DingTalkClient) -> ContractDesk:
    """What the relay hands contracts off with: papers, and where they are signed."""
    papers = ContractPapers(docx_template(), open_typesetter(settings.home))
    return ContractDesk(contract_book(), papers, open_signing(settings, dingtalk))


def open_signing(settings: Settings, dingtalk: DingTalkClient) -> Signing:
    """The folder below the home, or DingTalk's e签宝."""
    if settings.contract_signing == DINGTALK_SIGNING:
        return DingTalkSigning(DingTalkSettings(**settings.dingtalk_app), dingtalk)
    return SigningFolder(settings.home / FOLDER)
