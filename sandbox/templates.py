"""Card templates: what the card builder would hold, read from JSON files (README, "Card template files")."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sandbox.errors import SandboxError

_VARIABLE = re.compile(r"\$\{\s*([A-Za-z0-9_.]+)\s*\}")


class BlockType(StrEnum):
    HEADER = "header"
    MARKDOWN = "markdown"
    FIELDS = "fields"
    STATUS = "status"
    INPUT = "input"
    BUTTON = "button"
    LINK = "link"
    DIVIDER = "divider"


REQUIRED_KEYS: Mapping[BlockType, tuple[str, ...]] = {
    BlockType.HEADER: ("text",),
    BlockType.MARKDOWN: ("text",),
    BlockType.FIELDS: ("rows",),
    BlockType.STATUS: ("text",),
    BlockType.INPUT: ("name",),
    BlockType.BUTTON: ("id", "text"),
    BlockType.LINK: ("text", "url"),
    BlockType.DIVIDER: (),
}


@dataclass(frozen=True)
class CardTemplate:
    """A template of the card builder. `open_ended`: only its id is known, so any variable is taken."""

    template_id: str
    title: str
    variables: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Mapping[str, Any], ...] = ()
    published: bool = True
    open_ended: bool = False

    def unknown_variables(self, names: set[str]) -> list[str]:
        return [] if self.open_ended else sorted(names - set(self.variables))

    def button(self, action_id: str) -> Mapping[str, Any] | None:
        buttons = (b for b in self.blocks if b["type"] == BlockType.BUTTON)
        return next((b for b in buttons if b["id"] == action_id), None)


def load_templates(folder: Path) -> dict[str, CardTemplate]:
    """Every `*.json` of the folder, by template id. Raises SandboxError naming the file and the fault."""
    if not folder.is_dir():
        raise SandboxError(f"{folder}: no such folder of card templates")
    found: dict[str, CardTemplate] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            template = parse_template(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, SandboxError) as exc:
            raise SandboxError(f"{path.name}: {exc}") from exc
        found[template.template_id] = template
    return found


def parse_template(raw: Mapping[str, Any]) -> CardTemplate:
    """Raises SandboxError where a block is of an unknown type, lacks a key, or names an undeclared variable."""
    if not isinstance(raw, Mapping) or "templateId" not in raw:
        raise SandboxError("a card template needs templateId")
    variables = {str(k): str(v) for k, v in raw.get("variables", {}).items()}
    blocks = tuple(_checked_block(b, variables) for b in raw.get("blocks", []))
    return CardTemplate(
        template_id=str(raw["templateId"]),
        title=str(raw.get("title", "")),
        variables=variables,
        blocks=blocks,
        published=bool(raw.get("published", True)),
    )


def open_ended_template(template_id: str) -> CardTemplate:
    return CardTemplate(template_id=template_id, title=template_id, open_ended=True)


def render(template: CardTemplate, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """The blocks a person sees: those whose `when` holds, with every `${variable}` filled in."""
    if template.open_ended:
        return [
            {"type": BlockType.HEADER, "text": params.get("title", template.title)},
            {"type": BlockType.FIELDS, "rows": [[k, v] for k, v in params.items() if k != "title"]},
        ]
    return [_fill(dict(b), params) for b in template.blocks if _is_shown(b, params)]


def _is_shown(block: Mapping[str, Any], params: Mapping[str, str]) -> bool:
    name = block.get("when")
    return name is None or params.get(name, "") not in ("", "false")


def _fill(value: Any, params: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _VARIABLE.sub(lambda m: params.get(m.group(1), ""), value)
    if isinstance(value, Mapping):
        return {k: _fill(v, params) for k, v in value.items()}
    if isinstance(value, list):
        return [_fill(v, params) for v in value]
    return value


def _checked_block(block: Mapping[str, Any], variables: Mapping[str, str]) -> Mapping[str, Any]:
    try:
        kind = BlockType(block["type"])
    except (KeyError, ValueError) as exc:
        raise SandboxError(f"block type {block.get('type')!r} is none of {', '.join(BlockType)}") from exc
    for key in REQUIRED_KEYS[kind]:
        if key not in block:
            raise SandboxError(f"a {kind} block needs {key!r}")
    used = set(_VARIABLE.findall(json.dumps(block, ensure_ascii=False)))
    if "when" in block:
        used.add(str(block["when"]))
    undeclared = sorted(used - set(variables))
    if undeclared:
        raise SandboxError(f"a {kind} block uses undeclared variables: {', '.join(undeclared)}")
    return block
