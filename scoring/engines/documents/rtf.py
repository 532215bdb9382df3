"""RTF: its text, with hidden, tiny and white runs set apart. Objects and pictures are skipped unread."""

import re
from dataclasses import dataclass, field, replace

from scoring.engines.documents.blocks import Paragraph, lines_of
from scoring.engines.documents.characters import readable
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.refusal import Refused
from scoring.engines.documents.visibility import TINY_PT
from scoring.engines.errors import EngineCode
from scoring.resume.document import Concealed, Concealment, Document, FileKind

MAX_GROUPS = 500  # open at once
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_WHITE = re.compile(rb"\\red255\s*\\green255\s*\\blue255")
_SKIPPED = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "objdata",
        "themedata",
        "datastore",
        "listtable",
        "listoverridetable",
        "generator",
        "xmlnstbl",
        "latentstyles",
        "fldinst",
        "filetbl",
        "rsidtbl",
    ]
)
_BREAKS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "sect": "\n",
    "page": "\n",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
}
_SIGNS = {
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}


@dataclass(frozen=True, slots=True)
class _Run:
    skipped: bool = False
    hidden: bool = False
    size: float = 12.0
    colour: int = 0
    replaced: int = 1  # bytes after \\u that stand in for it


@dataclass
class _Reading:
    whites: frozenset[int]
    text: str = ""
    concealed: dict[Concealment, str] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)

    def say(self, text: str, run: _Run) -> None:
        if run.skipped:
            return
        how = Concealment.INVISIBLE if run.hidden else Concealment.TINY if run.size < TINY_PT else None
        if how is None and run.colour in self.whites:
            how = Concealment.COLOUR
        if how is None or not text.strip():
            self.text += text
        else:
            self.concealed[how] = self.concealed.get(how, "") + text

    def flush(self, run: _Run) -> None:
        if self.raw:
            self.say(self.raw.decode("gb18030", "replace"), run)
            self.raw.clear()


def read_rtf(content: bytes, limits: DocumentLimits) -> Document:
    """Raises Refused."""
    reading = _Reading(_whites(content))
    stack = [_Run()]
    skip = 0
    for token in _TOKEN.finditer(content):
        word, number, byte, sign, brace, plain = token.groups()
        run = stack[-1]
        if byte is not None:
            if skip:
                skip -= 1
            else:
                reading.raw.append(int(byte, 16))
            continue
        if plain is not None and skip:
            plain, skip = plain[skip:], max(0, skip - len(plain))
        reading.flush(run)
        if plain is not None:
            reading.say(plain.decode("latin-1"), run)
        elif brace == b"{":
            stack.append(run)
            if len(stack) > MAX_GROUPS:
                raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "nesting")
        elif brace == b"}" and len(stack) > 1:
            stack.pop()
        elif sign is not None:
            stack[-1] = replace(run, skipped=True) if sign == b"*" else run
            reading.say(
                {b"~": " ", b"_": "-"}.get(sign, sign.decode("latin-1") if sign in b"\\{}" else ""), run
            )
        elif word is not None:
            value = int(number) if number is not None else None
            if word == b"u" and value is not None:
                reading.say(chr(value % 65536), run)
                skip = run.replaced
            else:
                stack[-1] = _changed(word.decode(), value, run, reading)
        if len(reading.text) > limits.max_text_chars:
            raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "too much text")
    reading.flush(stack[-1])
    return _document(reading)


def _document(reading: _Reading) -> Document:
    # Surrogate pairs come as two \\u words.
    text = reading.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    concealed = tuple(Concealed(readable(t).strip(), how, 1) for how, t in reading.concealed.items())
    return Document(
        FileKind.DOCX, tuple(lines_of([Paragraph(line) for line in text.split("\n")])), concealed, 1
    )


def _changed(word: str, value: int | None, run: _Run, reading: _Reading) -> _Run:
    if word in _BREAKS:
        reading.say(_BREAKS[word], run)
    elif word in _SIGNS:
        reading.say(_SIGNS[word], run)
    elif word in _SKIPPED:
        return replace(run, skipped=True)
    elif word == "v":
        return replace(run, hidden=value != 0)
    elif word == "fs" and value is not None:
        return replace(run, size=value / 2)
    elif word == "cf" and value is not None:
        return replace(run, colour=value)
    elif word == "uc" and value is not None:
        return replace(run, replaced=max(0, value))
    elif word == "plain":
        return _Run(skipped=run.skipped, replaced=run.replaced)
    return run


def _whites(content: bytes) -> frozenset[int]:
    """Numbers of the white entries of the colour table."""
    start = content.find(b"{\\colortbl")
    if start < 0:
        return frozenset()
    entries = content[start : content.find(b"}", start)].split(b";")
    return frozenset(number for number, entry in enumerate(entries) if _WHITE.search(entry))
