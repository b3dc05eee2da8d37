"""The model's named entities, cut to the names in them."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors import teams
from helpers.annotation.actors.evidence import FACILITY_WORDS, ORGANISATION_WORDS
from helpers.annotation.actors.first_words import without_first_words
from helpers.annotation.actors.headlines import without_headlines
from helpers.annotation.actors.name_span import NAME_LABELS, Name
from helpers.annotation.actors.titles import Title
from helpers.annotation.actors.whole_people import is_number_beside_person, with_whole_people
from helpers.annotation.grammar import DASHES

COMMON_POS = frozenset("NOUN VERB ADJ".split())
WORDS_OF_BODIES = ORGANISATION_WORDS | FACILITY_WORDS
OF_BODIES = frozenset({"noble", "religious"})  # kinds of titles that bodies are named after
INSTITUTION_WORDS = gazetteers.context_words("institution")
SAINTS = gazetteers.context_words("saint")
LINKS = frozenset([",", "and", "&"])
SEPARATORS = frozenset("/ ( | • [ ]".split())
BETWEEN_EQUALS = frozenset("and & - – vs. vs".split())  # two teams, two places, two people
PORTFOLIO_WORDS = frozenset(
    word
    for form in gazetteers.context_words("portfolio")
    | gazetteers.context_words("word of a portfolio")
    for word in form.split()
    if word not in {"the", "and"}
)
# Words that no name begins or ends with: always, in lower case only, or however they are written.
EDGES = frozenset("# @ & $ for in at by on with from to".split())
LOWER_EDGES = frozenset("the a an and of former late ex new".split())
ALWAYS_EDGES = frozenset("the a an and former".split())
SCORE = re.compile(r"\d+[-–:]\d+")
LENGTH_OF_SCORE = 3  # tokens, if it is not one
PREFIXES = gazetteers.context_words("prefix before a hyphen")


def model_names(doc: Doc, titles: Iterable[Title]) -> list[Name]:
    """Return the names in the model's entities, in order; `titles` are not parts of names."""
    entities = [ent for ent in doc.ents if ent.label_ in NAME_LABELS]
    alone = {" ".join(ent.text.split()) for ent in entities}
    names = [piece for ent in with_whole_people(doc, entities) for piece in _cut(ent, alone)]
    names = without_headlines(doc, names)
    common = {token.text for token in doc if token.is_lower and token.pos_ in COMMON_POS}
    names = [name for name in names if not _is_common_word(doc, name, common)]
    names = without_first_words(doc, names)
    names = _with_portfolios(doc, _without_pairs(doc, names))
    names = [_as_facility(doc, name) for name in _with_saints(doc, names)]
    return _without_titles(doc, names, list(titles))


def _as_facility(doc: Doc, name: Name) -> Name:
    """ "Royal Botanic Gardens", which the model takes for a person, as an organisation"""
    first, last = doc[name.start].text, doc[name.end - 1].text
    is_facility = last in FACILITY_WORDS and name.end - name.start > 1
    if name.label != "PERSON" or not is_facility or personal_names.is_given_name(first):
        return name
    return name._replace(label="ORG")


def _with_saints(doc: Doc, names: list[Name]) -> list[Name]:
    """ "St Paul's Theological College" as one, of which the model sees two"""
    whole: list[Name] = []
    for name in names:
        last = whole[-1] if whole else None
        if (
            last is not None
            and name.label == "ORG"
            and doc[last.start].text in SAINTS
            and name.start == last.end + 1
            and doc[last.end].tag_ == "POS"
        ):
            name = whole.pop()._replace(end=name.end, label="ORG")
        whole.append(name)
    return whole


def _with_portfolios(doc: Doc, names: list[Name]) -> list[Name]:
    """ "Ministry of Gender, Labour and Social Development" as one, of which the model sees three"""
    whole: list[Name] = []
    for name in names:
        if whole and name.start < whole[-1].end:
            continue
        if name.label == "ORG" and _has_portfolio(doc[name.start : name.end]):
            name = name._replace(end=_end_of_portfolios(doc, name.end))
        whole.append(name)
    return whole


def _has_portfolio(name: Span) -> bool:
    """ "Ministry of Gender", but not "Bank of Norway" """
    words = [token.text for token in name]
    link = next((i for i, word in enumerate(words) if word in {"of", "for"}), 0)
    return bool(link) and words[link - 1] in ORGANISATION_WORDS and words[-1] in PORTFOLIO_WORDS


def _end_of_portfolios(doc: Doc, end: int) -> int:
    """Where a list of portfolios ends that goes on with a comma or "and"."""
    while end + 1 < len(doc) and doc[end].text in LINKS:
        last = end + 1
        while last < len(doc) and doc[last].text in PORTFOLIO_WORDS:
            last += 1
        if last == end + 1 or (doc[end].text == "," and doc[last : last + 1].text not in LINKS):
            break
        end = last
    return end


def _is_common_word(doc: Doc, name: Name, common: set[str]) -> bool:
    """Is it capitalised only as the start of a sentence, and in lower case elsewhere?

    This also applies to a noun for organisations before another noun: "Party members met."
    """
    token = doc[name.start]
    starts = token.is_sent_start or doc[token.i - 1].is_punct
    if name.end - name.start != 1 or not starts:
        return False
    if token.lower_.endswith("s") and token.lower_[:-1] in gazetteers.titles():
        return True  # "LIMA - Councillors"
    before_noun = token.dep_ == "compound" and token.head.is_lower
    is_position = token.lower_ in gazetteers.context_words("noun for an athlete")
    return (
        token.lower_ in common
        or (before_noun and token.text in ORGANISATION_WORDS)
        or (is_position and doc[name.end : name.end + 1].text.istitle())
    )


def _without_pairs(doc: Doc, names: list[Name]) -> list[Name]:
    """ "the Keller-Novak visit" as two names, if the text has both surnames elsewhere."""
    surnames = {doc[name.end - 1].text for name in names if name.label == "PERSON"}
    pieces = []
    for name in names:
        words = [doc[i].text for i in range(name.start, name.end)]
        if len(words) == 3 and words[1] in {"-", "–"} and {words[0], words[2]} <= surnames:
            pieces += [
                Name(name.start, name.start + 1, "PERSON"),
                Name(name.end - 1, name.end, "PERSON"),
            ]
        else:
            pieces.append(name)
    return pieces


def _cut(ent: Span, alone: set[str]) -> Iterator[Name]:
    """The names in an entity: without surrounding words, and one by one if it joins several.

    `alone` are all entities of the text: an entity elsewhere is a separate name here too.
    """
    doc, start = ent.doc, ent.start
    for i in range(ent.start, ent.end + 1):
        ends = ent.label_ != "PERSON" and start < i and _is_seam(doc, start, i, ent.end, alone)
        if i == ent.end or ends or _splits(ent, i, alone):
            piece = trimmed(doc, start, i)
            if piece:
                yield Name(*piece, ent.label_)
            start = i if ends else i + 1


def _splits(ent: Span, i: int, alone: set[str]) -> bool:
    """Is the token at `i` between two names that an entity joins?"""
    doc, word = ent.doc, ent.doc[i].lower_
    if ent.label_ == "PERSON" and _is_inside_name(doc, ent, i):
        return False
    return (
        _sets_apart(doc[i])
        or is_number_beside_person(ent, i)
        or _is_link(doc, ent, i)
        or (ent.start < i < ent.end - 1 and (_is_verb_between(doc[i]) or _is_noun_between(ent, i)))
        or (word in BETWEEN_EQUALS and _are_alone(doc, ent, i, alone))
    )


def _sets_apart(token: Token) -> bool:
    """Is it a mark that no name contains: a bracket, or the dash in "LIMA - Mining Union"?"""
    if token.is_space or token.text in SEPARATORS:
        return True
    is_loose = bool(token.whitespace_) and bool(token.doc[token.i - 1].whitespace_)
    return token.text in DASHES and is_loose


def _is_link(doc: Doc, ent: Span, i: int) -> bool:
    """Is it the word or comma between two people, or between two organisations?"""
    word = doc[i].lower_
    if ent.label_ == "PERSON":
        return word in {"and", "&"}
    return ent.label_ == "ORG" and word in {"and", ","} and _joins(doc, ent, i)


def _is_verb_between(token: Token) -> bool:
    """ "thanked" in "Keller thanked Novak", but not "du" in "Anna du Toit" """
    is_verb = token.tag_ in {"VBD", "VBZ"} and token.lower_ not in personal_names.PARTICLES
    return token.is_lower and is_verb


def _is_noun_between(ent: Span, i: int) -> bool:
    """ "component" in "Dow component Volkmar Foods" """
    word = ent.doc[i]
    return ent.label_ == "ORG" and word.is_lower and word.tag_ == "NN" and word.is_alpha


def _is_inside_name(doc: Doc, ent: Span, i: int) -> bool:
    """ "Vinodh s/o Raman", "Anna Keller-Brandt" """
    if doc[i].text == "/":
        return doc[i - 1 : i + 2].text in personal_names.SON_OR_DAUGHTER_OF
    before = [token.text for token in doc[ent.start : i]]
    is_tight = not (doc[i].whitespace_ or doc[i - 1].whitespace_)
    return doc[i].text == "-" and is_tight and personal_names.is_full_name(before)


def _joins(doc: Doc, ent: Span, i: int) -> bool:
    """Are there two organisations around the "and" or comma at `i`?"""
    first, second = doc[ent.start : i].text, doc[i + 1 : ent.end].text
    if doc[i].text == ",":
        return not re.match(r"(?:Inc|Ltd|LLC|Corp|PLC|\w+(?: \w+)*,? and )", second)
    if second.startswith("the ") and _have_organisation_words(first, second):
        return True
    return any(
        gazetteers.organisation(form) or gazetteers.bloc(form) for form in (first, second)
    ) and not _is_plain(doc[i - 1])


def _have_organisation_words(*forms: str) -> bool:
    """ "Bureau of Prisons and the Department of Justice": two bodies, each with its word"""
    return all(ORGANISATION_WORDS.intersection(form.split()) for form in forms)


def _is_plain(token: Token) -> bool:
    """ "Fisheries and Trade Council": half a name"""
    return not (
        token.text.isupper()
        or token.text in ORGANISATION_WORDS
        or gazetteers.organisation(token.text)
        or gazetteers.bloc(token.text)
    )


def _is_seam(doc: Doc, start: int, i: int, end: int, alone: set[str]) -> bool:
    """Do two names meet here with nothing between them, as in a table of results?

    Not in "Castle Athletic", although the text also calls the club "Castle" and "Athletic".
    """
    second = doc[i:end].text
    is_word_of_body = second in ORGANISATION_WORDS or teams.is_word_of_club(second)
    return not is_word_of_body and {doc[start:i].text, second} <= alone


def _are_alone(doc: Doc, ent: Span, i: int, alone: set[str]) -> bool:
    first, second = doc[ent.start : i], doc[i + 1 : ent.end]
    # "Volkmar Oil and Harbour Gas", if the text also has "Harbour Gas" by itself
    is_second = ent.label_ == "ORG" and len(first) > 1 and len(second) > 1
    return second.text in alone and (is_second or first.text in alone)


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the token indices of a name without surrounding words, or None if none is left."""
    while start < end and (_is_edge(doc[start]) or doc[start].tag_ == "POS"):
        start += 1
    if end - start > 2 and doc[start].lower_ in PREFIXES and doc[start + 1].text == "-":
        start += 2
    if end - start > LENGTH_OF_SCORE and SCORE.fullmatch(doc[end - LENGTH_OF_SCORE : end].text):
        end -= LENGTH_OF_SCORE
    while start < end and _is_end(doc[end - 1]) and not _follows_hyphen(doc, end - 1):
        end -= 1
    return (start, end) if any(map(_can_be_name, doc[start:end])) else None


def _follows_hyphen(doc: Doc, i: int) -> bool:
    """ "in" in "Moon Hae-in" """
    return doc[i].is_alpha and i > 0 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_


def _is_end(token: Token) -> bool:
    """Is a token at the end of a name not part of it?"""
    if token.tag_ == "POS" or token.text == "." or SCORE.fullmatch(token.text):
        return True
    if _is_edge(token) and not token.text.endswith("."):
        return True
    return token.is_lower and token.pos_ == "VERB"


def _can_be_name(token: Token) -> bool:
    """Is this a capitalised word, or one in a script without capitals?"""
    return token.text[:1].isupper() or (token.is_alpha and not token.is_ascii)


def _is_edge(token: Token) -> bool:
    if token.is_punct or token.is_space or token.text in EDGES:
        return True
    # "The New York Review" has a capital, like the name's own words.
    return token.text in LOWER_EDGES or token.lower_ in ALWAYS_EDGES


def _without_titles(doc: Doc, names: list[Name], titles: list[Title]) -> list[Name]:
    """Names without titles inside them; a name that is only part of a title is dropped."""
    by_token = {i: title for title in titles for i in range(title.start, title.end)}
    whole = (_with_holder(doc, name, by_token) for name in names)
    kept = (_without_title(doc, name, by_token) for name in whole)
    return [name for name in kept if name]


def _with_holder(doc: Doc, name: Name, by_token: dict[int, Title]) -> Name:
    """ "Attorney's Office", of which the model sees "Office" """
    title = by_token.get(name.start - 2)
    is_cut = name.end - name.start == 1 and doc[name.start].text in INSTITUTION_WORDS
    if not (is_cut and title and doc[name.start - 1].tag_ == "POS"):
        return name
    return Name(title.start, name.end, "ORG") if doc[title.start].text.istitle() else name


def _without_title(doc: Doc, name: Name, by_token: dict[int, Title]) -> Name | None:
    start = name.start
    if start in by_token and _is_of_body(doc, name, by_token[start]):
        return name
    while start < name.end and start in by_token and not _has(doc, by_token[start]):
        start = by_token[start].end
    if start >= name.end or (start > name.start and doc[start].lower_ == "of"):
        return None  # "Bishop of Halbrook"
    label = "PERSON" if start > name.start and name.label in {"ORG", "GPE"} else name.label
    end = _end_before_title(name, start, by_token)
    end = piece[1] if (piece := trimmed(doc, start, end)) else end
    return Name(start, end if end > start else name.end, label)


def _is_of_body(doc: Doc, name: Name, title: Title) -> bool:
    """ "Duke University", "Justice Department": a body that is named after a title"""
    is_body = name.label == "ORG" and doc[name.end - 1].text in WORDS_OF_BODIES
    is_subject = doc[title.start].text in PORTFOLIO_WORDS and title.end < name.end
    return is_body and (title.kind in OF_BODIES or is_subject)


def _has(doc: Doc, title: Title) -> bool:
    """ "the Prosecutor's Office": something is called after an office"""
    return title.end < len(doc) and doc[title.end].tag_ == "POS"


def _end_before_title(name: Name, start: int, by_token: dict[int, Title]) -> int:
    """ "Jaishankar and Defence Minister Singh": a name may also end inside a title."""
    end = name.end
    while end > start and end - 1 in by_token:
        title = by_token[end - 1]
        if title.end < end or (title.end == end and name.label != "PERSON"):
            break
        end = title.start
    return end
