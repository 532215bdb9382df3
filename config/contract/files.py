"""The contract's templates as they lie in this folder; a company may put its own in their place."""

from importlib.resources import files


def docx_template() -> bytes:
    return files("config.contract").joinpath("labour_contract.docx").read_bytes()


def pdf_template() -> bytes:
    return files("config.contract").joinpath("labour_contract.typ").read_bytes()
