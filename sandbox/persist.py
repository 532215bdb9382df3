"""Keeps chats, cards and todos between runs in one JSON file, so that a restarted demo still shows them."""

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path

from sandbox.errors import SandboxError
from sandbox.records import Card, Delivery, Message, Sender, Todo
from sandbox.state import World

STATE_FILE = "sandbox-state.json"
SAVE_EVERY_S = 0.5


def load(world: World, folder: Path) -> None:
    """Raises SandboxError when the file is not one the sandbox wrote. Media are not kept."""
    path = folder / STATE_FILE
    if not path.exists():
        return
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        world.messages[:] = [Message(**(m | {"sender": Sender(m["sender"])})) for m in saved["messages"]]
        for raw in saved["cards"]:
            deliveries = [Delivery(**d) for d in raw["deliveries"]]
            # A template that is gone since would leave a card that can't be drawn.
            if raw["template_id"] in world.templates:
                world.cards[raw["out_track_id"]] = Card(**(raw | {"deliveries": deliveries}))
        world.todos.update({t["task_id"]: Todo(**t) for t in saved["todos"]})
        world.last_seq = saved["last_seq"]
        world.quota.month = saved["month"]
        world.quota.api_used = saved["api_used"]
        world.quota.pushes_used = saved["pushes_used"]
    except (ValueError, KeyError, TypeError) as exc:
        raise SandboxError(f"{path.name} is not a sandbox state ({exc}); remove it to start empty") from exc


def save(world: World, folder: Path) -> None:
    world.dirty = False
    state = {
        "messages": [asdict(m) for m in world.messages],
        "cards": [asdict(c) for c in world.cards.values()],
        "todos": [asdict(t) for t in world.todos.values()],
        "last_seq": world.last_seq,
        "month": world.quota.month,
        "api_used": world.quota.api_used,
        "pushes_used": world.quota.pushes_used,
    }
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{STATE_FILE}.new"
    draft.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
    os.replace(draft, folder / STATE_FILE)


async def keep_saving(world: World, folder: Path) -> None:
    """Saves at most twice a second, and only after a change."""
    while True:
        await asyncio.sleep(SAVE_EVERY_S)
        if world.dirty:
            save(world, folder)
