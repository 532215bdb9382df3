"""HTML: visible text with its tables. The parser follows no link and runs no script; styles are read, not rendered."""

import re
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from scoring.engines.documents.blocks import Block, Paragraph, Table, lines_of
from scoring.engines.documents.characters import readable, smuggled
from scoring.engines.documents.html_styles import Look, Stylesheet
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.refusal import Refused
from scoring.engines.documents.text import decoded
from scoring.engines.errors import EngineCode
from scoring.resume.document import Concealed, Concealment, Document, FileKind

MAX_DEPTH = 200  # browsers stop nesting at 512; saved pages stay below sixty
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "option",
        "button",
        "nav",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
# Inline elements that pages set apart with CSS; with a style of their own they come from a word processor, and don't.
_APART = frozenset(["span", "em", "i", "label", "time", "a", "small", "strong", "b"])
_HEADINGS = {"h1": 22.0, "h2": 17.0, "h3": 14.0, "h4": 12.0}
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(content: bytes, limits: DocumentLimits) -> Document:
    """Raises Refused."""
    declared = _CHARSET.search(content[:4096])
    return read_markup(decoded(content, declared.group(1).decode("ascii") if declared else None), limits)


def read_markup(text: str, limits: DocumentLimits) -> Document:
    """The document that HTML source shows. Raises Refused."""
    if len(text) > 4 * limits.max_text_chars:
        raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, f"{len(text)} characters of HTML")
    tree = LexborHTMLParser(text)
    walk = _Walk(Stylesheet(tree), limits)
    root = tree.body or tree.root
    blocks = walk.blocks(root, Look(), 0) if root is not None else []
    return Document(FileKind.HTML, tuple(lines_of(blocks)), tuple(walk.concealed), 1)


@dataclass
class _Flow:
    """Blocks so far, and the paragraph being filled."""

    blocks: list[Block] = field(default_factory=list)
    text: str = ""
    size: float | None = None
    bold_chars: int = 0

    def add(self, text: str, look: Look) -> None:
        self.text += text
        if text.strip():
            self.size = max(self.size or 0.0, look.size) if look.size else self.size
            self.bold_chars += len(text) if look.bold else 0

    def close(self) -> None:
        text = self.text.strip(" \t\n")
        if text:
            self.blocks.append(Paragraph(text, self.size, self.bold_chars * 2 > len(text)))
        self.text, self.size, self.bold_chars = "", None, 0


class _Walk:
    def __init__(self, stylesheet: Stylesheet, limits: DocumentLimits) -> None:
        self._stylesheet = stylesheet
        self._limits = limits
        self._chars = 0
        self.concealed: list[Concealed] = []

    def blocks(self, node: Any, look: Look, depth: int) -> list[Block]:
        flow = _Flow()
        self._children(node, look, flow, depth)
        flow.close()
        return flow.blocks

    def _children(self, node: Any, look: Look, flow: _Flow, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "nesting")
        child = node.child
        after_element = False
        while child is not None:
            if child.is_text_node:
                text = child.text_content or ""
                self._text(text, look, flow)
                after_element = after_element and not text.strip()
            elif child.is_element_node:
                if (
                    after_element
                    and _is_apart(child)
                    and flow.text.strip()
                    and not flow.text.endswith(("\t", "\n"))
                ):
                    flow.text += "\t"
                self._element(child, look, flow, depth)
                after_element = _is_apart(child)
            child = child.next

    def _text(self, text: str, look: Look, flow: _Flow) -> None:
        self._chars += len(text)
        if self._chars > self._limits.max_text_chars:
            raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "too much text")
        how = look.concealment()
        if how is not None:
            self._conceal(text, how)
            return
        if hidden := smuggled(text):
            self._conceal(hidden, Concealment.INVISIBLE)
        flow.add(text.replace("\t", " ") if look.preformatted else _SPACES.sub(" ", text), look)

    def _conceal(self, text: str, how: Concealment) -> None:
        text = readable(_SPACES.sub(" ", text)).strip()
        if sum(c.isalnum() for c in text) >= 2:
            self.concealed.append(Concealed(text, how, 1))

    def _element(self, node: Any, look: Look, flow: _Flow, depth: int) -> None:
        tag = node.tag
        if tag in _SILENT:
            return
        look = self._stylesheet.look(node, look)
        if tag in _HEADINGS:
            look = look.heading(_HEADINGS[tag])
        if tag == "br":
            flow.add("\n", look)
        elif tag == "table":
            flow.close()
            flow.blocks.append(self._table(node, look, depth))
        elif tag == "input":
            if (node.attributes.get("type") or "text") in ("text", "tel", "email"):
                self._text(node.attributes.get("value") or "", look, flow)
        elif tag in _BLOCKS or look.is_block:
            flow.close()
            self._children(node, look, flow, depth + 1)
            flow.close()
        else:
            self._children(node, look, flow, depth + 1)

    def _table(self, table: Any, look: Look, depth: int) -> Table:
        rows = []
        for row in _within(table, "tr"):
            row_look = self._stylesheet.look(row, look)
            cells = [
                tuple(self.blocks(cell, self._stylesheet.look(cell, row_look), depth + 1))
                for cell in _within(row, "td", "th")
            ]
            rows.append(tuple(cells))
        return Table(tuple(rows))


def _within(node: Any, *tags: str) -> list[Any]:
    """Elements of `tags` below `node`, through row groups, not through tables in cells."""
    found: list[Any] = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            if child.tag in tags:
                found.append(child)
            elif child.tag in ("tbody", "thead", "tfoot"):
                found += _within(child, *tags)
        child = child.next
    return found


def _is_apart(node: Any) -> bool:
    if node.tag not in _APART:
        return False
    attributes = node.attributes
    return "class" in attributes or not ("style" in attributes or "lang" in attributes)
