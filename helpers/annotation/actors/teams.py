"""Teams in a text about sport: clubs called by their city, national teams called by their
country."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers, personal_names, places
from helpers.annotation.actors.name_span import Name

SPORT_WORDS = gazetteers.context_words("sport word")
DOUBTFUL_WORDS = gazetteers.context_words("sport word with another sense")
FEWEST_DOUBTFUL, FEWEST_SCORES = 5, 2  # different words, results
FEWEST_SPORT_WORDS = 6  # tokens; DWIE's match reports have a dozen or more
PLAYS = gazetteers.context_words("verb of play")
# In a short text, fewer are enough: at least three, and one in this many words.
FEWEST_IN_SHORT_TEXT, WORDS_PER_SPORT_WORD = 3, 40
SCORE = re.compile(r"(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])")  # "2-1"
DEFEATED = re.compile(r"\b(?:d|def)\.$")
ONE_SCORE = re.compile(rf"{SCORE.pattern}(?!,? \d)")
FIRST_SIDE = re.compile(rf"(?:d|def)\. [^\d,]+{ONE_SCORE.pattern}")
COUNT = re.compile(r"\d{1,3} [a-z]+$")  # "12 points"
RECORD = re.compile(r"\(\d{1,2}(?:-\d{1,2}){1,2}\)")
HYPHENATED = re.compile(r"[a-z]+-[a-z]+")  # "half-time", which is three tokens
SIDE = re.compile(rf"{RECORD.pattern}:")
LONGEST_RESULT = 120  # tokens from the name of a side to its last player
AGAINST = frozenset("against over by with versus vs vs. past for".split())
NEAR = 3  # tokens after a possessive in which a team's noun may occur
CLUB_WORDS = gazetteers.context_words("last word of a club") | gazetteers.context_words(
    "last word of a club in a text about sport"
)
LOCATIVE = frozenset("in to from across throughout near outside of".split())
# What a team has and a state does not.
OF_A_TEAM = SPORT_WORDS | gazetteers.context_words("noun of a team")


@lru_cache(maxsize=4)
def is_about_sport(doc: Doc) -> bool:
    """Say whether a text has so many words of sport that a place name may be a team's.

    A match report has a dozen or more of them; one is enough in no text. Goals, seasons and clubs
    alone are not enough either: companies have them too.
    """
    every = [token.lower_ for token in doc] + HYPHENATED.findall(doc.text.lower())
    words = [word for word in every if word in SPORT_WORDS]
    scores = SCORE.findall(doc.text)
    is_doubtful = set(words) <= DOUBTFUL_WORDS and len(scores) < FEWEST_SCORES
    if is_doubtful and len(set(words)) < FEWEST_DOUBTFUL:
        return False
    n = len(words) + len(scores)
    return n >= min(FEWEST_SPORT_WORDS, max(FEWEST_IN_SHORT_TEXT, len(doc) // WORDS_PER_SPORT_WORD))


def is_word_of_club(word: str) -> bool:
    """Say whether clubs are called by a word after their place: "Athletic", "Town"."""
    return word in CLUB_WORDS


def is_club(form: str) -> bool:
    """Say whether a name in a text about sport is a club's.

    >>> is_club("Brackwell Town"), is_club("Mexico City"), is_club("Town")
    (True, False, False)
    """
    *rest, last = form.split()
    if not rest or not is_word_of_club(last) or places.find_place(form):
        return False
    return not (personal_names.is_given_name(rest[0]) and personal_names.is_surname(last))


def whole_clubs(doc: Doc, names: list[Name]) -> list[Name]:
    """Return names in a text about sport with the clubs of which the model sees a part.

    That is "Marlow Town" if it sees "Marlow", or "Marlow Rovers" if it sees "Rovers" there and
    "Marlow" elsewhere.
    """
    if not is_about_sport(doc):
        return names
    known = {doc[name.start].text for name in names}
    whole: list[Name] = []
    for name in names:
        start, end = name.start, name.end
        if whole and start < whole[-1].end:
            continue  # "Rovers" after "Marlow"
        if start and is_word_of_club(doc[start].text) and doc[start - 1].text in known:
            start -= 1
        if end < len(doc) and is_word_of_club(doc[end].text) and doc[end - 1].is_title:
            end += 1
        is_whole = (start, end) != (name.start, name.end) and is_club(doc[start:end].text)
        whole.append(Name(start, end, "ORG") if is_whole else name)
    return whole


def evidence(doc: Doc, name: Name) -> Iterator[str]:
    """Yield the evidence for a team from the words around a name in a text about sport.

    That is "Marlow bowler Imran Tole", "the Raiders", "Marlow d. Lund 3-1" and "Marlow (4-0)".
    """
    if _is_side_of_result(doc, name):
        yield "side of a result"
    if _is_player_of_result(doc, name):
        yield "player of a result"
    is_player = doc[name.end : name.end + 1].text in gazetteers.context_words("noun for an athlete")
    if is_player and doc[name.end + 1 : name.end + 2].text.istitle():
        yield "player after"
    last = doc[name.end - 1].text
    is_plural = name.end - name.start == 1 and last.endswith("s") and not last.endswith("ss")
    if name.label == "PERSON" and is_plural and name.start and doc[name.start - 1].lower_ == "the":
        yield "plural after the"


def _is_side_of_result(doc: Doc, name: Name) -> bool:
    """ "Marlow d. Lund 3-1" has one score, unlike a match of tennis; "Marlow (4-0)" is a record."""
    before = doc[max(0, name.start - NEAR) : name.start].text.rstrip()
    after = doc[name.end : name.end + 2 * NEAR].text.strip().split("\n")[0]
    is_second = DEFEATED.search(before) is not None and ONE_SCORE.match(after) is not None
    return bool(is_second or RECORD.match(after) or FIRST_SIDE.match(after))


def _is_player_of_result(doc: Doc, name: Name) -> bool:
    """ "Marlow (4-0): Keller 12 points. *Brandt* 7 points." """
    before = doc[max(0, name.start - LONGEST_RESULT) : name.start].text.rsplit("\n", 1)[-1]
    return (
        SIDE.search(before) is not None
        and COUNT.match(doc[name.end : name.end + 2].text) is not None
    )


def national_teams(doc: Doc, names: Iterable[tuple[str, Span]]) -> set[str]:
    """Return the countries that mean their teams in a text about sport.

    `names` are a country's code and a mention of it by its name. A country is a team if it more
    often plays (wins, loses, has a midfielder) than it is a place or does anything else.
    """
    votes: Counter = Counter()
    for code, span in names:
        votes[code] += 1 if _plays(span) else -1 if is_place(span) else 0
    return {code for code, n in votes.items() if n > 0}


def is_place(span: Span) -> bool:
    """Say whether a name is used as a place: "in Brazil"."""
    return span.start > 0 and span.doc[span.start - 1].lower_ in LOCATIVE


def _plays(span: Span) -> bool:
    doc, root = span.doc, span.root
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and after.tag_ == "POS":
        nouns = [token for token in root.head.subtree if token.i > after.i][:NEAR]
        return any(token.lower_ in OF_A_TEAM for token in nouns)
    if after is not None and after.lower_ in OF_A_TEAM:
        return True
    if _is_in_result(span):
        return True
    return _takes_part(root) or _is_opponent(root)


def _is_in_result(span: Span) -> bool:
    """ "Norway 2-1 Greece" """
    around = span.doc[max(0, span.start - 3) : min(span.end + 3, len(span.doc))].text
    name = re.escape(span.text)
    return bool(re.search(rf"{name} {SCORE.pattern}|{SCORE.pattern} {name}", around))


def _takes_part(root: Token) -> bool:
    """ "Norway beat Greece" """
    is_party = root.dep_ in {"nsubj", "nsubjpass", "dobj", "conj"}
    return is_party and root.head.lemma_.lower() in PLAYS


def _is_opponent(root: Token) -> bool:
    """ "won against Greece", "a match with Greece" """
    whole = root.head.head
    if root.dep_ == "pobj" and root.head.lower_ == "to" and whole.lemma_ == "lose":
        return True
    if root.dep_ != "pobj" or root.head.lower_ not in AGAINST:
        return False
    return whole.lemma_.lower() in PLAYS or whole.lower_ in OF_A_TEAM
