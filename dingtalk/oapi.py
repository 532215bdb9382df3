"""A small client for the older host, which the official SDK leaves out: login codes and session replies."""

import logging
from typing import Any
from urllib.parse import urlsplit

import httpx

from dingtalk import failures
from dingtalk.errors import Failure, FailureKind

TIMEOUT = httpx.Timeout(10.0, connect=3.0)
OK = 0
ON_JOB = "2,3,5,-1"  # on trial, regular, about to leave, without a status
ON_JOB_PAGE = 50
WRAPPED = 88  # the real code is in sub_code


class OapiError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.kind} {failure.code}")
        self.failure = failure


class Oapi:
    """Raises OapiError."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        # httpx logs each URL at INFO, and ours carry the access token.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._http = httpx.Client(timeout=TIMEOUT)

    def close(self) -> None:
        self._http.close()

    def user_of_code(self, token: str, code: str) -> dict[str, Any]:
        """`result` of /topapi/v2/user/getuserinfo: userid, unionid, name (obtain-the-userid…-log-free)."""
        body = self._post("/topapi/v2/user/getuserinfo", {"code": code}, token=token)
        result = body.get("result")
        if not isinstance(result, dict):
            raise OapiError(Failure(FailureKind.UNREADABLE))
        return result

    def on_job(self, token: str, offset: int) -> tuple[list[str], int | None]:
        """Ids of people employed, on trial or about to leave, and where to go on (smartwork/hrm/employee/queryonjob)."""
        body = self._send(
            f"{self._endpoint}/topapi/smartwork/hrm/employee/queryonjob",
            {"status_list": ON_JOB, "offset": offset, "size": ON_JOB_PAGE},
            params={"access_token": token},
        )
        result = body.get("result")
        if not isinstance(result, dict) or not isinstance(result.get("data_list"), list):
            raise OapiError(Failure(FailureKind.UNREADABLE))
        further = result.get("next_cursor")
        return [str(one) for one in result["data_list"]], further if isinstance(further, int) else None

    def reply_to_session(self, webhook: str, text: str) -> None:
        """Answer in the conversation a robot message came from, by the address it brought along.

        Raises OapiError when that address is not DingTalk's: a frame must not make us call other machines.
        """
        given, ours = urlsplit(webhook), urlsplit(self._endpoint)
        if (given.scheme, given.netloc, given.path) != (ours.scheme, ours.netloc, "/robot/sendBySession"):
            raise OapiError(Failure(FailureKind.REFUSED, "webhook_not_dingtalk", 400))
        self._send(webhook, {"msgtype": "text", "text": {"content": text}})

    def _post(self, path: str, body: dict[str, str], *, token: str) -> dict[str, Any]:
        return self._send(f"{self._endpoint}{path}", body, params={"access_token": token})

    def _send(
        self, url: str, body: dict[str, Any], *, params: dict[str, str] | None = None
    ) -> dict[str, Any]:
        try:
            response = self._http.post(url, json=body, params=params)
        except httpx.HTTPError as exc:
            # `from None`: the exception's text may hold the address, and that the token.
            raise OapiError(failures.of_http_error(exc)) from None
        try:
            answer = response.json()
        except ValueError:
            raise OapiError(failures.of_text(response.text)) from None
        failure = _failure_in(answer, response.status_code)
        if failure is not None:
            raise OapiError(failure)
        return dict(answer)


def _failure_in(answer: Any, http_status: int) -> Failure | None:
    if not isinstance(answer, dict):
        return Failure(FailureKind.UNREADABLE)
    if answer.get("status") == failures.BAN_STATUS:
        return Failure(FailureKind.BANNED)
    code = answer.get("errcode", answer.get("code"))
    if code in (OK, str(OK)) and http_status < 400:
        return None
    if code in (WRAPPED, str(WRAPPED)) and answer.get("sub_code"):
        code = answer["sub_code"]
    if code is None and http_status < 400:
        return Failure(FailureKind.UNREADABLE)
    return Failure(FailureKind.REFUSED, "" if code is None else str(code), http_status)
