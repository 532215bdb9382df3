"""hiring.ports.DingTalk over the real thing: paced, counted, with one fresh token where the old one is refused."""

import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

import structlog
from Tea.exceptions import TeaException

from dingtalk import failures
from dingtalk.card_values import fit
from dingtalk.errors import BAN_LASTS, Failure, FailureKind, classify, is_token_fault, needs_a_person
from dingtalk.meter import CallMeter
from dingtalk.oapi import Oapi, OapiError
from dingtalk.openapi import OpenApi
from dingtalk.rate import RELAY_CALLS_PER_S, Pacer
from dingtalk.roster import EXITS_A_CALL, ROSTER_A_CALL, Roster, employment, in_parts
from dingtalk.settings import DingTalkSettings
from dingtalk.token import FetchedToken, TokenStore
from hiring.errors import Duplicate, OutcomeUnknown, Permanent, Transient
from hiring.model.ids import CardId, DingTalkUserId
from hiring.model.outcome import ExitReason
from hiring.ports import CardContent, Clock, DingTalkIdentity, Employment, PreEntry

log = structlog.get_logger()
T = TypeVar("T")

# The client puts ids into addresses as they are, so nothing else may get through (dingtalk.md §2.2).
_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LOGIN_CODE = re.compile(r"[A-Za-z0-9_-]{1,128}")
# Outside the monthly allowance (S1432): tokens, sign-in, session replies, basic HRM, e-sign.
FREE_CALLS = frozenset(
    {
        "token",
        "getuserinfo",
        "sendBySession",
        "queryonjob",
        "dismissions",
        "dimissionInfos",
        "rosters",
        "esignUploadUrl",
        "esignStart",
        "esignDetail",
    }
)


class DingTalkClient:
    """One app's DingTalk. Safe between threads. See hiring.ports.DingTalk for what each method promises."""

    def __init__(
        self, settings: DingTalkSettings, *, clock: Clock, calls_per_s: float = RELAY_CALLS_PER_S
    ) -> None:
        self.meter = CallMeter()
        self._clock = clock
        self._api = OpenApi(settings)
        self._oapi = Oapi(settings.oapi_endpoint)
        self._roster = Roster(settings)
        self._pacer = Pacer(calls_per_s=calls_per_s)
        self._tokens = TokenStore(self._fetch_token)

    def close(self) -> None:
        self._oapi.close()

    def check_credentials(self) -> None:
        """Get a token. Raises Transient when DingTalk refuses the app or can't be reached."""
        self._tokens.get()

    def deliver_card(self, card_id: CardId, recipient: DingTalkUserId, content: CardContent) -> None:
        check_id(card_id, "card_id")
        check_id(recipient, "recipient")
        fitted = CardContent(content.template_id, fit(content.params), content.summary)
        body = self.call(
            "createAndDeliver",
            lambda token: self._api.create_and_deliver(
                token, track_id=card_id, user_id=recipient, content=fitted
            ),
            idempotent=True,
        )
        if not body.success or body.result is None:
            raise Transient("no_result", retry_after=BAN_LASTS)
        results = body.result.deliver_results or []
        if not results:
            raise Duplicate("already_delivered")  # how a known outTrackId is taken where it is no error
        if not all(r.success for r in results):
            raise Permanent("card_not_delivered")

    def update_card(self, card_id: CardId, content: CardContent) -> None:
        check_id(card_id, "card_id")
        params = fit(content.params)
        body = self.call(
            "updateCard",
            lambda token: self._api.update_card(token, track_id=card_id, params=params),
            idempotent=True,
        )
        if not body.success:
            raise Transient("no_result", retry_after=BAN_LASTS)

    def send_text(self, recipient: DingTalkUserId, text: str) -> None:
        check_id(recipient, "recipient")
        body = self.call(
            "batchSend",
            lambda token: self._api.send_text(token, user_id=recipient, text=text),
            idempotent=False,
        )
        # A 200 means no more than that the lists were read: one of them may hold our recipient.
        if recipient in (body.flow_controlled_staff_id_list or ()):
            raise Transient("recipient_flow_controlled")
        if recipient in (body.invalid_staff_id_list or ()):
            raise Permanent("recipient_invalid")
        if recipient in (body.filtered_staff_id_list or ()):
            raise Permanent("recipient_filtered")
        if not body.process_query_key:
            raise OutcomeUnknown("no_result")

    def add_pre_entry(self, person: PreEntry) -> str:
        if not person.mobile:
            raise Permanent("no_mobile")
        body = self.call(
            "addPreEntry", lambda token: self._api.add_pre_entry(token, person), idempotent=False
        )
        if not body.tmp_user_id:
            raise OutcomeUnknown("no_result")
        return str(body.tmp_user_id)

    def reply_to_session(self, webhook: str, text: str) -> None:
        """Answer somebody we can't address because DingTalk did not say who they are. Not idempotent."""
        self.call(
            "sendBySession", lambda _token: self._oapi.reply_to_session(webhook, text), idempotent=False
        )

    def identify(self, login_code: str) -> DingTalkIdentity:
        if not _LOGIN_CODE.fullmatch(login_code):
            raise Permanent("login_code")
        try:
            person = self.call(
                "getuserinfo", lambda token: self._oapi.user_of_code(token, login_code), idempotent=True
            )
        except Permanent as exc:
            raise Permanent("login_code") from exc
        return DingTalkIdentity(
            user_id=DingTalkUserId(str(person.get("userid", ""))),
            union_id=str(person.get("unionid", "")),
            name=str(person.get("name", "")),
        )

    def employments(self) -> Sequence[Employment]:
        there, gone = self._on_job(), self._leavers()
        fields: dict[str, dict[str, str]] = {}
        exits: dict[str, tuple[date, ExitReason]] = {}
        everybody = sorted({*there, *gone})
        for part in in_parts(everybody, ROSTER_A_CALL):
            fields |= self.call("rosters", partial(self._roster.fields, user_ids=part), idempotent=True)
        for part in in_parts(gone, EXITS_A_CALL):
            exits |= self.call("dimissionInfos", partial(self._roster.exits, user_ids=part), idempotent=True)
        return [employment(user_id, fields.get(user_id, {}), exits.get(user_id)) for user_id in everybody]

    def _on_job(self) -> list[str]:
        found: list[str] = []
        offset: int | None = 0
        while offset is not None:
            page, further = self.call(
                "queryonjob", partial(self._oapi.on_job, offset=offset), idempotent=True
            )
            found += page
            offset = further if further is None or further > offset else None  # never round in a circle
        return found

    def _leavers(self) -> list[str]:
        found: list[str] = []
        start: int | None = 0
        while start is not None:
            page = self.call("dismissions", partial(self._roster.leavers, next_token=start), idempotent=True)
            found += page.user_ids
            start = page.next_token if page.next_token is None or page.next_token > start else None
        return found

    def call(self, api: str, send: Callable[[str], T], *, idempotent: bool) -> T:
        """Send once, and once more with a fresh token where the first was refused for its token."""
        token = self._tokens.get()
        result, failure = self._attempt(api, send, token)
        if failure is not None and is_token_fault(failure):
            self._tokens.reset(token)
            result, failure = self._attempt(api, send, self._tokens.get())
        if failure is None:
            return result  # type: ignore[return-value]  # None only beside a failure
        if needs_a_person(failure):
            log.error("dingtalk_refuses_app", api=api, code=failure.code)
        raise classify(failure, idempotent=idempotent, now=self._clock.now())

    def _attempt(self, api: str, send: Callable[[str], T], token: str) -> tuple[T | None, Failure | None]:
        self._pacer.wait(api)
        if api not in FREE_CALLS:
            self.meter.count(api, now=self._clock.now())
        started = time.monotonic()
        result: T | None = None
        failure: Failure | None = None
        try:
            result = send(token)
        except TeaException as exc:
            failure = failures.of_sdk_error(exc)
        except OapiError as exc:
            failure = exc.failure
        if failure is not None and failure.kind == FailureKind.BANNED:
            self._pacer.fall_silent(BAN_LASTS)
        log.info(
            "dingtalk_call",
            api=api,
            ms=round((time.monotonic() - started) * 1000),
            outcome="ok" if failure is None else failure.kind,
            code="" if failure is None else failure.code,
            month_calls=self.meter.total,
        )
        return result, failure

    def _fetch_token(self) -> FetchedToken:
        fetched, failure = self._attempt("token", lambda _token: self._api.fetch_token(), "")
        if failure is None and fetched is not None and fetched.value:
            return fetched
        failure = failure or Failure(FailureKind.UNREADABLE)
        if needs_a_person(failure):
            log.error("dingtalk_refuses_app", api="token", code=failure.code)
        raise classify(failure, idempotent=True, now=self._clock.now())


def check_id(value: str, what: str) -> None:
    if not _SAFE_ID.fullmatch(value):
        raise Permanent(f"bad_{what}")
