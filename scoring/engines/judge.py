"""A language model behind an OpenAI-compatible address (private Qwen, DeepSeek …) as a judge of answers."""

import ipaddress
import json
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from scoring.engines.errors import EngineCode, EnginePermanent, EngineTransient
from scoring.judge.prompt import Message
from scoring.judge.rating import (
    FOLLOW_UP_MAX_CHARS,
    MOST_FOLLOW_UPS,
    MOST_QUOTES,
    QUOTE_MAX_CHARS,
    REASON_MAX_CHARS,
    JudgeReply,
)

CONNECT_TIMEOUT_S = 5.0
# A rating is some 300 tokens; 10 a second is slow for a model of 7 B on a CPU.
READ_TIMEOUT_S = 60.0
MAX_TOKENS = 600
SEED = 1
MAX_REPLY_BYTES = 64 * 1024
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class _Reply(BaseModel):
    """The JSON asked for, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True)

    level: int = Field(ge=1, le=5)
    reason: str = Field(min_length=1, max_length=REASON_MAX_CHARS)
    quotes: list[Annotated[str, StringConstraints(max_length=QUOTE_MAX_CHARS)]] = Field(
        min_length=1, max_length=MOST_QUOTES
    )
    follow_ups: list[Annotated[str, StringConstraints(max_length=FOLLOW_UP_MAX_CHARS)]] = Field(
        default_factory=list, max_length=MOST_FOLLOW_UPS
    )


class OpenAICompatibleJudge:
    """POST {base_url}/chat/completions at temperature 0. Raises ValueError for an unsafe address."""

    def __init__(self, base_url: str, *, model: str, api_key: str) -> None:
        _refuse_unsafe(base_url)
        self.model = model
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._http = httpx.Client(
            base_url=base_url.rstrip("/") + "/",
            headers=headers,
            timeout=httpx.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            follow_redirects=False,  # answers go where the administrator said, nowhere else
            trust_env=False,
        )

    def ask(self, messages: Sequence[Message]) -> JudgeReply | None:
        """One pass. Raises EngineTransient EN301 (down, busy), EnginePermanent EN302 (refuses us)."""
        asked = {
            "model": self.model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "temperature": 0,
            "seed": SEED,
            "max_tokens": MAX_TOKENS,
            "response_format": {"type": "json_object"},
            "stream": False,
        }
        try:
            response = self._http.post("chat/completions", json=asked)
        except httpx.HTTPError as exc:
            raise EngineTransient(EngineCode.JUDGE_DOWN, type(exc).__name__) from exc
        if response.status_code in _PASSING:
            raise EngineTransient(EngineCode.JUDGE_DOWN, f"HTTP {response.status_code}")
        if response.status_code != httpx.codes.OK:
            raise EnginePermanent(EngineCode.JUDGE_REFUSES, f"HTTP {response.status_code}")
        return _read(response)


def _read(response: httpx.Response) -> JudgeReply | None:
    if len(response.content) > MAX_REPLY_BYTES:
        return None
    try:
        said = response.json()["choices"][0]["message"]["content"]
        reply = _Reply.model_validate(json.loads(_unfenced(said)))
    except (ValueError, LookupError, TypeError, AttributeError, ValidationError):
        return None  # whatever it is, it isn't what was asked for
    return JudgeReply(reply.level, reply.reason, tuple(reply.quotes), tuple(reply.follow_ups))


def _unfenced(said: str) -> str:
    """Some models wrap JSON in a Markdown fence although told not to."""
    text = said.strip()
    if text.startswith("```") and text.endswith("```"):
        return text.removeprefix("```json").removeprefix("```").removesuffix("```")
    return text


def _refuse_unsafe(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError(f"{base_url!r} is not an http(s) address")
    if not _is_inside(parts.hostname):
        raise ValueError(
            f"{base_url!r} would carry answers in clear text; https only, but for private addresses"
        )


def _is_inside(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_private
