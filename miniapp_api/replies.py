"""Typed replies as JSON, and domain values as the contract shows them."""

from dataclasses import fields, is_dataclass
from typing import Any

from flask import Response
from pydantic import BaseModel

from scoring.measures import NotMeasured


def reply(model: BaseModel, status: int = 200) -> Response:
    return Response(model.model_dump_json(), status=status, mimetype="application/json")


def shown(value: Any) -> Any:
    """A frozen value as plain JSON types; what could not be measured becomes {"not_measured": reason}."""
    if isinstance(value, NotMeasured):
        return {"not_measured": value.reason}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: shown(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, list | tuple):
        return [shown(part) for part in value]
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    return value
