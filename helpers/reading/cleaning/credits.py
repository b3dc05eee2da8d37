"""Bylines at the start of a text and credits at its end: who wrote it, and for which agency."""

import re

from helpers.reading.cleaning.agencies import agencies_in, agency_name
from helpers.reading.cleaning.draft import Draft
from helpers.reading.dates import read_date

HEAD = 3  # paragraphs at the start that may be bylines
LEAD = 2  # paragraphs at the start that may say whose article it is
SAYS = r", (?:says|writes|argues|reports|believes|asks|explains|thinks|finds)"
TAIL = 3  # paragraphs at the end that may be about the author
MAX_BYLINE_WORDS = 16
MAX_ABOUT_WORDS = 120
CAPITAL = r"[^\W\d_a-z]"
PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|al|el|ter|zu)"
NAME = rf"{CAPITAL}[\w.’'-]*(?: (?:{PARTICLE} )*{CAPITAL}[\w.’'-]*){{1,3}}"
NAMES = rf"{NAME}(?:(?:,| and| AND| &|, and|, AND) {NAME}){{0,4}}"
BYLINE = re.compile(
    rf"(?:(?:(?:Written|Reported|Story|Words|Text|Posted|Report|Analysis|Photos?) )?(?:By|BY|by)"
    rf":? )(?P<names>{NAMES})(?P<more>(?:,| \||,? in| for| of| at| [–—-]) .{{1,80}})?"
)
OTHER_BYLINE = re.compile(rf"(?:Author|Writer|Reporter|Correspondent)s?: (?P<names>{NAMES})")
INITIALS = r"[a-zäöü]{2,4}(?: ?[/,] ?[a-zäöü]{2,4}){0,4}"
SENTENCE_END = r"(?<=[.!?…\"'”’»)])"
EDITORS = rf"(?:Editors?|Edited by) ?:? ?{NAMES}(?: ?/ ?(?:\w{{2,4}}|{NAME}))?"
AGENCIES = r"[(\[](?P<agencies>[^()\[\]]{2,60})[)\]]"
LISTED = r"(?:/(?P<listed>\w[\w/]*)|/)?"
AUTHORS = (
    rf"(?:Authors?|Reporters?|Interview|Report|Compiled by|Author and interview) ?:? ?"
    rf"(?P<authors>{NAMES})(?:, {CAPITAL}[\w-]+){{0,2}}(?: ?/ ?(?:{INITIALS}|{NAME}))?"
    rf"(?: ?{AGENCIES.replace('agencies', 'and_agencies')})?(?:,? {EDITORS})?"
)
# "sej/rg (AFP, Reuters)", "Author: A Name (AFP) Editor: Another", after the last full stop.
SIGNATURE = re.compile(
    rf"{SENTENCE_END}\s+(?:{INITIALS}{LISTED} ?(?:{AGENCIES})?(?:,? {EDITORS})?|{AUTHORS}"
    rf"|{EDITORS})\W*$"
)
# The same with only initials and agencies, followed by an appeal.
INNER_SIGNATURE = re.compile(
    rf"{SENTENCE_END}\s+[a-z]{{2,4}}(?: ?[/,] ?[a-z]{{2,4}})+ {AGENCIES}(?=\s)"
)
SIGNED = re.compile(rf"[—–-]+ ?(?P<names>{NAMES})(?:, [^.]{{2,40}})?")
END_MARK = re.compile(r"\s*[■□●◼▪◾]+$")
MAX_APPEAL_CHARS = 400
BRACKETS = re.compile(rf"{SENTENCE_END}\s+(?:[—–-]+ ?)?[(\[](?P<inside>[^()\[\]]{{2,60}})[)\]]\.?$")
DASHED = re.compile(rf"{SENTENCE_END}\s+[—–-]+ ?(?P<inside>[\w ./,&-]{{2,40}})$")
REPORTERS = re.compile(
    rf"{SENTENCE_END}\s+[(\[*]*(?:(?:additional |with )?(?:reporting|writing|editing) by "
    rf"|(?:with|from) (?:inputs?|files|additional reporting) (?:from|by) "
    rf"|(?-i:{NAMES}) contributed (?:to this (?:report|story|article)|reporting)"
    rf"|(?:this|the) interview was (?:conducted|carried out) by ).{{0,300}}$",
    re.IGNORECASE,
)
# Initials followed by known agencies, whatever precedes them.
INITIALED = re.compile(rf"\s+[a-z]{{2,4}}(?: ?[/,] ?[a-z]{{2,4}})+ {AGENCIES}\W*$")
# A credit in brackets without a known agency: two or three words, all of them names.
SHORT_NAME = re.compile(rf"{CAPITAL}[\w.’'-]*(?: {CAPITAL}[\w.’'-]*){{1,2}}")
REPORTED_BY = re.compile(rf"[(\[*_]*(?:Reporting|Written|Reported) by (?P<names>{NAMES})")
IS_ABOUT = (
    r"(?:, [^.]{1,100},)? (?:is|was|has|writes|covers|reports|teaches|works|joined|lives|tweets)\b"
)
WHAT_IT_IS = r"(?:an? |the |headquartered|published|based|owned|part of|listed|located)"
POST = (
    r"(?:staff |senior |freelance |contributing |political |foreign |chief |associate |assistant |"
    r"national |investigative |science |business |sports? )*(?:writer|reporter|correspondent|"
    r"columnist|journalist|contributor|editor|blogger|professor|lecturer|fellow|commentator)"
)
ABOUT_SOMEBODY = re.compile(
    rf"[*_(\[]*(?P<name>{NAME})(?:, [^.]{{1,60}},)? is (?:an? |the )?[^.]{{0,60}}?\b{POST}\b"
)
AGENCY_AUTHORS = re.compile(
    r"(?:staff|agenc(?:y|ies)|wire|newsroom|desk|bureau|reporters?)\b", re.I
)


def drop_bylines(draft: Draft) -> None:
    """Drop lines before the text that name the authors or the agency."""
    for i in draft.kept()[:HEAD]:
        if len(draft.kept()) == 1:
            return
        line = draft.paragraphs[i]
        if len(line.split()) > MAX_BYLINE_WORDS or re.search(r"[!?:”\"]$", line):
            continue
        if agency := agency_name(line.strip("()—- ")):
            draft.learn("agency", agency)
            draft.drop(i, "byline")
        elif found := BYLINE.fullmatch(line) or OTHER_BYLINE.fullmatch(line):
            _learn_authors(draft, found["names"])
            if day := read_date(found.groupdict("").get("more")):
                draft.learn("date", day.isoformat())
            draft.drop(i, "byline")
        elif _names_the_author(line, draft):
            draft.drop(i, "byline")


def drop_endings(draft: Draft) -> None:
    """Drop the signature at the end of the last paragraph, and notes on the author below it."""
    for i in draft.kept()[-TAIL:][::-1]:
        if len(draft.kept()) > 1 and _is_credit(i, draft):
            draft.drop(i, "credit")
        elif len(draft.kept()) > 1 and (_is_about_author(i, draft) or _is_about_source(i, draft)):
            draft.drop(i, "note on the author or publisher")
    for i in draft.kept()[-1:]:
        if mark := END_MARK.search(draft.paragraphs[i]):
            draft.cut(i, mark.start(), mark.end(), "line without words")
    while draft.kept() and _cut_signature(draft, draft.kept()[-1]):
        pass
    for piece in draft.removed():
        if piece.reason == "credit" and (found := REPORTED_BY.match(piece.text)):
            _learn_authors(draft, found["names"])


def cut_self_reference(draft: Draft) -> None:
    """Cut ", writes DW's Ann Lee" off the first paragraphs of an article by Ann Lee."""
    for author in _authors(draft):
        self_reference = re.compile(
            rf"{SAYS} (?:(?:[Tt]he )?{CAPITAL}[\w. -]{{0,30}}['’]s )?{re.escape(author)}(?=[.!?]?$)"
        )
        for i in draft.kept()[:LEAD]:
            if found := self_reference.search(draft.paragraphs[i]):
                draft.cut(i, found.start(), found.end(), "byline")
                draft.paragraphs[i] = re.sub(r" ([.!?])$", r"\1", draft.paragraphs[i])


def _cut_signature(draft: Draft, last: int) -> bool:
    """Cut what follows the last full stop, if it is a signature."""
    paragraph = draft.paragraphs[last]
    if found := SIGNATURE.search(paragraph, max(0, len(paragraph) - 300)):
        listed = [found["agencies"], found["and_agencies"], found["listed"]]
        agencies = [name for part in listed if part for name in agencies_in(part)]
        has_editor = "Editor" in found[0] or found["authors"]
        if not agencies and not has_editor and not re.match(r"\s+\w+ ?/ ?\w", found[0]):
            return False
        if found["authors"]:
            _learn_authors(draft, found["authors"])
        draft.learn("agency", ", ".join(agencies))
        draft.cut(last, found.start(), len(paragraph), "credit")
        return True
    if found := REPORTERS.search(paragraph, max(0, len(paragraph) - 400)):
        if by := REPORTED_BY.match(found[0].strip()):
            _learn_authors(draft, by["names"])
        draft.cut(last, found.start(), len(paragraph), "credit")
        return True
    return _cut_agency(draft, last) or _cut_from_signature(draft, last)


def _cut_from_signature(draft: Draft, last: int) -> bool:
    """Cut a signature and the appeal that follows it, or a link and what follows it."""
    paragraph = draft.paragraphs[last]
    start = max(0, len(paragraph) - MAX_APPEAL_CHARS)
    signatures = (*INNER_SIGNATURE.finditer(paragraph, start), INITIALED.search(paragraph, start))
    for found in filter(None, signatures):
        if agencies := agencies_in(found["agencies"]):
            draft.learn("agency", ", ".join(agencies))
            draft.cut(last, found.start(), len(paragraph), "credit")
            return True
    return False


def _cut_agency(draft: Draft, last: int) -> bool:
    """Cut "(AFP)", "— Bernama" or "(Harbour News Service)" off the end."""
    paragraph = draft.paragraphs[last]
    found = BRACKETS.search(paragraph) or DASHED.search(paragraph)
    if not found:
        return False
    agencies = agencies_in(found["inside"])
    if not agencies and (found.re is DASHED or not SHORT_NAME.fullmatch(found["inside"])):
        return False
    draft.learn("agency", ", ".join(agencies) or found["inside"])
    draft.cut(last, found.start(), len(paragraph), "credit")
    return True


def _learn_authors(draft: Draft, names: str) -> None:
    people = re.split(r",? (?:and|AND) | & |, ", names)
    draft.learn("author", ", ".join(_in_name_case(name) for name in people if name))


def _in_name_case(name: str) -> str:
    return name.title() if name.isupper() else name


def _names_the_author(line: str, draft: Draft) -> bool:
    """Whether a line without a full stop is only a known author's name and post."""
    if line.endswith("."):
        return False
    return any(
        re.fullmatch(rf"(?:by )?{re.escape(author)}(?:\W.{{0,60}})?", line, re.IGNORECASE)
        for author in _authors(draft)
    )


def _authors(draft: Draft) -> list[str]:
    names = re.split(r"\s*[;,]\s*", draft.metadata.get("author", ""))
    return [name for name in names if " " in name]


def _is_credit(position: int, draft: Draft) -> bool:
    """Whether a paragraph is only an agency's name, or a dash and the author's."""
    line = draft.paragraphs[position]
    if agency := agency_name(line.strip("()—–-. ")):
        draft.learn("agency", agency)
    before = max((i for i in draft.kept() if i < position), default=position)
    is_quoted = draft.paragraphs[before].endswith(("”", '"', "’"))
    signed = None if is_quoted else SIGNED.fullmatch(line)
    if signed:
        _learn_authors(draft, signed["names"])
    return bool(agency or signed)


def _is_about_source(position: int, draft: Draft) -> bool:
    """Whether a paragraph at the end says what the publisher is: "The Pier Post is a daily …"."""
    names = [draft.metadata.get("source", ""), _site(draft.metadata.get("url", ""))]
    return any(
        len(name) > 2
        and re.match(
            rf"(?:the )?{re.escape(name)}\b.{{0,20}} (?:is|are) {WHAT_IT_IS}", paragraph, re.I
        )
        for name in names
        for paragraph in [draft.paragraphs[position]]
    )


def _site(url: str) -> str:
    """The name in a web address: "pierpost" of https://www.pierpost.example/."""
    host = re.match(r"https?://(?:www\.)?([\w.-]+)", url)
    return max(host[1].split("."), key=len) if host else ""


def _is_about_author(position: int, draft: Draft) -> bool:
    paragraph = draft.paragraphs[position]
    if len(paragraph.split()) > MAX_ABOUT_WORDS:
        return False
    opening = paragraph.lstrip("*_([ ")
    if any(re.match(re.escape(name) + IS_ABOUT, opening, re.I) for name in _authors(draft)):
        return True
    found = ABOUT_SOMEBODY.match(paragraph)
    if not found or draft.metadata.get("author"):
        return False
    surname = found["name"].split()[-1]
    others = (draft.paragraphs[i] for i in draft.kept() if i != position)
    return not any(surname in other for other in others)
