"""Where the candidate wants to work."""

import re
from collections.abc import Iterator, Sequence

from scoring.resume.contacts import GUESSED, IN_THE_HEAD, LABELLED
from scoring.resume.fields import Field, Span
from scoring.resume.headings import Section
from scoring.resume.sections import Row
from scoring.resume.titles import looks_like_title
from scoring.resume.vocabulary import Vocabulary

ANYWHERE = "不限"
_PLACE = r"(?:城\s*市|地\s*点|地\s*区|区\s*域|地\s*域|地)"
_LABEL = (
    rf"(?:期\s*望|意\s*向|目\s*标|求\s*职|希\s*望|应\s*聘|心\s*仪|首\s*选|意\s*愿|就\s*业|想[在去]|可接受)(?:工\s*作|从业|就业|任职|发展)?的?{_PLACE}"
    rf"|(?:工\s*作\s*)?{_PLACE}\s*(?:意向|期望|首选)(?=\s*[:：]|$)"
    rf"|工\s*作\s*{_PLACE}(?=\s*[:：]|$)"
    r"|(?:Preferred|Desired|Target|Expected)\s*(?:work(?:ing)?\s*)?(?:city|cities|locations?|places?)(?:\s*期望城市)?"
)
_CITY_LABEL = re.compile(rf"(?:{_LABEL})\s*[:：]?\s*(?P<rest>[^;；。|｜)）]{{1,40}})", re.IGNORECASE)
_ENDS_IN_LABEL = re.compile(
    rf"(?:{_LABEL}|(?:Preferred|Desired|Expected|Target))\s*[:：]?\s*$", re.IGNORECASE
)
# Where only "城市" stands, or a place to be based at: not where somebody lives, comes from or is registered.
_BARE_LABEL = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z])(?:城\s*市|地\s*点|期\s*望|意\s*向|City|Location|Base)\s*[:：]\s*(?P<rest>[^;；。|｜)）]{1,40})",
    re.IGNORECASE,
)
_HOPE_PLACE = re.compile(
    r"(?:希望|期望|想|愿意?)(?:能)?(?:在|到|去|回)(?P<rest>[^,，。;；]{2,12}?)(?:发展|工作|就业|求职)"
)
_OPEN_TO_ALL = re.compile(r"\s*(?:不限|全国|均可|any)", re.IGNORECASE)
_SALARY = re.compile(r"\d+\s*[-~]?\s*\d*\s*[kK千万]|薪资|元/月|面议")
_LIVES = re.compile(r"现居|籍贯|户口|户籍|住址|所在|家乡|出生|居住")
_PIECES = re.compile(r"\s*[|｜·•;；]\s*|\s{2,}|，")
_NOT_A_WISH = (Section.WORK, Section.PROJECT, Section.INTERNSHIP)


def find_expected_city(rows: Sequence[Row], vocabulary: Vocabulary) -> Field | None:
    """Cities the candidate wishes for, joined by /; where he lives is not a wish."""
    said = [row for row in rows if row.section not in _NOT_A_WISH]
    for row, text in _continued(said):
        for label in (_CITY_LABEL, _HOPE_PLACE):
            for m in label.finditer(text):
                cities = _leading_cities(m["rest"], vocabulary)
                if cities or _OPEN_TO_ALL.match(m["rest"]):
                    return Field(cities or ANYWHERE, Span(row.line, row.line), LABELLED)
    for row in said:
        bare = _BARE_LABEL.search(row.text) if row.section in (Section.BASIC, Section.OBJECTIVE) else None
        if bare and (cities := _leading_cities(bare["rest"], vocabulary)):
            return Field(cities, Span(row.line, row.line), IN_THE_HEAD)
    for row in said:
        if row.section is Section.OBJECTIVE and not _LIVES.search(row.text):
            cities = "/".join(dict.fromkeys(hit.name for hit in vocabulary.cities.find(row.text)))
            if cities:
                sure = GUESSED if not _SALARY.search(row.text) else IN_THE_HEAD
                return Field(cities, Span(row.line, row.line), sure)
    return _beside_a_post(said, vocabulary)


def _continued(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Each row with its text; a label without a value is also read with the next row of its column."""
    for place, row in enumerate(rows):
        following = next((r for r in rows[place + 1 : place + 4] if r.column == row.column), None)
        yield row, row.text
        if following is None:
            continue
        if _ENDS_IN_LABEL.search(row.text):
            yield row, f"{row.text} {following.text}"
        for cell, below in zip(row.cells, following.cells, strict=False):
            if _ENDS_IN_LABEL.match(cell.strip()):  # the labels of a form above their values
                yield row, f"{cell} {below}"


def _leading_cities(written: str, vocabulary: Vocabulary) -> str:
    """The cities at the start of the text, up to the next label."""
    head = re.split(
        r"\s{2,}(?=\S{2,6}[:：\s])|\s+(?=\S{2,6}[:：])|期望薪|薪资|到岗|职位|职能|行业|[•·]|\s/\s(?=想|求|期|意)",
        written.strip(),
    )[0]
    return "/".join(dict.fromkeys(hit.name for hit in vocabulary.cities.find(head)))


def _beside_a_post(rows: Sequence[Row], vocabulary: Vocabulary) -> Field | None:
    """ "女 | 1990.3 | 西安 | 客服主管": a city alone before or behind the post somebody applies for."""
    for row in rows:
        if row.section is not Section.BASIC or _LIVES.search(row.text):
            continue
        pieces = [piece for piece in _PIECES.split(row.text) if piece]
        for place, piece in enumerate(pieces):
            beside = [*pieces[max(0, place - 1) : place], *pieces[place + 1 : place + 2]]
            names = [vocabulary.cities.canonical(name) for name in re.split(r"[/、或]", piece)]
            if None not in names and any(looks_like_title(one, vocabulary) for one in beside):
                return Field("/".join(name for name in names if name), Span(row.line, row.line), GUESSED)
    return None
