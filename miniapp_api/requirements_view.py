"""What a job asks for, as the contract shows it and as HR typed it; and what may not be asked for."""

from collections.abc import Iterable, Sequence

from contracts.questions import MAX_QUESTION_CHARS, lint_question
from hiring.errors import Invalid
from hiring.model.job import Job
from hiring.model.resume import JobRequirements
from hiring.resumejson import read_requirements
from miniapp_api.schemas.resumes import GroupOut, RequirementsBody, RequirementsReply, RestrictionOut
from miniapp_api.services import services
from scoring.matching.clauses import clauses
from scoring.matching.jd import read_job
from scoring.matching.requirements import AnyOf, Kind, Requirements
from scoring.resume.fields import Degree
from scoring.resume.vocabulary import Names
from storage.uow import SqlUnitOfWork


def asked_of(job: Job, confirmed: JobRequirements | None) -> Requirements:
    """What HR confirmed; before that, what the job's text asks for."""
    if confirmed:
        return read_requirements(confirmed.payload)
    return read_job(job.title, "", job.description, services().vocabulary)


def requirements_reply(job: Job, uow: SqlUnitOfWork) -> RequirementsReply:
    row = uow.resumes.latest_requirements(job.id)
    asked = asked_of(job, row)
    return RequirementsReply(
        number=row.number if row else 0,
        confirmed_by=uow.people.get_staff(row.confirmed_by).name if row else "",
        city=asked.city,
        degree=asked.degree,
        years_min=asked.years_min,
        years_max=asked.years_max,
        posts=list(asked.posts),
        not_counted=list(asked.not_counted),
        majors=list(asked.majors),
        class_years=list(asked.class_years),
        groups=[
            GroupOut(kind=g.kind.value, need=g.need, names=list(g.names), source=g.source, licence=g.licence)
            for g in asked.groups
        ],
        restrictions=restrictions(clause.text for clause in clauses(job.description)),
    )


def restrictions(texts: Iterable[str]) -> list[RestrictionOut]:
    """What may not be asked of an applicant, with the provision."""
    law = services().question_law
    found = [(text, lint_question(text[:MAX_QUESTION_CHARS], law=law)) for text in texts if text.strip()]
    return [RestrictionOut(text=text, law=one.law) for text, one in found if one is not None]


def requirements_of(body: RequirementsBody, job: Job, before: Requirements) -> Requirements:
    """HR's version: what the page doesn't show stays as it was. Raises Invalid(JR423) for what may not be asked."""
    asked = [*body.majors, *(group.source for group in body.groups)]
    for group in body.groups:  # a reviewed skill or certificate needs no reading: a bare word says too little
        asked += [name for name in group.names if _known(Kind(group.kind)).canonical(name) is None]
    if refused := restrictions(asked):
        raise Invalid("JR423", text=refused[0].text[:40], law=refused[0].law)
    groups = tuple(
        AnyOf(
            Kind(group.kind), group.need, _names(Kind(group.kind), group.names), group.source, group.licence
        )
        for group in body.groups
    )
    return Requirements(
        title=job.title,
        city=body.city,
        degree=Degree(body.degree) if body.degree else None,
        years_min=body.years_min,
        years_max=body.years_max,
        posts=before.posts,
        not_counted=before.not_counted,
        groups=groups,
        majors=tuple(body.majors),
        class_years=tuple(body.class_years),
        duties=before.duties,
        topics=before.topics,
    )


def _known(kind: Kind) -> Names:
    vocabulary = services().vocabulary
    return vocabulary.certificates if kind is Kind.CERTIFICATE else vocabulary.skills


def _names(kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """As the parser writes them, so that they meet."""
    return tuple(_known(kind).canonical(name) or name for name in names)
