"""What was asked and answered during the interview, as it stands in the report."""

from collections.abc import Callable
from dataclasses import replace

from hiring.model.report_body import ProbeReport
from hiring.reportjson import read_transcript
from hiring.views import AskedProbe
from scoring.correction import corrected_transcript
from scoring.measures import AnswerScore, NotMeasured, Transcript
from scoring.probing import joined, with_probe

NOT_ANSWERED = NotMeasured("候选人没有回答这个追问，评分不受影响")
NO_TRANSCRIPT = NotMeasured("未能得到转写，评分不受影响，请人工听取")


def probed(
    probe: AskedProbe,
    first: Transcript | NotMeasured,
    before: AnswerScore,
    score: Callable[[Transcript], AnswerScore],
) -> tuple[AnswerScore, ProbeReport]:
    """The score that counts, and the probe's own part of the report."""
    more = _said(probe)
    report = ProbeReport(
        question=probe.text,
        missing=probe.basis.missing,
        answer_id=probe.answer.id if probe.answer else "",
        modality=probe.answer.modality if probe.answer else "",
        transcript=more,
        score_before=before.score,
        counted=False,
        evidence=(),
        flags=(),
    )
    if isinstance(more, NotMeasured) or isinstance(first, NotMeasured):
        return before, report
    found = with_probe(first, more, before, score=score)
    return found.score, replace(report, counted=found.counted, evidence=found.evidence, flags=found.flags)


def said_in_all(transcript: Transcript | NotMeasured, asked: ProbeReport | None) -> Transcript | NotMeasured:
    """The answer with what was answered to its probe."""
    if asked is None or isinstance(asked.transcript, NotMeasured) or isinstance(transcript, NotMeasured):
        return transcript
    return joined(transcript, asked.transcript) if asked.transcript.text.strip() else transcript


def _said(probe: AskedProbe) -> Transcript | NotMeasured:
    if probe.answer is None:
        return NOT_ANSWERED
    if probe.transcript_json is None:
        return NO_TRANSCRIPT
    heard = read_transcript(probe.transcript_json)
    if probe.corrected_text in (None, heard.text):
        return heard
    return corrected_transcript(heard, probe.corrected_text or "")
