"""The two ways DingTalk says no: the v1.0 error body, and errcode on the old host."""

import uuid
from collections.abc import Mapping
from typing import Any

from aiohttp import web


class SandboxError(Exception):
    """The sandbox can't start, or an admin call was wrong. Read by a developer."""


class ApiError(Exception):
    """A refusal of api.dingtalk.com: HTTP status and `{"code","message","requestid"}`."""

    def __init__(
        self, status: int, code: str, message: str, *, detail: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail

    def response(self) -> web.Response:
        body: dict[str, Any] = {"code": self.code, "requestid": request_id(), "message": self.message}
        if self.detail is not None:
            body["accessdenieddetail"] = dict(self.detail)
        return web.json_response(body, status=self.status)


class OapiError(Exception):
    """A refusal of oapi.dingtalk.com: HTTP 200 and errcode other than 0."""

    def __init__(self, errcode: int, errmsg: str, *, sub_code: str = "") -> None:
        super().__init__(f"{errcode}: {errmsg}")
        self.errcode = errcode
        self.errmsg = errmsg
        self.sub_code = sub_code

    def response(self) -> web.Response:
        body: dict[str, Any] = {"errcode": self.errcode, "errmsg": self.errmsg, "request_id": request_id()}
        if self.sub_code:
            body |= {"sub_code": self.sub_code, "sub_msg": self.errmsg}
        return web.json_response(body)


def param_error(what: str, message: str) -> ApiError:
    """400 `param.<what>`, the family in which the card API reports every wrong argument."""
    return ApiError(400, f"param.{what}", message)


def request_id() -> str:
    return str(uuid.uuid4()).upper()


def ok(body: Mapping[str, Any]) -> web.Response:
    return web.json_response(dict(body))


def oapi_ok(**fields: object) -> web.Response:
    return ok({"errcode": 0, "errmsg": "ok", "request_id": request_id(), **fields})
