"""The one way an answer's text reaches the scorer: simplified, half-width, numbers as spoken; quotes as it was written."""

from dataclasses import replace

from scoring.embedding_port import Embedder
from scoring.engines.transcript_text import plain
from scoring.measures import AnswerScore, Evidence, RubricQuestion, Transcript
from scoring.neutral import Neutral
from scoring.profile import Profile
from scoring.quotes import spoken_times
from scoring.rubric import score_answer


def score_written(
    question: RubricQuestion,
    answer: str,
    *,
    embedder: Embedder,
    profile: Profile,
    transcript: Transcript | None = None,
) -> AnswerScore:
    """`score_answer` of the answer's plain text. Recognised text is plain already; typed and corrected text need not be.

    Quotes are verbatim substrings of `answer`; their times are those of the transcript's words.
    """
    read = plain(answer)
    scored = score_answer(question, read.text, embedder=embedder, profile=profile, transcript=transcript)
    if read.text == answer:
        return scored
    evidence = tuple(_as_written(item, read, answer, transcript) for item in scored.evidence)
    return replace(scored, evidence=evidence)


def _as_written(item: Evidence, read: Neutral, answer: str, transcript: Transcript | None) -> Evidence:
    at = read.text.index(item.quote)
    start, end = read.origin(at, at + len(item.quote))
    quote = answer[start:end]
    start_s, end_s = spoken_times(quote, transcript) if transcript else (None, None)
    return replace(item, quote=quote, start_s=start_s, end_s=end_s)
