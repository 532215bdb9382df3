"""Reports on paper: what they say, and that nobody's words can run in them."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from documents.typesetter import Format, Typesetter
from hiring.errors import Permanent
from hiring.feedback_sheet import AdviceLine, FeedbackLine, feedback_sheet
from hiring.model.report_body import AnswerReport, CorrectionReport, DimensionReport
from hiring.report_sheet import ReportFacts, Standings, report_sheet
from scoring.correction import pieces
from scoring.measures import AnswerScore, Evidence, Flag, NotMeasured, Segment, Transcript
from scoring.percentile import Percentile
from tests.factories import NOON, a_report_body

pytestmark = pytest.mark.model

QUOTE = "我先听客户把话说完"
HOSTILE = '#panic("x") *粗* $x$ #read("/etc/passwd") <a> @b = \\ `c` //'
FEW = NotMeasured("百分位数据不足：其他候选人 12 人，满 30 人才提供")


def an_answer_report(
    score: float | NotMeasured = 82.0, quote: str = QUOTE, **changes: object
) -> AnswerReport:
    interval = score if isinstance(score, NotMeasured) else (score - 8, score + 8)
    transcript = Transcript(quote, "zh", 90.0, (Segment(65.0, 70.0, quote, 0.9),), (), "ear", "1")
    evidence = (Evidence(quote, "先安抚情绪"),)
    made = AnswerScore("服务意识", score, interval, 0.8, evidence, (), ("可以说说结果。",), "rubric", "1")
    nothing = NotMeasured("未同意")
    facts = {
        "answer_id": "an_1", "question_key": "q1", "question": "请讲一次经历。", "dimension": "服务意识", "modality": "video",
        "transcript": transcript, "score": made, "speech": nothing, "face": nothing, "probes": ("客户后来怎么说？",),
    }  # fmt: skip
    return AnswerReport(**(facts | changes))


def facts(**changes: object) -> ReportFacts:
    known = {
        "company": "明湖银行", "candidate": "王小明", "job_title": "柜员", "round": 1, "submitted_at": NOON, "created_at": NOON,
        "report_id": "rp_1", "generation": 1, "payload_sha256": "d" * 64,
    }  # fmt: skip
    return ReportFacts(**(known | changes))


def pages_of(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        yield text.get_text_range()
        text.close()
        page.close()
    document.close()


def read(pdf: bytes) -> str:
    return "".join("".join(pages_of(pdf)).split())


def printed(typesetter: Typesetter, body: object, standings: Standings | None = None, **more: object) -> str:
    standings = standings or Standings(FEW, {"服务意识": FEW})
    values = report_sheet(body, facts(**more), standings)
    return read(typesetter.typeset("report", values, Format.PDF, dated=NOON))


def test_the_report_says_the_figure_its_interval_and_the_words_it_rests_on(typesetter: Typesetter) -> None:
    text = printed(typesetter, a_report_body(answers=(an_answer_report(),)))
    for said in ("王小明", "82", "80%区间74–90", QUOTE, "1:05", "先安抚情绪", "客户后来怎么说？", "d" * 64):
        assert said in text
    assert "AI辅助，决定由人作出" in text


def test_a_percentile_is_printed_with_its_n_or_the_reason_for_none(typesetter: Typesetter) -> None:
    body = a_report_body()
    assert "12人，满30人才提供" in printed(typesetter, body)
    ranked = Standings(Percentile(80.4, 42), {"服务意识": Percentile(91.0, 42)})
    text = printed(typesetter, body, ranked)
    assert "超过80%的候选人（n=42）" in text
    assert "超过91%的候选人（n=42）" in text


def test_what_could_not_be_measured_is_said_not_drawn_as_zero(typesetter: Typesetter) -> None:
    silent = NotMeasured("录音中没有说话声")
    text = printed(typesetter, a_report_body(silent, coverage=0.0, missing=("服务意识",)))
    assert "数据不足" in text
    assert "录音中没有说话声" in text
    assert "/100" not in text


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_any_number_of_dimensions_finds_its_place(typesetter: Typesetter, count: int) -> None:
    names = ("服务意识", "逻辑思维", "抗压能力", "诚信正直", "文化匹配", "数字敏感度", "学习能力", "团队协作")
    rows = tuple(DimensionReport(name, "能力", 1 / count, 60.0, (50.0, 70.0)) for name in names[:count])
    text = printed(typesetter, a_report_body(dimensions=rows), Standings(FEW, {}))
    assert all(name in text for name in names[:count])


def test_what_people_wrote_is_shown_and_never_run(typesetter: Typesetter) -> None:
    answer = an_answer_report(quote=HOSTILE, probes=(HOSTILE,))
    body = a_report_body(answers=(answer,), versions={HOSTILE: HOSTILE})
    text = printed(typesetter, body, candidate=HOSTILE, job_title=HOSTILE, decision=HOSTILE)
    assert text.count("".join(HOSTILE.split())) >= 5


def test_a_correction_shows_both_texts(typesetter: Typesetter) -> None:
    corrected = CorrectionReport("他要步登存折", 0.17, 61.0, pieces("他要步登存折", "他要补登存折"))
    transcript = Transcript("他要补登存折", "zh", 9.0, (), (Flag.CORRECTED,), "ear", "1")
    answer = an_answer_report(correction=corrected, transcript=transcript)
    text = printed(typesetter, a_report_body(answers=(answer,)))
    assert "他要步补登存折" in text
    assert "改动17%，按原转写评61分" in text


def test_the_picture_names_nobody_and_is_a_png(typesetter: Typesetter) -> None:
    values = report_sheet(a_report_body(), facts(), Standings(FEW, {}))
    picture = typesetter.typeset("summary", values, Format.PNG, dated=NOON)
    assert picture.startswith(b"\x89PNG")
    named = typesetter.typeset("summary", values | {"candidate": "别人"}, Format.PNG, dated=NOON)
    assert named == picture


def test_the_same_values_give_the_same_bytes(typesetter: Typesetter) -> None:
    values = report_sheet(a_report_body(), facts(), Standings(FEW, {}))
    once, twice = (typesetter.typeset("report", values, Format.PDF, dated=NOON) for _ in range(2))
    assert once == twice


def test_feedback_has_advice_in_own_words_and_no_composite(typesetter: Typesetter) -> None:
    line = FeedbackLine("服务意识", 82.0, "超过 80 % 的候选人（n=42）", (AdviceLine("再说说结果。", QUOTE),))
    values = feedback_sheet(
        company="明湖银行", candidate="王小明", job_title="柜员", outcome="感谢您的参与。", note="您可以申请复核。",
        dated=NOON, lines=[line],
    )  # fmt: skip
    text = read(typesetter.typeset("feedback", values, Format.PDF, dated=NOON))
    assert f"您说：“{QUOTE}”" in text
    assert "再说说结果。" in text
    assert "综合" not in text


def test_without_the_font_nothing_is_drawn(tmp_path: Path, typesetter: Typesetter) -> None:
    with pytest.raises(Permanent, match="font_missing"):
        Typesetter(typesetter.templates, tmp_path).typeset("report", {}, Format.PDF, dated=NOON)
