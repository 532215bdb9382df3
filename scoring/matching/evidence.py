"""What a résumé shows for each requirement: met, nearly met or missing, in one Chinese sentence each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.matching.meaning import half_life
from scoring.matching.posts import Service
from scoring.matching.requirements import AnyOf, Kind, Need, Requirements
from scoring.matching.wording import is_written
from scoring.resume.degrees import steps_short
from scoring.resume.education import highest
from scoring.resume.fields import Month, Resume, SkillSource, WorkType
from scoring.resume.vocabulary import Vocabulary, fold


class Standing(StrEnum):
    MET = "met"
    NEAR = "near"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Shown:
    """One requirement and what the résumé shows for it. strength 0–1: of evidence where met, closeness where near."""

    kind: Kind
    need: Need
    standing: Standing
    strength: float
    sentence: str
    knocks_out: bool = False
    tentative: bool = False  # asked for in words we don't know: the résumé may say it otherwise


# A list alone says less than a list with the work to show for it.
LISTED, IN_USE, IN_PASSING = 0.6, 1.0, 0.7
SKILL_HALF_LIFE_YEARS = 5.0
# Below this share of the years asked for, the miss is no near one (as HR readers label it: RULES of the measuring set).
NEAR_SHARE = 0.6
_PLENTY_YEARS = 15.0
_TOO_SHORT_TO_SEEK = 2  # 英语 or R in running text is not said of the person


def shown_by(
    resume: Resume, job: Requirements, service: Service, *, today: Month, vocabulary: Vocabulary
) -> tuple[Shown, ...]:
    """Every requirement in the order must-haves, pluses."""
    musts = [
        *_degree(resume, job),
        *_years(service, job),
        *_majors(resume, job, vocabulary),
        *_class_year(resume, job),
    ]
    groups = sorted(job.groups, key=lambda g: g.need is Need.PLUS)
    return tuple(musts + [_group(resume, g, today, vocabulary) for g in groups])


def _degree(resume: Resume, job: Requirements) -> list[Shown]:
    if job.degree is None:
        return []
    top = highest(resume.education)
    held = top.degree if top else None
    name = held.value if held else "未写明学历"
    short = steps_short(held, job.degree)
    if short == 0 and held:
        return [
            Shown(
                Kind.DEGREE, Need.HARD, Standing.MET, 1.0, f"学历{name}，符合{job.degree.value}及以上的要求。"
            )
        ]
    standing = Standing.NEAR if short <= 1 else Standing.MISSING
    return [Shown(Kind.DEGREE, Need.HARD, standing, 0.5, f"学历{name}，要求{job.degree.value}及以上。")]


def _years(service: Service, job: Requirements) -> list[Shown]:
    if not job.years_min:
        return []
    years, asked = service.relevant_years, job.years_min
    if years >= asked:
        return [
            Shown(
                Kind.YEARS,
                Need.HARD,
                Standing.MET,
                min(1.0, years / _PLENTY_YEARS),
                f"相关经验 {years:.1f} 年，要求 {asked:g} 年。",
            )
        ]
    text = f"相关经验 {_down(years)} / {asked:g} 年"
    if years >= asked * NEAR_SHARE:
        return [Shown(Kind.YEARS, Need.HARD, Standing.NEAR, years / asked, f"{text}，接近要求。")]
    if service.likely_years >= asked:
        likely = f"{text}，另有岗位相近的经历，共 {service.likely_years:.1f} 年，请看其内容。"
        return [Shown(Kind.YEARS, Need.HARD, Standing.NEAR, 0.5, likely)]
    if years == 0 and (service.near_years >= asked or service.has_relevant_internship):
        what = f"有相邻岗位经验 {service.near_years:.1f} 年" if service.near_years >= asked else "有相关实习"
        return [Shown(Kind.YEARS, Need.HARD, Standing.NEAR, 0.2, f"{text}，{what}。")]
    return [Shown(Kind.YEARS, Need.HARD, Standing.MISSING, years / asked, f"{text}。")]


def _down(years: float) -> str:
    """One decimal, never rounded up to what is asked."""
    return f"{int(years * 10) / 10:.1f}"


def _majors(resume: Resume, job: Requirements, vocabulary: Vocabulary) -> list[Shown]:
    if not job.majors:
        return []
    held = [entry.major for entry in resume.education if entry.major]
    words = set(job.majors)
    for asked in job.majors:
        for discipline in vocabulary.disciplines.values():
            named = (*discipline[:3], *(word for word in discipline[3:] if word.isascii()))
            if any(fold(asked) in fold(word) or fold(word) in fold(asked) for word in named):
                words |= set(discipline)
    if any(_is_major(word, major) for word in words for major in held):
        return [Shown(Kind.MAJOR, Need.HARD, Standing.MET, 1.0, f"专业{held[0]}符合要求。")]
    asked_for = "、".join(job.majors)
    return [
        Shown(
            Kind.MAJOR,
            Need.HARD,
            Standing.NEAR,
            0.4,
            f"专业{'、'.join(held) or '未写明'}，要求{asked_for}相关专业。",
        )
    ]


def _is_major(asked: str, held: str) -> bool:
    """One within the other, or the usual short form: 机电 for 机械电子工程, 文博 for 文物与博物馆学."""
    a, b = fold(asked), fold(held)
    short = len(a) == 2 and not a.isascii() and a[1] != "学" and b.startswith(a[0]) and a[1] in b[2:]
    return a in b or b in a or short


def _class_year(resume: Resume, job: Requirements) -> list[Shown]:
    if not job.class_years:
        return []
    top = highest(resume.education)
    asked = "、".join(str(year) for year in job.class_years)
    if top and top.end and top.end.year in job.class_years:
        return [Shown(Kind.CLASS_YEAR, Need.HARD, Standing.MET, 1.0, f"{top.end.year} 届毕业，符合要求。")]
    if not (top and top.end) and not any(entry.type is WorkType.EMPLOYED for entry in resume.work):
        # Who never worked may well be of that class: a person has to ask.
        return [Shown(Kind.CLASS_YEAR, Need.HARD, Standing.NEAR, 0.5, f"毕业时间未写明，要求 {asked} 届。")]
    written = f"{top.end.year} 年毕业" if top and top.end else "毕业时间未写明"
    return [
        Shown(
            Kind.CLASS_YEAR,
            Need.HARD,
            Standing.MISSING,
            0.0,
            f"{written}，要求 {asked} 届。",
            knocks_out=True,
        )
    ]


def _group(resume: Resume, group: AnyOf, today: Month, vocabulary: Vocabulary) -> Shown:
    if group.kind is Kind.CERTIFICATE:
        return _certificate(resume, group, vocabulary)
    if group.kind is Kind.INTERNSHIP:
        return _practice(resume, group)
    best, name = max(
        ((_skill_strength(resume, name, today, vocabulary), name) for name in group.names),
        key=lambda found: found[0],
    )
    listed = "、".join(group.names)
    if best > 0:
        where = "，工作经历中有体现" if best > LISTED else ""
        return Shown(Kind.SKILL, group.need, Standing.MET, best, f"具备{name}{where}。")
    which = f"{listed}（其一）" if len(group.names) > 1 else listed
    tentative = not any(vocabulary.skills.canonical(name) for name in group.names)
    return Shown(
        Kind.SKILL,
        group.need,
        Standing.NEAR,
        0.3,
        f"未见{which}。",
        tentative=tentative and not group.licence,
    )


def _practice(resume: Resume, group: AnyOf) -> Shown:
    if resume.work:
        return Shown(Kind.INTERNSHIP, group.need, Standing.MET, 1.0, "有实习或工作经历。")
    return Shown(Kind.INTERNSHIP, group.need, Standing.NEAR, 0.3, "未见实习经历。")


def _certificate(resume: Resume, group: AnyOf, vocabulary: Vocabulary) -> Shown:
    held = {certificate.value for certificate in resume.certificates}
    met = [
        name
        for name in group.names
        if name in held
        or any(higher in held for higher in HIGHER.get(name, ()))
        or (
            not vocabulary.certificates.canonical(name)
            and any(_is_same_certificate(name, one) for one in held)
        )
    ]
    if met:
        return Shown(Kind.CERTIFICATE, group.need, Standing.MET, 1.0, f"持有{met[0]}。")
    listed = "或".join(group.names)
    return Shown(
        Kind.CERTIFICATE, group.need, Standing.NEAR, 0.3, f"未见{listed}。", knocks_out=group.licence
    )


def _is_same_certificate(asked: str, held: str) -> bool:
    """Names that no list knows: 执业兽医师资格证 and 执业兽医师证书 are one."""
    bare = [_CERTIFICATE_END.sub("", name) for name in (asked, held)]
    return is_written(bare[0], held) or (len(bare[1]) > _TOO_SHORT_TO_SEEK and is_written(bare[1], asked))


_CERTIFICATE_END = re.compile(r"(?:职业资格|执业资格|资格|执业|从业|等级|上岗)?(?:证书|证|职称)?$")

# A higher grade proves the lower one.
HIGHER = {
    "CET-4": ("CET-6", "TEM-4", "TEM-8", "IELTS", "TOEFL"),
    "CET-6": ("TEM-8", "IELTS", "TOEFL"),
    "护师": ("主管护师", "副主任护师"),
    "初级会计职称": ("中级会计职称", "高级会计师", "CPA"),
    "中级会计职称": ("高级会计师",),
    "助理工程师": ("中级工程师", "高级工程师"),
    "中级工程师": ("高级工程师",),
    "二级建造师": ("一级建造师",),
    "二级造价工程师": ("一级造价工程师",),
    "普通话二级乙等": ("普通话二级甲等", "普通话一级乙等"),
    "普通话二级甲等": ("普通话一级乙等",),
    "教师资格证": ("幼儿园教师资格证",),
    "驾驶证C1": ("驾驶证B2", "驾驶证A2", "驾驶证A1"),
    "初级药师": ("主管药师", "执业药师"),
    "JLPT N2": ("JLPT N1",),
}


def _skill_strength(resume: Resume, name: str, today: Month, vocabulary: Vocabulary) -> float:
    """0: not shown. A list without work to show for it, work in which it is used, the more recent the more."""
    accepted = {name, *vocabulary.satisfied_by.get(name, ())}
    mine = [
        skill
        for skill in resume.skills
        if skill.name in accepted
        or _uses(skill.printed, accepted, vocabulary)
        or is_written(name, skill.printed)
    ]
    used = max(
        (
            half_life(_years_since(entry.end, today), SKILL_HALF_LIFE_YEARS)
            for entry in resume.work
            if _uses(entry.text + entry.title, accepted, vocabulary)
        ),
        default=0.0,
    )
    in_projects = _uses("\n".join(resume.projects), accepted, vocabulary)
    if any(is_written(name, certificate.value) for certificate in resume.certificates):
        return LISTED
    if any(skill.source is not SkillSource.EXPERIENCE for skill in mine):
        return LISTED + (IN_USE - LISTED) * max(used, 0.5 if in_projects else 0.0)
    return IN_PASSING * max(0.5, used) if mine or used else 0.0


def _uses(text: str, names: Sequence[str] | set[str], vocabulary: Vocabulary) -> bool:
    if not text:
        return False
    return any(hit.name in names for hit in vocabulary.skills.find(text)) or any(
        is_written(name, text) for name in names if len(name) > _TOO_SHORT_TO_SEEK
    )


def _years_since(end: Month | None, today: Month) -> float:
    return 0.0 if end is None else max(0.0, (today.year - end.year) + (today.month - max(1, end.month)) / 12)
