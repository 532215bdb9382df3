"""Facial expression in seven classes through deepface, limited to that one question.

deepface can answer other questions about a face. They are taken out of its registry before it is used, so
that no call in this process, ours or a mistaken one, can ask them.
"""

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.engines.errors import EngineCode, EnginePermanent
from scoring.engines.face_reading import Picture

ACTIONS = ("emotion",)
ONLY_ATTRIBUTE = "Emotion"
OWN_WEIGHTS = Path(".deepface") / "weights" / "facial_expression_model_weights.onnx"
INPUT_SIDE_PX = 64


class EmotionReader:
    """`DeepFace.analyze(…, actions=("emotion",))`, with its own weights or with mini-Xception behind the same call."""

    def __init__(self, model: Path, *, deepface_home: Path) -> None:
        # deepface makes folders at import, under the user's home unless told otherwise.
        deepface_home.mkdir(parents=True, exist_ok=True)
        os.environ["DEEPFACE_HOME"] = str(deepface_home)
        os.environ["DEEPFACE_BACKEND_ENGINE"] = "onnx"
        from deepface import DeepFace
        from deepface.modules import modeling

        registry = modeling.AVAILABLE_MODELS
        registry["facial_attribute"] = {ONLY_ATTRIBUTE: registry["facial_attribute"][ONLY_ATTRIBUTE]}
        self._deepface = DeepFace
        self.engine_version = "deepface-onnx"
        if not (deepface_home / OWN_WEIGHTS).is_file():
            self.engine_version = "mini-xception"
            modeling.cached_models = {task: {} for task in registry}
            modeling.cached_models["facial_attribute"][ONLY_ATTRIBUTE] = _mini_xception(model)

    def read(self, face: Picture) -> dict[str, float]:
        """Probability of each class for a picture filled by one face; they sum to 1."""
        answer = self._deepface.analyze(
            np.ascontiguousarray(face[:, :, ::-1]),  # deepface expects BGR
            actions=ACTIONS,
            detector_backend="skip",
            enforce_detection=False,
            silent=True,
        )
        scores: dict[str, float] = answer[0]["emotion"]
        total = sum(scores.values())
        return {name: float(score) / total for name, score in scores.items()}


def _mini_xception(model: Path) -> Any:
    """A deepface model client over the tflite file of the `fer` project."""
    from ai_edge_litert.interpreter import Interpreter
    from deepface.models.Demography import Demography

    class MiniXceptionClient(Demography):  # type: ignore[misc]
        def __init__(self, path: Path) -> None:
            self.model_name = ONLY_ATTRIBUTE
            self.model = Interpreter(model_path=str(path), num_threads=1)
            self.model.allocate_tensors()
            self._input = self.model.get_input_details()[0]["index"]
            self._output = self.model.get_output_details()[0]["index"]

        def predict(self, img: Any) -> npt.NDArray[Any]:
            batch = self._preprocess_batch_or_single_input(img)
            answers = np.array([self._predict_one(picture) for picture in batch])
            return answers[0] if len(answers) == 1 else answers

        def _predict_one(self, picture: npt.NDArray[Any]) -> npt.NDArray[Any]:
            self.model.set_tensor(self._input, _network_input(picture))
            self.model.invoke()
            answer: npt.NDArray[Any] = self.model.get_tensor(self._output)[0].astype(np.float64)
            return answer

    try:
        return MiniXceptionClient(model)
    except (RuntimeError, ValueError, OSError) as exc:
        raise EnginePermanent(EngineCode.MODEL_CORRUPT, str(exc)[:200]) from exc


def _network_input(picture: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """BGR in 0..1 to the 64 × 64 grey picture in -1..1 that the network was trained on."""
    import cv2

    grey = cv2.cvtColor(picture.astype(np.float32), cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, (INPUT_SIDE_PX, INPUT_SIDE_PX), interpolation=cv2.INTER_AREA)
    return ((small - 0.5) * 2.0).astype(np.float32)[np.newaxis, :, :, np.newaxis]
