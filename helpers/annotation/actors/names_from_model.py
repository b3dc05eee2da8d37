"""The model's named entities, cut to the names in them."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors.evidence import ORGANISATION_WORDS
from helpers.annotation.actors.headlines import without_headlines
from helpers.annotation.actors.name_span import NAME_LABELS, Name
from helpers.annotation.actors.titles import Title

FIRST_WORDS = frozenset("VERB AUX ADV ADP SCONJ CCONJ PRON DET".split())
COMMON_POS = frozenset("NOUN VERB ADJ".split())
QUOTES = frozenset("\"“”‘’'")
LONGEST_NICKNAME = 3  # words
# Words that no name begins or ends with: always, in lower case only, or however they are written.
EDGES = frozenset("# @ & $ for in at by on with from to".split())
LOWER_EDGES = frozenset("the a an and of former late ex new".split())
ALWAYS_EDGES = frozenset("the a an and former".split())
PREFIXES = frozenset("pro anti ex non post pre".split())


def model_names(doc: Doc, titles: Iterable[Title]) -> list[Name]:
    """Return the names in the model's entities, in order; `titles` are not parts of names."""
    entities = [ent for ent in doc.ents if ent.label_ in NAME_LABELS]
    alone = {" ".join(ent.text.split()) for ent in entities}
    names = [piece for ent in _with_nicknames(doc, entities) for piece in _cut(ent, alone)]
    names = without_headlines(doc, names)
    common = {token.text for token in doc if token.is_lower and token.pos_ in COMMON_POS}
    names = [name for name in names if not _is_common_word(doc, name, common)]
    names = _without_first_word(doc, names)
    return _without_titles(doc, _without_pairs(doc, names), list(titles))


def _with_nicknames(doc: Doc, entities: list[Span]) -> Iterator[Span]:
    """The entities, with `William "Bill" Hart` as one if the model found several or a part."""
    end_of_last = 0
    surnames = {ent[-1].text for ent in entities if ent.label_ == "PERSON"}
    for ent, following in zip_longest(entities, entities[1:]):
        if ent.start < end_of_last:
            continue
        if following is not None and _is_given_name_of(ent, following):
            ent = Span(doc, ent.start, following.end, label="PERSON")
        if ent.label_ == "PERSON":
            ent = _whole_person(ent, end_of_last, surnames)
        end_of_last = ent.end
        yield ent


def _whole_person(ent: Span, first: int, surnames: set[str]) -> Span:
    """A person's name with the words that the model left out, none before `first`."""
    doc, start = ent.doc, ent.start
    end = _nickname_in(doc, start, ent.end) or ent.end
    while start > first and _is_missed_given_name(doc[start - 1]):
        start -= 1
    while end < len(doc) and _goes_on(doc, start, end, surnames):
        end += 1
    return Span(doc, start, end, label="PERSON")


def _is_given_name_of(ent: Span, following: Span) -> bool:
    """ "Ingrid" and "Berg", which the model took for two: a place and a person."""
    return (
        following.label_ == "PERSON"
        and ent.label_ in {"ORG", "GPE"}
        and len(ent) == len(following) == 1
        and ent.end == following.start
        and personal_names.is_given_name(ent.text)
        and not gazetteers.country(ent.text)
    )


def _goes_on(doc: Doc, start: int, end: int, surnames: set[str]) -> bool:
    """Does the token at `end` belong to the name before it, which the model cut short?"""
    token, last = doc[end], doc[end - 1]
    if not (token.pos_ == "PROPN" and token.text[:1].isalpha()) or last.is_punct:
        return False
    if last.lower_ in personal_names.PARTICLES:
        return token.text[:1].isupper()
    if token.ent_type_ == "DATE":
        # The only month that is a common surname.
        return token.text == "May" and end - start == 1 and personal_names.is_given_name(last.text)
    if token.ent_type_ or gazetteers.country(token.text):
        return False
    return token.text in surnames or bool(re.match(r"(?:el|al|ben|bin|ibn)-[A-Z]", token.text))


def _is_missed_given_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and not token.ent_type_
        and token.text.istitle()
        and personal_names.is_given_name(token.text)
    )


def _nickname_in(doc: Doc, start: int, end: int) -> int | None:
    """Return where a name with a quoted nickname inside ends, if it begins at `start`."""
    opening = _next(doc, start + 1, min(end + 1, len(doc)), lambda token: token.text in QUOTES)
    limit = min(opening + 1 + LONGEST_NICKNAME, len(doc))
    closing = _next(doc, opening + 1, limit, lambda token: not token.text[:1].isupper())
    if opening > end or closing == opening + 1 or closing + 1 >= len(doc):
        return None
    if doc[closing].text not in QUOTES:
        return None
    last = _next(doc, closing + 1, len(doc), lambda token: token.pos_ != "PROPN")
    return last if last > closing + 1 and doc[last - 1].text[:1].isupper() else None


def _next(doc: Doc, start: int, limit: int, ends: Callable[[Token], bool]) -> int:
    """The first token from `start` on for which `ends` holds, or `limit` if none does."""
    return next((i for i in range(start, limit) if ends(doc[i])), max(start, limit))


def _is_common_word(doc: Doc, name: Name, common: set[str]) -> bool:
    """Is it capitalised only as the start of a sentence, and in lower case elsewhere?

    This also applies to a noun for organisations before another noun: "Party members met."
    """
    token = doc[name.start]
    starts = token.is_sent_start or doc[token.i - 1].is_punct
    if name.end - name.start != 1 or not starts:
        return False
    before_noun = token.dep_ == "compound" and token.head.is_lower
    return token.lower_ in common or (before_noun and token.text in ORGANISATION_WORDS)


def _without_first_word(doc: Doc, names: list[Name]) -> list[Name]:
    """ "Hosting Keller was a joy", if the text names Anna Keller: only Keller"""
    surnames = {
        doc[name.end - 1].text
        for name in names
        if name.label == "PERSON"
        and personal_names.is_given_name(doc[name.start].text)
        and name.end - name.start > 1
    }
    return [
        name._replace(start=name.start + 1)
        if name.label == "PERSON"
        and name.end - name.start == 2
        and _begins_sentence(doc[name.start])
        and doc[name.end - 1].text in surnames
        else name
        for name in names
    ]


def _begins_sentence(token: Token) -> bool:
    """Is it a word capitalised as the start of a sentence, and not a given name?"""
    is_other = token.pos_ in FIRST_WORDS or token.lower_.endswith("ing")
    return token.is_sent_start and is_other and not personal_names.is_given_name(token.text)


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
    if doc[i].is_space or word in {"/", "(", "|", "•"}:
        return True
    if word in {"and", "&"} and ent.label_ == "PERSON":
        return True
    if word in {"and", ","} and ent.label_ == "ORG" and _joins(doc, ent, i):
        return True
    return word in {"and", "&", "-", "–", "vs.", "vs"} and _are_alone(doc, ent, i, alone)


def _joins(doc: Doc, ent: Span, i: int) -> bool:
    """Are there two organisations around the "and" or comma at `i`?"""
    first, second = doc[ent.start : i].text, doc[i + 1 : ent.end].text
    if doc[i].text == ",":
        return not re.match(r"(?:Inc|Ltd|LLC|Corp|PLC|\w+(?: \w+)*,? and )", second)
    if second.startswith("the ") and _has_organisation_word(first, second):
        return True
    return any(
        gazetteers.organisation(form) or gazetteers.bloc(form) for form in (first, second)
    ) and not _is_plain(doc[i - 1])


def _has_organisation_word(*forms: str) -> bool:
    """ "Bureau of Prisons and the Department of Justice": two bodies, each with its word"""
    words = gazetteers.context_words("organisation word")
    return all(words.intersection(form.split()) for form in forms)


def _is_plain(token: Token) -> bool:
    """ "Fisheries and Trade Council": half a name"""
    return not (
        token.text.isupper()
        or token.text in gazetteers.context_words("organisation word")
        or gazetteers.organisation(token.text)
        or gazetteers.bloc(token.text)
    )


def _is_seam(doc: Doc, start: int, i: int, end: int, alone: set[str]) -> bool:
    """Do two names meet here with nothing between them, as in a table of results?"""
    return {doc[start:i].text, doc[i:end].text} <= alone


def _are_alone(doc: Doc, ent: Span, i: int, alone: set[str]) -> bool:
    return {doc[ent.start : i].text, doc[i + 1 : ent.end].text} <= alone


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the token indices of a name without surrounding words, or None if none is left."""
    while start < end and (_is_edge(doc[start]) or doc[start].tag_ == "POS"):
        start += 1
    if end - start > 2 and doc[start].lower_ in PREFIXES and doc[start + 1].text == "-":
        start += 2
    while start < end and _is_end(doc[end - 1]):
        end -= 1
    return (start, end) if any(map(_can_be_name, doc[start:end])) else None


def _is_end(token: Token) -> bool:
    """Is a token at the end of a name not part of it?"""
    if token.tag_ == "POS" or token.text == ".":
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
    kept = (_without_title(doc, name, by_token) for name in names)
    return [name for name in kept if name]


def _without_title(doc: Doc, name: Name, by_token: dict[int, Title]) -> Name | None:
    start = name.start
    while start < name.end and start in by_token:
        start = by_token[start].end
    if start >= name.end:
        return None
    label = "PERSON" if start > name.start and name.label in {"ORG", "GPE"} else name.label
    end = _end_before_title(name, start, by_token)
    end = piece[1] if (piece := trimmed(doc, start, end)) else end
    return Name(start, end if end > start else name.end, label)


def _end_before_title(name: Name, start: int, by_token: dict[int, Title]) -> int:
    """ "Jaishankar and Defence Minister Singh": a name may also end inside a title."""
    end = name.end
    while end > start and end - 1 in by_token:
        title = by_token[end - 1]
        if title.end < end or (title.end == end and name.label != "PERSON"):
            break
        end = title.start
    return end
