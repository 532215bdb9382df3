"""Writes docs/errors.md from hiring/error_texts.py: `python docs/generate_errors.py`."""

from pathlib import Path

from hiring.error_texts import ERROR_TEXTS

HEAD = """# Error codes

What a person reads when something is refused. Two letters name the room, three digits follow HTTP where they can.
The texts live in `hiring/error_texts.py`; this page is made from it by `python docs/generate_errors.py`.

| code | text |
|---|---|
"""

PAGE = """
## Codes of the page itself

Shown where no answer of the API is at hand; the texts live in `miniapp/src/`.

| code | when |
|---|---|
| NW001 | no network |
| DV100–DV104 | camera or microphone missing, refused or busy |
| DT401 | sign-in through DingTalk not completed |
| UI500 | a fault of the page |
| UP*status*, HT*status* | an answer that was not the API's |

## Codes of the engines

EN101–EN205 and EN401–EN414 (documents), with their Chinese texts, live in `scoring/engine_codes.py`.

## Codes of the command line

SC201–SC206 (`score-answers`) live in `workers/cli_scoring.py`; CT101–CT202 (`contract lint`, `question lint`) are explained in
[contracts.md](contracts.md).
"""

if __name__ == "__main__":
    rows = "".join(f"| {code} | {text} |\n" for code, text in ERROR_TEXTS.items())
    Path(__file__).with_name("errors.md").write_text(HEAD + rows + PAGE, encoding="utf-8")
