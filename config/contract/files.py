"""The contract's DOCX template as it lies in this folder; a company may put its own in its place."""

from importlib.resources import files


def docx_template() -> bytes:
    return files("config.contract").joinpath("labour_contract.docx").read_bytes()
