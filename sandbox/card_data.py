"""Card variables: what DingTalk takes, and how an update changes the map (S0782, S0783, S0789)."""

from collections.abc import Mapping
from typing import Any

from sandbox.errors import ApiError, param_error
from sandbox.templates import CardTemplate

KEY_MAX_BYTES = 100
VALUE_MAX_BYTES = 1024


def checked_param_map(raw: Any, template: CardTemplate, *, strict: bool) -> dict[str, str]:
    """The `cardParamMap` of a `{"cardParamMap": …}` object.

    Raises 400 param.* for a value that is not a string, a key or value too long and, in strict mode,
    a variable that the template does not have (the usual typing mistake, which real clients show as a blank).
    """
    params = raw.get("cardParamMap") if isinstance(raw, Mapping) else None
    if not isinstance(params, Mapping):
        raise param_error("cardPublicDataEmpty", "cardParamMap is missing or not an object")
    for key, value in params.items():
        if not isinstance(value, str):
            kind = type(value).__name__
            raise param_error("invalid", f"cardParamMap.{key} must be a string, not {kind}: stringify it")
        if len(key.encode()) > KEY_MAX_BYTES:
            raise param_error("invalid", f"cardParamMap key {key[:40]}… is longer than {KEY_MAX_BYTES} bytes")
        if len(value.encode()) > VALUE_MAX_BYTES:
            raise param_error("invalid", f"cardParamMap.{key} is longer than {VALUE_MAX_BYTES} bytes")
    unknown = template.unknown_variables(set(params)) if strict else []
    if unknown:
        names = ", ".join(unknown)
        raise param_error("invalid", f"template {template.template_id} has no variable {names}")
    return dict(params)


def checked_private_maps(raw: Any, template: CardTemplate, *, strict: bool) -> dict[str, dict[str, str]]:
    """`privateData`: one param map per user id."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise param_error("invalid", "privateData must be an object keyed by user id")
    return {str(k): checked_param_map(v, template, strict=strict) for k, v in raw.items()}


def by_key_flags(raw: Any) -> tuple[bool, bool]:
    """(updateCardDataByKey, updatePrivateDataByKey); both False when absent: the whole map is replaced."""
    options = raw if isinstance(raw, Mapping) else {}
    return options.get("updateCardDataByKey") is True, options.get("updatePrivateDataByKey") is True


def merged(old: Mapping[str, str], new: Mapping[str, str], *, by_key: bool) -> dict[str, str]:
    return {**old, **new} if by_key else dict(new)


def template_of(templates: Mapping[str, CardTemplate], template_id: str) -> CardTemplate:
    if not template_id:
        raise param_error("cardTemplateIdEmpty", "cardTemplateId为空")
    template = templates.get(template_id)
    if template is None:
        raise param_error("templateNotExist", f"模板不存在：{template_id}")
    if not template.published:
        raise ApiError(400, "param.templateUnpublished", f"模板未发布：{template_id}")
    return template
