"""The consent texts in force, as they are shown: Markdown files of one version folder, with their sha256.

A change of wording is a new folder and a new CURRENT; the old ones stay, so that an old hash can be explained.
The first line of a file is its title ("# …"). The company and the days that data are kept are filled in from the
settings before hashing: the hash is over what was read, and what was promised is what the reconciler does.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from config.settings import Settings
from hiring.model.answer import ConsentKind
from hiring.ports import ConsentTexts

CURRENT = "2026-11"
# Without the notice there is no interview; everything else only decides what may be recorded or measured.
REQUIRED = frozenset({ConsentKind.NOTICE})


@dataclass(frozen=True, slots=True)
class ConsentText:
    kind: ConsentKind
    title: str
    body_markdown: str
    required: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class ConsentBook:
    """texts: in the order in which they are shown."""

    version: str
    texts: tuple[ConsentText, ...]

    @property
    def in_force(self) -> ConsentTexts:
        return ConsentTexts(self.version, {text.kind: text.sha256 for text in self.texts})


def load_consent_texts(settings: Settings, *, version: str = CURRENT) -> ConsentBook:
    """Raises FileNotFoundError for an unknown version."""
    folder = files("config.consent") / version
    facts = {
        "{company}": settings.company_name,
        "{media_days}": str(settings.retention_media_days),
        "{personal_days}": str(settings.retention_personal_days),
        "{transfers}": _transfers(settings),
    }
    written = {kind: (folder / f"{kind}.md").read_text(encoding="utf-8") for kind in ConsentKind}
    return ConsentBook(version, tuple(_parse(kind, _filled(written[kind], facts)) for kind in ConsentKind))


def _transfers(settings: Settings) -> str:
    """What leaves the company's servers, which only a judge model changes."""
    if not settings.judge_url:
        return "录像、转写和评分不发送给第三方，也不出境"
    return (
        f"录像、录音和评分不发送给第三方；回答的文字隐去姓名和联系方式后，交由{settings.judge_operator}"
        "运行的语言模型作第二次评级，供评审人参考"
    )


def _filled(text: str, facts: Mapping[str, str]) -> str:
    for placeholder, fact in facts.items():
        text = text.replace(placeholder, fact)
    return text


def _parse(kind: ConsentKind, text: str) -> ConsentText:
    heading, _, body = text.partition("\n")
    return ConsentText(
        kind=kind,
        title=heading.removeprefix("# ").strip(),
        body_markdown=body.strip(),
        required=kind in REQUIRED,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
