"""What a reader raises inside the confined child; the parent turns it into an EnginePermanent."""

from scoring.engines.errors import EngineCode


class Refused(Exception):
    """A file that can't be read, with the code a person will see. detail: English, no text of the file."""

    def __init__(self, code: EngineCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class NeedsOcr(Exception):
    """The file holds pages without a text layer, and this child has no OCR."""
