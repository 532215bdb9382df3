"""Reading requests at the edge: JSON objects and their fields, with DingTalk's words for what is wrong."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError

Json = dict[str, Any]


async def json_object(request: web.Request) -> Json:
    """The body as a JSON object; an empty body is an empty object. 400 InvalidParameter otherwise."""
    raw = await request.read()
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError as exc:
        raise ApiError(400, "InvalidParameter.JSON", f"the body is not JSON: {exc}") from exc
    if not isinstance(body, dict):
        raise ApiError(400, "InvalidParameter.JSON", "the body must be one JSON object")
    return body


async def form_or_json(request: web.Request) -> Json:
    """Query, form and JSON body together, as the old host takes them."""
    fields: Json = dict(request.query)
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        fields |= {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
        return fields
    raw = await request.read()
    if raw:
        try:
            body = json.loads(raw)
        except ValueError:
            return fields
        if isinstance(body, dict):
            fields |= body
    return fields


def text(body: Mapping[str, Any], key: str) -> str:
    """The field as text; empty when absent or not a string."""
    value = body.get(key)
    return value if isinstance(value, str) else ""


def texts(body: Mapping[str, Any], key: str) -> list[str]:
    value = body.get(key)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def sub_object(body: Mapping[str, Any], key: str) -> Json:
    value = body.get(key)
    return value if isinstance(value, dict) else {}
