"""No code path asks anything about a face but its expression."""

import ast
import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.measures import FaceObservation, Segment, Transcript, Word
from storage import tables  # noqa: F401  # declares them
from storage.columns import metadata

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "scoring",
    "workers",
    "hiring",
    "storage",
    "bot",
    "miniapp_api",
    "dingtalk",
    "contracts",
    "migrations",
)
FORBIDDEN_WORDS = {"age", "gender", "sex", "race", "ethnicity"}
FORBIDDEN = {"age", "gender", "race", "dominant_gender", "dominant_race", "apparent_age"}


def python_files() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_no_call_of_deepface_goes_without_the_one_action() -> None:
    calls = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "analyze"
            ):
                actions = [k.value for k in node.keywords if k.arg == "actions"]
                assert [ast.unparse(value) for value in actions] == ["ACTIONS"], path
                calls.append(path.name)
    assert calls == ["emotion.py"]


def test_the_engines_name_none_of_the_three() -> None:
    for path in sorted((ROOT / "scoring" / "engines").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {getattr(node, field, None) for field in ("id", "attr", "arg", "name")}
            value = node.value if isinstance(node, ast.Constant) else None
            assert not FORBIDDEN & {n for n in [*names, value] if isinstance(n, str)}, path


def test_no_table_has_a_column_for_any_of_the_three() -> None:
    """Words inside names count: face_age, gender_guess; language and pages don't hold them as words."""
    named = {(table.name, column.name) for table in metadata.tables.values() for column in table.columns}
    words = {(table, column): set(f"{table}_{column}".lower().split("_")) for table, column in named}
    assert len(words) > 100
    assert [place for place, parts in words.items() if parts & FORBIDDEN_WORDS] == []


def test_no_stored_payload_of_the_engines_has_a_field_for_any_of_the_three() -> None:
    stored = (FaceObservation, Transcript, Segment, Word)
    names = {field.name for kind in stored for field in dataclasses.fields(kind)}
    assert {part for name in names for part in name.split("_")} & FORBIDDEN_WORDS == set()


@pytest.mark.model
def test_deepface_cannot_answer_anything_else_once_loaded(
    models: Callable[[str], Path], tmp_path: Path
) -> None:
    from deepface.modules import modeling
    from deepface.modules.exceptions import UnimplementedError

    from scoring.engines.emotion import EmotionReader

    EmotionReader(models("emotion-mini-xception") / "emotion_model_quantized.tflite", deepface_home=tmp_path)
    assert list(modeling.AVAILABLE_MODELS["facial_attribute"]) == ["Emotion"]
    for other in ("Age", "Gender", "Race"):
        with pytest.raises(UnimplementedError):
            modeling.build_model(task="facial_attribute", model_name=other)
