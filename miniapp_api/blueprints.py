"""Blueprints that all look alike in the OpenAPI document."""

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from miniapp_api.schemas.base import ErrorReply

BEARER_SECURITY: dict[str, Any] = {"bearer": {"type": "http", "scheme": "bearer"}}
_ERRORS: dict[Any, Any] = {"default": ErrorReply, "422": ErrorReply}


def area(name: str, description: str, *, signed_in: bool = True) -> APIBlueprint:
    """A group of routes under /api."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix="/api",
        abp_tags=[Tag(name=name, description=description)],
        abp_security=[{"bearer": []}] if signed_in else [],
        abp_responses=dict(_ERRORS),
        operation_id_callback=_operation_id,
    )


def _operation_id(*, name: str, path: str, method: str) -> str:  # noqa: ARG001  # flask-openapi3 passes all three
    return name
