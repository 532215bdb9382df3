"""Writes docs/errors.md from hiring/error_texts.py: `python docs/generate_errors.py`."""

from pathlib import Path

from hiring.error_texts import ERROR_TEXTS

HEAD = """# Error codes

What a person reads when something is refused. Two letters name the room, three digits follow HTTP where they can.
The texts live in `hiring/error_texts.py`; this page is made from it by `python docs/generate_errors.py`.

| code | text |
|---|---|
"""

if __name__ == "__main__":
    rows = "".join(f"| {code} | {text} |\n" for code, text in ERROR_TEXTS.items())
    Path(__file__).with_name("errors.md").write_text(HEAD + rows, encoding="utf-8")
