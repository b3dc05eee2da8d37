"""What sites print around and between the paragraphs of any article, and what is printed twice.

The patterns are the rows of `data/rules/boilerplate.csv`: `reason`, `where` (anywhere, start or
end of the text), and `pattern`, a regular expression that a whole paragraph has to match, in which
`<names>` matches the names of people.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import mean

from helpers.reading.cleaning.credits import NAMES
from helpers.reading.cleaning.draft import Draft
from helpers.reading.dates import read_date
from helpers.reading.language import is_prose

RULES = Path(__file__).resolve().parents[3] / "data" / "rules" / "boilerplate.csv"
MAX_WORDS = 60  # of a paragraph that is only an appeal, a link or a notice
EDGE = 4  # paragraphs at the start or end that the rules for these places apply to
SENTENCE_STOPS = '.”"’:;,'  # a title that is the first sentence stays in the text
MAX_HEADLINE_POSITION = 6
MAX_LABEL_WORDS = 8  # of a line above the headline, such as the section
MAX_LINK_WORDS = 25  # of a headline in a list of links
MIN_REPEATED_WORDS = 20
ENOUGH = 50  # paragraphs of a repetition that are checked
PROSE_WORDS = 15  # on average, of consecutive paragraphs that are repeated
PEOPLE = f"(?-i:{NAMES})"
LINK_AT_END = re.compile(
    r"(?<=[.!?\"'”’»)])\s+[\[(]?(?:Read|READ|See|SEE) (?:more|MORE|also|ALSO)\s?[:—–|-]\s"
    r"[^.!?]{2,140}$"
    r"|\s*Click [Tt]o [Tt]weet\W*$"
)
# "About Acme Robotics", and the paragraph below begins with "Acme".
ABOUT = re.compile(r"About (?P<name>(?:The )?[A-Z0-9][^.!?:]{1,60}):?")
HEADING_WITH_TIME = re.compile(
    r"(?P<time>\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?(?: ?[A-Z]{2,4}\b)?\s?[:|–—-]?) "
    r"(?! *\d)[^.!]{4,100}(?<![.!:;,”\"])"
)
FEWEST_TIMES = 3  # headings with a time
PORTRAIT = "note on the author or publisher"
CHANGED = re.compile(r"\W*(?:last )?(?:updated|modified)", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def drop_headline(draft: Draft) -> None:
    """Drop the headline if the text begins with it, and the labels above it."""
    title = bare(draft.metadata.get("title", ""))
    if not title:
        return
    head = draft.kept()[:MAX_HEADLINE_POSITION]
    found = [
        i
        for i in head
        if bare(draft.paragraphs[i]) == title and draft.paragraphs[i][-1] not in SENTENCE_STOPS
    ]
    if not found or (len(draft.kept()) == 1 and len(found) == 1):
        return
    for i in head:
        paragraph = draft.paragraphs[i]
        if i in found:
            draft.drop(i, "headline")
        elif (
            i < found[-1]
            and len(paragraph.split()) <= MAX_LABEL_WORDS
            and not SENTENCE_END.search(paragraph)
        ):
            draft.drop(i, "label above the headline")


def drop_boilerplate(draft: Draft) -> None:
    """Drop the paragraphs that match a rule in `data/rules/boilerplate.csv`."""
    for n, i in enumerate(draft.kept()):
        if reason := _reason(draft.paragraphs[i], "anywhere"):
            if n < EDGE:
                _learn_date(draft, i, reason)
            draft.drop(i, reason)
    for i in draft.kept():
        if draft.paragraphs[i] is not None and is_list_heading(draft.paragraphs[i]):
            _drop_list(draft, i)
    _drop_at_edge(draft, draft.kept(), "start")
    _drop_at_edge(draft, draft.kept()[::-1], "end")
    _drop_portraits(draft)


def cut_links(draft: Draft) -> None:
    """Cut "Read more: …" and the headline that follows off the end of paragraphs."""
    for i in draft.kept():
        while found := LINK_AT_END.search(draft.paragraphs[i] or ""):
            draft.cut(i, found.start(), found.end(), "link to another article")


def cut_times(draft: Draft) -> None:
    """Cut the time off the headings of a live blog: "18:42 Ferry cancelled"."""
    found = [(i, HEADING_WITH_TIME.fullmatch(draft.paragraphs[i])) for i in draft.kept()]
    found = [(i, match) for i, match in found if match]
    if len(found) >= FEWEST_TIMES:
        for i, match in found:
            draft.cut(i, 0, match.end("time"), "stamp")


def drop_repetitions(draft: Draft) -> None:
    """Drop what is printed twice: long paragraphs of prose, and several in a row.

    What occurs three times or more, such as a refrain, and the lines of lists, such as results or
    menus, are repeated on purpose and stay.
    """
    kept = draft.kept()
    keys = [bare(draft.paragraphs[i]) for i in kept]
    whole, times = " ".join(keys), Counter(keys)
    for run in _runs_again(keys):
        texts = [keys[n] for n in run]
        # Paragraphs may be joined to others at page ends, so the text is searched for them.
        n_twice = sum(times[text] <= 2 and whole.count(text) == 2 for text in texts[:ENOUGH])
        if 2 * n_twice <= len(texts[:ENOUGH]) or not is_prose(" ".join(texts)):
            continue
        least = MIN_REPEATED_WORDS if len(run) == 1 else PROSE_WORDS
        if mean(map(_n_words, texts)) >= least:
            for n in run:
                draft.drop(kept[n], "repeated paragraph")


def _runs_again(keys: list[str]) -> Iterator[list[int]]:
    """Runs of positions whose texts occurred before in the same order."""
    first: dict[str, int] = {}
    run: list[int] = []
    for n, key in enumerate(keys):
        before = first.setdefault(key, n)
        if run and (before == n or before != first[keys[n - 1]] + 1):
            yield run
            run = []
        if before < n:
            run.append(n)
    if run:
        yield run


def _n_words(key: str) -> int:
    return key.count(" ") + 1


def bare(text: str) -> str:
    """Return the words of a text in lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", text.lower()))


def is_list_heading(paragraph: str) -> bool:
    """Return whether a paragraph is the heading of a list of other articles."""
    return _reason(paragraph, "list heading") is not None


def _drop_at_edge(draft: Draft, positions: list[int], where: str) -> None:
    """Drop what the rules for an edge match, until enough paragraphs in a row are the article's."""
    n_kept = 0
    for i in positions:
        if reason := _reason(draft.paragraphs[i], where):
            if where == "start":
                _learn_date(draft, i, reason)
            draft.drop(i, reason)
        else:
            n_kept += 1
        if n_kept == EDGE:
            return


def _learn_date(draft: Draft, position: int, reason: str) -> None:
    """Note the day in a stamp above the text, unless it is that of an update."""
    stamp = draft.paragraphs[position]
    if reason == "stamp" and not CHANGED.match(stamp) and (day := read_date(stamp)):
        draft.learn("date", day.isoformat())


def _drop_list(draft: Draft, heading: int) -> None:
    """Drop the heading of a list of links and its lines, up to the next full sentence."""
    reason = _reason(draft.paragraphs[heading], "list heading")
    draft.drop(heading, reason)
    for i in draft.kept():
        if i < heading:
            continue
        paragraph = draft.paragraphs[i]
        if SENTENCE_END.search(paragraph) or paragraph.count(" ") >= MAX_LINK_WORDS:
            return
        draft.drop(i, reason)


def _drop_portraits(draft: Draft) -> None:
    """Drop what press releases end with: "About Acme" and what Acme says about itself."""
    for i, following in pairwise(draft.kept()):
        about = ABOUT.fullmatch(draft.paragraphs[i] or "")
        if about and draft.paragraphs[following].startswith(about["name"].split()[0]):
            draft.drop(i, PORTRAIT)
            draft.drop(following, PORTRAIT)


def _reason(paragraph: str, where: str) -> str | None:
    if len(paragraph) > 12 * MAX_WORDS or paragraph.count(" ") >= MAX_WORDS:
        return None
    found = _patterns()[where].fullmatch(paragraph.lstrip("-–•* "))
    return _rules()[int(found.lastgroup.removeprefix("rule"))]["reason"] if found else None


@cache
def _rules() -> list[dict[str, str]]:
    with RULES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _patterns() -> dict[str, re.Pattern]:
    """One expression for each place, with a named group for each rule."""
    return {
        where: re.compile(
            "|".join(
                f"(?P<rule{i}>{rule['pattern'].replace('<names>', PEOPLE)})"
                for i, rule in enumerate(_rules())
                if rule["where"] == where
            ),
            re.IGNORECASE,
        )
        for where in ("anywhere", "start", "end", "list heading")
    }
