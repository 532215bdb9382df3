"""Everything a request handler may use, built once in wiring.py and handed to create_app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from flask import current_app, g
from sqlalchemy import Engine

from config.consent.texts import ConsentBook
from config.question_bank import Template
from contracts.book import ContractBook
from contracts.questions import QuestionLaw
from documents.contract_papers import ContractPapers
from documents.typesetter import Typesetter
from hiring.access import Access
from hiring.model.people import Actor
from hiring.ports import Clock, DingTalk, Ids, MediaStore
from miniapp_api.changes import Changes
from scoring.resume.vocabulary import Vocabulary
from storage.uow import SqlUnitOfWork

if TYPE_CHECKING:
    from miniapp_api.ratelimit import RateLimiter  # which itself asks services() for its limiter

EXTENSION = "mingmian"


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """jsapi_url: "" in production. scoring_profile: the version that new interviews pin. proxy_hops: reverse proxies in front of us whose X-Forwarded-For is believed."""

    company_name: str
    corp_id: str
    client_id: str
    jsapi_url: str
    public_url: str
    threads: int
    upload_max_bytes: int
    ticket_key: bytes
    scoring_profile: str
    trusted_hosts: tuple[str, ...]
    dist: Path
    proxy_hops: int = 0


@dataclass(frozen=True, slots=True)
class Services:
    """uow: makes a fresh unit of work. routes: "METHOD /path" -> action, "public" or "session"."""

    uow: Callable[[], SqlUnitOfWork]
    media: MediaStore
    access: Access
    clock: Clock
    ids: Ids
    dingtalk: DingTalk
    engine: Engine
    consents: ConsentBook
    templates: Mapping[str, Template]
    changes: Changes
    book: ContractBook
    question_law: QuestionLaw
    papers: ContractPapers
    limiter: "RateLimiter"
    settings: ApiSettings
    typesetter: Typesetter
    routes: Mapping[str, str]
    vocabulary: Vocabulary


class Ports(TypedDict):
    """The ports that every use case takes."""

    uow: SqlUnitOfWork
    access: Access
    clock: Clock
    ids: Ids


def services() -> Services:
    return cast(Services, current_app.extensions[EXTENSION])


def ports() -> Ports:
    """Fresh ports for one use case: `confirm_interview(command, **ports())`."""
    s = services()
    return Ports(uow=s.uow(), access=s.access, clock=s.clock, ids=s.ids)


def actor() -> Actor:
    """Who is signed in. guard.py has let nobody else through to a route that asks."""
    return cast(Actor, g.actor)
