"""A résumé against a job: 0–100 with reasons. Must-haves decide the band; evidence and pluses the place within it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.embedding_port import Embedder
from scoring.matching.evidence import Shown, Standing, shown_by
from scoring.matching.meaning import core_title, lexical_cover, nearness
from scoring.matching.posts import Service, service
from scoring.matching.requirements import Kind, Need, Requirements
from scoring.matching.trades import graded_by_meaning
from scoring.resume.fields import Month, Resume, ResumeFlag
from scoring.resume.vocabulary import Vocabulary, fold

HIGH_MATCH = 85.0
# Bands by what is missing: lowest score, width. Nothing; one near miss; one adjacent trade or one far miss; two.
_ALL_MET, _OVERQUALIFIED, _ONE_NEAR, _ONE_FAR, _TWO = (
    (85.0, 15.0),
    (85.0, 5.0),
    (62.0, 18.0),
    (45.0, 12.0),
    (28.0, 12.0),
)
# Each further must-have that is missing costs a band.
_STEP, _NARROW = 9.0, 8.0
_KNOCKED_OUT = (5.0, 10.0)
# Words a person can't see, or a block of them, that name three or more and at least a third of what the job asks for are meant for the machine.
_STUFFED = (0.0, 4.0)
_STUFFED_NAMES, _STUFFED_SHARE = 3, 1 / 3
# Pluses first, then how well the musts are evidenced, then the work's nearness to the duties.
_W_PLUS, _W_EVIDENCE, _W_NEARNESS = 0.6, 0.2, 0.2
# Three pluses are as good as all: job texts list more than anybody has.
_ENOUGH_PLUSES = 3
# Five times the years asked for, and never under fifteen, where the text doesn't say it itself: the post is likely below the person. HR decides.
_OVER_FACTOR, _OVER_AT_LEAST = 5.0, 15.0
_TOP_FACTOR = 2.0  # "1-3 years" is said of many posts that a person of six fills gladly
_SKILLS_IN_FULL = 4  # as many skills as a text asks for in earnest
_FAR_CLOSENESS = 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """score 0–100, ≥ 85 only where every must-have is met. reasons, missing: one Chinese sentence each."""

    score: float
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    flags: tuple[ResumeFlag, ...]
    shown: tuple[Shown, ...]


def match_resume(
    resume: Resume, job: Requirements, *, today: Month, vocabulary: Vocabulary, embedder: Embedder
) -> Match:
    """Name, gender, birth, photo, school and place of origin are never read here; a test holds that."""
    served = service(
        resume.work,
        job.posts,
        job.not_counted,
        today=today,
        vocabulary=vocabulary,
        graded=graded_by_meaning(resume, job, vocabulary, embedder),
    )
    shown = shown_by(resume, job, served, today=today, vocabulary=vocabulary)
    musts = [s for s in shown if s.need is Need.HARD]
    pluses = [s for s in shown if s.need is Need.PLUS]
    over = is_overqualified(served, job)
    quality = _quality(
        musts, pluses, 0.5 * lexical_cover(job, resume) + 0.5 * nearness(job, resume, embedder)
    )
    low, width = _band(musts, over=over)
    reasons = [s.sentence for s in musts if s.standing is Standing.MET] + [
        f"加分：{s.sentence}" for s in pluses if s.standing is Standing.MET
    ]
    missing = [s.sentence for s in musts if s.standing is not Standing.MET]
    if over:
        reasons.append("经验或职级明显高于岗位要求，请了解意向。")
    if is_stuffed_for(resume, job):
        low, width = _STUFFED
        missing.insert(
            0, "文件里有看不见或堆砌的文字，写的正是本岗位的要求，因此排在最后；请看原文后由人决定。"
        )
    return Match(round(low + width * quality, 1), tuple(reasons), tuple(missing), resume.flags, shown)


def is_stuffed_for(resume: Resume, job: Requirements) -> bool:
    """Do hidden or piled-up words repeat what this job asks for? The same words say nothing about another job."""
    if not {ResumeFlag.HIDDEN_TEXT, ResumeFlag.KEYWORD_WALL} & set(resume.flags):
        return False
    text = fold("\n".join(resume.flagged_text))
    asked = [group for group in job.groups if group.kind in (Kind.SKILL, Kind.CERTIFICATE)]
    named = [g for g in asked if any(fold(word) in text for word in (*g.names, g.source))]
    # The job's own title counts as one more name.
    names = len(named) + (core_title(job.title) in text)
    return names >= max(_STUFFED_NAMES, (len(asked) + 1) * _STUFFED_SHARE)


def is_overqualified(served: Service, job: Requirements) -> bool:
    most = max(_OVER_AT_LEAST, (job.years_min or 1) * _OVER_FACTOR)
    if job.years_max:
        most = max(job.years_max, min(_TOP_FACTOR * job.years_max, _OVER_AT_LEAST))
    return served.relevant_years > most or (served.holds_executive_post and served.relevant_years > 0)


def _band(musts: Sequence[Shown], *, over: bool) -> tuple[float, float]:
    missed = [s for s in musts if s.standing is not Standing.MET]
    if any(s.knocks_out for s in missed):
        return _KNOCKED_OUT
    if not missed:
        return _OVERQUALIFIED if over else _ALL_MET
    count = _weight(musts, missed)
    if count > 1:
        return _TWO if count == 2 else (max(0.0, _TWO[0] - _STEP * (count - 2)), _NARROW)
    far = missed[0].standing is Standing.MISSING or (
        missed[0].kind is Kind.YEARS and missed[0].strength < _FAR_CLOSENESS
    )
    return _ONE_FAR if far else _ONE_NEAR


def _weight(musts: Sequence[Shown], missed: Sequence[Shown]) -> int:
    """How many musts the missed ones weigh. Words we don't know count as one: the résumé may say the same in others.

    Of a long list of skills nobody has all: two of eight weigh as one of four.
    """
    skills = [s for s in musts if s.kind is Kind.SKILL and not s.tentative]
    lacking = [s for s in skills if s.standing is not Standing.MET]
    unknown = [s for s in missed if s.tentative]
    share = min(1.0, _SKILLS_IN_FULL / len(skills)) if skills else 1.0
    return len(missed) - len(unknown) - len(lacking) + math.ceil(len(lacking) * share) + bool(unknown)


def _quality(musts: Sequence[Shown], pluses: Sequence[Shown], near: float) -> float:
    """0–1, the place within the band."""
    met = [s for s in pluses if s.standing is Standing.MET]
    enough = min(_ENOUGH_PLUSES, len(pluses))
    plus = min(1.0, len(met) / enough) if enough else 0.5
    evidence = sum(s.strength for s in musts) / len(musts) if musts else 0.5
    return _W_PLUS * plus + _W_EVIDENCE * evidence + _W_NEARNESS * near
