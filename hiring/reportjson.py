"""Measured values and reports as JSON, for storage and for the API. A NotMeasured is {"reason": "…"} in storage."""

from pydantic import TypeAdapter

from hiring.model.report_body import ReportBody, ReportSummary, summary_of
from scoring.exercises.responses import Sitting
from scoring.measures import FaceObservation, ProbeChoice, Transcript

_TRANSCRIPT = TypeAdapter(Transcript)
_FACE = TypeAdapter(FaceObservation)
_SITTING = TypeAdapter(Sitting)
_BASIS = TypeAdapter(ProbeChoice)
_REPORT = TypeAdapter(ReportBody)
_SUMMARY = TypeAdapter(ReportSummary)


def transcript_json(transcript: Transcript) -> str:
    return _TRANSCRIPT.dump_json(transcript).decode()


def read_transcript(text: str) -> Transcript:
    return _TRANSCRIPT.validate_json(text)


def face_json(observation: FaceObservation) -> str:
    return _FACE.dump_json(observation).decode()


def read_face(text: str) -> FaceObservation:
    return _FACE.validate_json(text)


def sitting_json(sitting: Sitting) -> str:
    return _SITTING.dump_json(sitting).decode()


def read_sitting(text: str) -> Sitting:
    return _SITTING.validate_json(text)


def basis_json(choice: ProbeChoice) -> str:
    return _BASIS.dump_json(choice).decode()


def read_basis(text: str) -> ProbeChoice:
    return _BASIS.validate_json(text)


def report_json(body: ReportBody) -> str:
    return _REPORT.dump_json(body).decode()


def read_report(text: str) -> ReportBody:
    return _REPORT.validate_json(text)


def summary_json(body: ReportBody) -> str:
    return _SUMMARY.dump_json(summary_of(body)).decode()


def read_summary(text: str) -> ReportSummary:
    return _SUMMARY.validate_json(text)
