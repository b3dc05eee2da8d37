"""What is written like a name but names nobody who acts in the text.

Degrees ("Anna Keller, KC"), party tags ("Keller (D-Ohio)"), hashtags ("#KellerOut"), tickers,
initials before an answer in an interview ("AK:"), ships, datelines, cases in court, states after a
town ("Tampa, FL"), quarters of a year ("Q3"), and positions of players ("LB").
"""

import re

from spacy.tokens import Doc, Span, Token

from helpers.annotation import places
from helpers.annotation.actors.evidence import TICKER
from helpers.annotation.actors.name_span import Name, begins_line, ends_line, text_of
from helpers.annotation.actors.teams import is_about_sport
from helpers.annotation.actors.titles import PORTFOLIO_WORDS
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import DASHES

PARTY_TAG = re.compile(r"[DRI] ?[-–] ?[A-Z][\w.]*(?: [A-Z][\w.]*)?")  # "D-Ohio", "R-N.H."
VERSUS = context_words("word between opponents")
LABEL = re.compile(r"[A-Z]{1,3}")
SHORTEST_WITH_LETTERS = 2  # tokens without them
POSITION = re.compile(r"[A-Z]{1,3}")
QUARTER = re.compile(r"Q[1-4]")
BEFORE_CROWN = frozenset("a the former ex reigning new first second".split())
FEWEST_LABELS = 3  # paragraphs that begin with initials and a colon


def without_what_names_nobody(doc: Doc, names: list[Name]) -> list[Name]:
    """Return `names` without those that only look like names, and people's without letters."""
    names_nobody = [_is_hashtag, _is_party_tag, _is_ticker, _follows_name, _is_ship, _is_dateline]
    names_nobody += [_is_state, _is_quarter, _is_subject, _is_crowned]
    # In sport, "Keller v Brandt" is a match of two people, and "LB Anna Keller" has a position.
    positions = _positions(doc, names) if is_about_sport(doc) else set()
    if not is_about_sport(doc):
        names_nobody.append(_is_case)
    labels = _labels(doc)
    return [
        name
        for name in (_without_letters(doc, side) for name in names for side in _sides(doc, name))
        if name.start not in labels
        and text_of(doc, name) not in positions
        and not any(holds(doc, name) for holds in names_nobody)
    ]


def _labels(doc: Doc) -> set[int]:
    """The initials that stand for the speakers of an interview, as token indices."""
    labels = {token.i for token in doc if _is_label(token)}
    return labels if len(labels) >= FEWEST_LABELS else set()


def _positions(doc: Doc, names: list[Name]) -> set[str]:
    """ "LB" and "QB", which stand before people's names in a text about sport"""
    people = {name.start for name in names if name.label == "PERSON"}
    forms = {text_of(doc, name) for name in names if name.end in people}
    return {form for form in forms if POSITION.fullmatch(form)}


def _is_state(doc: Doc, name: Name) -> bool:
    """ "FL" in "Tampa, FL" """
    before = doc[max(0, name.start - 2) : name.start]
    is_after_place = len(before) > 1 and before[1].text == "," and before[0].text[:1].isupper()
    return is_after_place and places.is_state_code(text_of(doc, name))


def _is_subject(doc: Doc, name: Name) -> bool:
    """ "Health" in "the Health and Human Services secretary" and at the start of "Health care" """
    if name.known or text_of(doc, name).lower() not in PORTFOLIO_WORDS:
        return False
    following = doc[name.end : name.end + 2].text
    is_named = doc[max(0, name.start - 1) : name.start].text.lower() == "the"  # "the Treasury"
    return following.startswith("and ") or (not is_named and following.islower())


def _is_quarter(doc: Doc, name: Name) -> bool:
    """ "Q3" """
    return _fits(QUARTER, doc, name)


def _sides(doc: Doc, name: Name) -> list[Name]:
    """Both of "Halden d. Orbeck", where "d." is short for "defeated", or the name itself."""
    words = [token.text for token in doc[name.start : name.end]]
    at = next((name.start + i for i, word in enumerate(words) if word in {"d.", "def."}), None)
    if at is None or at == name.start or at == name.end - 1:
        return [name]
    return [name._replace(end=at), name._replace(start=at + 1)]


def _without_letters(doc: Doc, name: Name) -> Name:
    """ "Anna Keller" of "Anna Keller KC", "Keller" of "Keller 10 points" """
    following = doc[name.end : name.end + 1]
    if name.end - name.start > 1 and doc[name.end - 1].text.isdigit() and _is_counted(following):
        return name._replace(end=name.end - 1)
    has_letters = doc[name.end - 1].text in context_words("letters after a name")
    if name.label == "PERSON" and name.end - name.start > SHORTEST_WITH_LETTERS and has_letters:
        return name._replace(end=name.end - 1)
    return name


def _is_counted(following: Span) -> bool:
    """Is it "points" or "goal", which a number before it counts?"""
    return following.text.islower() and bool(following) and following[0].pos_ == "NOUN"


def _is_label(token: Token) -> bool:
    """ "AK" in "AK: I didn't." at the beginning of a paragraph"""
    doc, i = token.doc, token.i
    is_label = doc[i + 1 : i + 2].text == ":" and LABEL.fullmatch(token.text) is not None
    return is_label and begins_line(doc, i)


def _is_hashtag(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1] if name.start else None
    return before is not None and before.text == "#" and not before.whitespace_


def _is_party_tag(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1].text if name.start else ""
    after = doc[name.end : name.end + 1].text
    opens = before in {"(", "["} or (before == "," and after in {",", "."})
    return opens and _fits(PARTY_TAG, doc, name)


def _is_case(doc: Doc, name: Name) -> bool:
    """ "Keller" in the case of Keller v. Brandt, or "R. v. Keller" as one name"""
    if VERSUS.intersection(token.text for token in doc[name.start + 1 : name.end]):
        return True
    after, before = doc[name.end : name.end + 1].text, doc[max(0, name.start - 1) : name.start].text
    return (after in VERSUS and doc[name.end + 1 : name.end + 2].text.istitle()) or (
        before in VERSUS and name.start > 1 and doc[name.start - 2].text[:1].isupper()
    )


def _is_dateline(doc: Doc, name: Name) -> bool:
    """ "HALBROOK - " at the beginning of a paragraph, "VALENCIA" on a line of its own"""
    form, end = text_of(doc, name), name.end
    if not (form.isupper() and begins_line(doc, name.start)):
        return False
    # Of what we know, only clubs are called like their city.
    if name.known and getattr(name.known, "type", "") != "sports club":
        return False
    is_set_off = doc[end : end + 1].text in DASHES and bool(doc[end - 1].whitespace_)
    return is_set_off or (ends_line(doc, end) and places.find_place(form.title()) is not None)


def _is_crowned(doc: Doc, name: Name) -> bool:
    """ "Veloria" in "a former Miss Veloria", who won a pageant"""
    with_title = doc[name.start].lower_ == "miss"
    title = name.start if with_title else name.start - 1
    before = doc[max(0, title - 1) : title + 1]
    return len(before) > 1 and before[1].lower_ == "miss" and before[0].lower_ in BEFORE_CROWN


def _is_ship(doc: Doc, name: Name) -> bool:
    """ "BRP" and "Teresa Cruz" in "the BRP Teresa Cruz" """
    prefixes = context_words("prefix of a ship")
    if name.start and doc[name.start - 1].text in prefixes:
        return doc[name.start].text.istitle()
    return text_of(doc, name) in prefixes and doc[name.end : name.end + 1].text.istitle()


def _is_ticker(doc: Doc, name: Name) -> bool:
    """ "KLR.ST" in "Keller (KLR.ST)", "NYSE" and "KLR" in "Keller (NYSE: KLR)" """
    start, end = name.start, name.end
    if doc[max(start - 1, 0)].text == ":":
        start -= 2
    elif doc[end : end + 1].text == ":":
        end += 2
    return start > 0 and TICKER.fullmatch(doc[start - 1 : end + 1].text) is not None


def _follows_name(doc: Doc, name: Name) -> bool:
    """ "KC" in "Anna Keller KC" and "Anna Keller, KC," """
    if text_of(doc, name) not in context_words("letters after a name") or not name.start:
        return False
    before = doc[name.start - 1]
    if before.text == "," and name.start > 1:
        following = doc[name.end : name.end + 1].text
        return doc[name.start - 2].pos_ == "PROPN" and following in {",", ".", ")", ""}
    return before.pos_ == "PROPN" and before.text.istitle()


def _fits(pattern: re.Pattern, doc: Doc, name: Name) -> bool:
    return pattern.fullmatch(text_of(doc, name)) is not None
