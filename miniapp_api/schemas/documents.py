"""Files that can be downloaded."""

from typing import Literal

from pydantic import BaseModel

from miniapp_api.documents import File
from miniapp_api.schemas.base import Body, Id, Reply


class FilePath(BaseModel):
    interview_id: Id
    file: File


class ReportFileBody(Body):
    file: Literal[File.REPORT_PDF, File.REPORT_PNG] = File.REPORT_PDF


class FileReply(Reply):
    """url: good for ten minutes, for this person and this one file."""

    url: str
