"""How to reach the person: phone and e-mail, through spaces, broken cells and slips of OCR."""

import re
import unicodedata
from collections.abc import Sequence

from scoring.resume.fields import Field, Span
from scoring.resume.headings import Section
from scoring.resume.sections import Row

# Confidence by where a value stood: behind its own label, in the head of the file, or anywhere.
LABELLED, IN_THE_HEAD, GUESSED = 0.98, 0.9, 0.6
_MOBILE = re.compile(r"(?<!\d)(?:\(?\+?\s?(?:00)?86\)?[\s\-－—]*)?(1[3-9]\d(?:[\s\-–—.·_]{0,2}\d){8})(?!\d)")
_SLIPS = str.maketrans("OolI|SB", "0011158")
_SLIPPED = re.compile(r"(?<![0-9A-Za-z])1[3-9oOlISB][0-9oOlISB \-]{9,12}(?![0-9A-Za-z])")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[\s\-]\d{7,8}(?!\d)")
_OTHERS_PHONE = re.compile(
    r"证明人|推荐人|推荐信|内推|紧急联系|介绍人|背调|背景调查|(?:直属|直接|上级|原)领导|领导电话|家长|父亲|母亲|配偶|referee|reference|emergency|公司电话|HR电话|热线",
    re.IGNORECASE,
)
# Mailboxes that nobody reads, and a company's own: the sender of a forwarded application.
_MACHINE = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|mailer-daemon|postmaster|webmaster|system|service|notice|notify|notifications?|support|admin|info|hr|hrd|job|jobs|zhaopin|recruit(?:ment|ing)?|careers?|resumes?|kefu)(?:[\d._\-]*)$"
)
_ENVELOPE = re.compile(r"^\s*(?:发件人|收件人|抄送|回复|From|To|Cc|Reply-To)\s*[:：]", re.IGNORECASE)
_PHONE_LABEL = re.compile(r"电\s*话|手\s*机|联系方式|Tel|Mobile|Phone|Cell|微信", re.IGNORECASE)
_AT = r"\s*(?:@|＠|\(at\)|\[at\]|（at）|【at】|\s+at\s+|#(?=(?:163|126|qq|gmail|outlook)))\s*"
_DOT = r"\s?(?:\.|．|。|\(dot\)|\[dot\])\s?"
_EMAIL = re.compile(
    rf"([A-Za-z0-9](?:[A-Za-z0-9._+\-]|\s(?=[._\-@])|(?<=[._\-])\s(?=\w)){{0,40}}){_AT}([A-Za-z0-9\-]{{1,30}}(?:{_DOT}[A-Za-z0-9\-]{{1,20}}){{0,4}}(?:{_DOT})?)",
    re.IGNORECASE,
)
_PROVIDERS = (
    "163.com", "126.com", "qq.com", "vip.qq.com", "gmail.com", "outlook.com", "hotmail.com", "foxmail.com", "sina.com", "sina.cn", "139.com",
    "189.cn", "aliyun.com", "icloud.com", "yeah.net", "sohu.com", "21cn.com", "yahoo.com", "live.com", "live.cn", "msn.com", "wo.cn", "tom.com",
    "vip.163.com", "vip.sina.com", "yahoo.com.cn", "188.com", "me.com", "protonmail.com",
)  # fmt: skip


def find_phone(rows: Sequence[Row]) -> Field | None:
    """The candidate's own number: 11 digits of a mobile phone, a landline where there is no other; never a referee's."""
    found = []
    for order, row in enumerate(rows):
        text = unicodedata.normalize("NFKC", row.text)
        if _OTHERS_PHONE.search(text):
            continue
        if _PHONE_LABEL.search(text):
            text = _SLIPPED.sub(lambda m: m.group().translate(_SLIPS), text)
        for m in _MOBILE.finditer(text):
            score = (
                (2 if _PHONE_LABEL.search(text) else 0)
                + (1 if row.section in (Section.BASIC, Section.OBJECTIVE) else 0)
                - (5 if row.section is Section.PEOPLE else 0)
                - order / 1000
            )
            found.append((score, re.sub(r"\D", "", m[1]), row.line, LABELLED))
        for m in _LANDLINE.finditer(text):
            found.append((-10.0, re.sub(r"\D", "", m.group()), row.line, GUESSED))
    best = max(found, default=None)
    return Field(best[1], Span(best[2], best[2]), best[3]) if best else None


def find_email(rows: Sequence[Row]) -> Field | None:
    """The first address, in lower case; the envelope of a mail gives one only where nothing else does, a machine's mailbox never."""
    inside = [row for row in rows if not _ENVELOPE.match(row.text)]
    senders = [row for row in rows if re.match(r"\s*(?:发件人|From)", row.text, re.IGNORECASE)]
    return _first_email(inside) or _first_email(senders)


def _first_email(rows: Sequence[Row]) -> Field | None:
    for order, row in enumerate(rows):
        if row.section is Section.PEOPLE or _OTHERS_PHONE.search(row.text):
            continue
        for place in range(len(row.cells)):
            m = _address_at(rows, order, place)
            if m is None:
                continue
            local = re.sub(r"\s", "", m[1]).lower()
            written = re.sub(r"\s|\(dot\)|\[dot\]", lambda d: "" if d.group().isspace() else ".", m[2])
            domain = _whole_domain(written.replace("。", ".").lower(), rows[order : order + 5])
            if domain and not _MACHINE.match(local):
                sure = LABELLED if domain in _PROVIDERS else IN_THE_HEAD
                return Field(f"{local}@{domain}", Span(row.line, row.line), sure)
    return None


def _address_at(rows: Sequence[Row], order: int, place: int) -> re.Match[str] | None:
    """The address in a cell, put together again where a table cell broke it."""
    cells = rows[order].cells
    text = unicodedata.normalize("NFKC", cells[place])
    m = _EMAIL.search(text)
    following = cells[place + 1].strip() if place + 1 < len(cells) else ""
    if m is None and re.search(r"[A-Za-z0-9]\s*$", text) and following.startswith("@"):
        m = _EMAIL.search(text + following)
    if m is None and text.lstrip().startswith("@") and order:
        m = _EMAIL.search(rows[order - 1].cells[-1].strip() + text.strip())
    return m


def _whole_domain(written: str, following: Sequence[Row]) -> str | None:
    """The domain, completed from a later cell or from the well-known provider it begins."""
    written = written.strip(".-")
    for provider in _PROVIDERS:
        if written.startswith(provider) and not written.startswith(provider + "."):
            return provider
    tails = {
        c.strip().lower()
        for row in following
        for c in re.split(r"\s+", row.text)
        if re.fullmatch(r"[A-Za-z.]{1,9}", c.strip())
    }
    for provider in sorted(_PROVIDERS, key=len):
        if (
            len(written) >= 2
            and provider.startswith(written)
            and (
                provider[len(written) :].lstrip(".") in {t.lstrip(".") for t in tails}
                or "." in written
                or len(written) > 3
            )
        ):
            return provider
    if "." in written:
        return written
    return next((p for p in _PROVIDERS if p.replace(".", "") == written), None)
