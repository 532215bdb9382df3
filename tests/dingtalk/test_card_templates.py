"""config/cards: each template is documented, closed over its variables, and asks what a press is read for.

That hiring/cards.py fills exactly these variables is tested in tests/hiring/test_card_faces.py.
"""

import json
import re
from pathlib import Path

import pytest

from hiring.model.delivery import CardKind

CARDS = Path(__file__).parents[2] / "config" / "cards"
KEY_MAX_BYTES = 100
VARIABLE = re.compile(r"\$\{(\w+)\}")

# card kind -> button id -> (action and fixed values, inputs that go with it); pressing.py reads these
BUTTONS = {
    CardKind.INVITATION: {
        "confirm": {"action": "confirm"},
        "decline": {"action": "decline"},
        "reschedule": {"action": "reschedule"},
    },
    CardKind.RESCHEDULE: {
        **{f"accept{n + 1}": {"action": "accept", "choice": str(n)} for n in range(3)},
        "offer": {"action": "offer"},
        "refuse": {"action": "refuse"},
    },
    CardKind.OFFER: {
        **{f"accept{n + 1}": {"action": "accept", "choice": str(n)} for n in range(3)},
        "decline": {"action": "decline"},
    },
    CardKind.REPORT: {"approve": {"action": "approve"}, "reject": {"action": "reject"}},
}
INPUTS = {
    CardKind.INVITATION: {"time1", "time2", "time3", "note", "reason"},
    CardKind.RESCHEDULE: {"time1", "time2", "time3", "reply"},
    CardKind.REPORT: {"reason"},
}


def template(kind):
    return json.loads((CARDS / f"{kind}.json").read_text(encoding="utf-8"))


def blocks(kind, type_):
    return [b for b in template(kind)["blocks"] if b["type"] == type_]


def test_there_is_one_template_for_each_kind_of_card():
    ids = {json.loads(p.read_text(encoding="utf-8"))["templateId"] for p in CARDS.glob("*.json")}
    assert ids == {f"mingmian.{kind}.v1.schema" for kind in CardKind}


@pytest.mark.parametrize("kind", CardKind)
def test_every_variable_is_documented_and_short_named(kind):
    variables = template(kind)["variables"]
    assert all(variables.values())
    assert all(len(name.encode()) <= KEY_MAX_BYTES for name in variables)


@pytest.mark.parametrize("kind", CardKind)
def test_blocks_use_declared_variables_only(kind):
    raw = json.dumps(template(kind)["blocks"], ensure_ascii=False)
    used = set(VARIABLE.findall(raw)) | {b["when"] for b in template(kind)["blocks"] if "when" in b}
    assert used <= set(template(kind)["variables"])


@pytest.mark.parametrize("kind", CardKind)
def test_buttons_and_inputs_are_those_that_a_press_is_read_for(kind):
    assert {b["id"]: b["params"] for b in blocks(kind, "button")} == BUTTONS.get(kind, {})
    assert {b["name"] for b in blocks(kind, "input")} == INPUTS.get(kind, set())
