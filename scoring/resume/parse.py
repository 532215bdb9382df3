"""From the lines of a document to a résumé."""

from collections.abc import Sequence

from scoring.resume.abilities import find_certificates, find_skills
from scoring.resume.contacts import find_email, find_phone
from scoring.resume.degrees import is_at_least
from scoring.resume.document import Concealed, Document
from scoring.resume.education import education_entries, highest, labelled_degree
from scoring.resume.fields import Degree, Education, Field, Month, Resume, ResumeFlag
from scoring.resume.headings import Section
from scoring.resume.person import find_birth_year, find_gender, find_name
from scoring.resume.sections import Row, rows_of
from scoring.resume.suspicion import (
    Suspect,
    claimed_years,
    is_overstated,
    is_suspect,
    speaks_to_a_machine,
    suspect_lines,
)
from scoring.resume.vocabulary import Vocabulary
from scoring.resume.wishes import find_expected_city
from scoring.resume.work import work_entries, years_worked


def parse_resume(document: Document, *, today: Month, vocabulary: Vocabulary) -> Resume:
    """Everything the visible text says. Concealed text, keyword walls and words to a machine are flagged and not read.

    today: the month up to which present posts count.
    """
    every = rows_of(document)
    suspect = suspect_lines(document, every, vocabulary)
    rows = [row for row in every if row.line not in suspect.walls | suspect.instructions]
    work = work_entries(rows, vocabulary)
    education = education_entries(rows, vocabulary)
    years = years_worked(work, today=today)
    hidden = [one for one in document.concealed if is_suspect(one, document, vocabulary)]
    flags, about = _flags(document, suspect, years, hidden)
    return Resume(
        name=find_name(rows, vocabulary),
        phone=find_phone(rows),
        email=find_email(rows),
        gender=find_gender(rows),
        birth_year=find_birth_year(rows, today=today),
        expected_city=find_expected_city(rows, vocabulary),
        education=education,
        work=work,
        highest_degree=_highest_degree(education, rows),
        years=years,
        skills=find_skills(rows, vocabulary),
        certificates=find_certificates(rows, vocabulary),
        projects=tuple(row.text for row in rows if row.section is Section.PROJECT),
        summary="\n".join(row.text for row in rows if row.section is Section.SUMMARY),
        flags=flags,
        flagged_text=about,
    )


def _highest_degree(education: tuple[Education, ...], rows: list[Row]) -> Field | None:
    top, label = highest(education), labelled_degree(rows)
    if top is None or top.degree is None:
        return label
    if label and not is_at_least(top.degree, Degree(label.value)):
        return label
    return Field(top.degree.value, top.span, top.confidence)


def _flags(
    document: Document, suspect: Suspect, years: float, hidden: Sequence[Concealed]
) -> tuple[tuple[ResumeFlag, ...], tuple[str, ...]]:
    flags: list[ResumeFlag] = []
    about: list[str] = []
    if hidden:
        flags.append(ResumeFlag.HIDDEN_TEXT)
        about += [one.text for one in hidden]
    if suspect.walls:
        flags.append(ResumeFlag.KEYWORD_WALL)
        about += [document.lines[i].text for i in sorted(suspect.walls)]
    if suspect.instructions or any(speaks_to_a_machine(one.text) for one in hidden):
        flags.append(ResumeFlag.INSTRUCTION)
        about += [document.lines[i].text for i in sorted(suspect.instructions)]
    if is_overstated(claimed_years(document.lines), years):
        flags.append(ResumeFlag.OVERSTATED_YEARS)
    if document.notes:
        flags.append(ResumeFlag.UNREADABLE_PART)
        about += document.notes
    return tuple(flags), tuple(about)
