"""A quotation, the clauses around it, and the verbs in them that may introduce it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation import grammar
from helpers.annotation.grammar import DASHES, FINITE
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.speech import entry, is_speech, reports
from helpers.annotation.quotations import DOUBLE, SINGLE
from helpers.annotation.statements.sources import OBJECTS, subject_of
from helpers.annotation.statements.token_ranges import Piece

ENDS = frozenset(". ! ?".split())
PAUSES = DASHES | frozenset(", : ;".split())
UNFINISHED = DASHES | frozenset(", ? ! … ...".split())
BEFORE_SPEECH = ENDS | DASHES | frozenset(", : ) ; … ...".split())
MARKS = DOUBLE | SINGLE.keys() | set(SINGLE.values())
# A verb further from the quotation than this, in tokens, introduces something else.
LONGEST_CLAUSE = 45
NEXT_TO_QUOTATION = 4
SUBORDINATING = frozenset("after although because before since until when whenever while".split())
LONGEST_SMALL_WORD = 3  # letters of words that a title need not capitalise


class Quoted(NamedTuple):
    """A quotation, and the tokens around it in its paragraph up to the next quotations.

    `introduction` is the text before it from the last end of a sentence on, `rest` the text after
    it up to the next quotation.
    """

    start: int
    end: int
    paragraph: int
    introduction: Piece
    rest: Piece

    def words(self, doc: Doc) -> list[Token]:
        """Return its tokens without quotation marks and white space."""
        return [t for t in doc[self.start : self.end] if t.text not in MARKS and not t.is_space]


def surroundings(doc: Doc, quotations: list[Piece]) -> Iterator[Quoted]:
    """Yield each quotation that contains a word, with its surroundings."""
    paragraphs = [(p.start, p.end) for p in doc.spans["paragraphs"]]
    number = 0
    for n, (start, end) in enumerate(quotations):
        while number + 1 < len(paragraphs) and paragraphs[number][1] <= start:
            number += 1
        left, right = paragraphs[number]
        if n:
            left = max(left, quotations[n - 1][1])
        if n + 1 < len(quotations):
            right = min(right, quotations[n + 1][0])
        quoted = Quoted(
            start, end, number, last_clause(doc, left, start), _first_clause(doc, end, right)
        )
        if quoted.words(doc):
            yield quoted


def last_clause(doc: Doc, start: int, end: int) -> Piece:
    """Return the last sentence between `start` and `end`, which may be incomplete."""
    while end > start and doc[end - 1].is_space:
        end -= 1
    i = end
    while i > start and end - i < LONGEST_CLAUSE and not (i < end and ends_sentence(doc, i - 1)):
        i -= 1
    if all(token.text in MARKS for token in doc[i:end]):
        return end, end  # the mark that closes a title at the end of the previous sentence
    return i, end


def _first_clause(doc: Doc, start: int, end: int) -> Piece:
    i = start
    while i < end and i - start < LONGEST_CLAUSE and not ends_sentence(doc, i):
        i += 1
    return start, i


def ends_sentence(doc: Doc, i: int) -> bool:
    """Does a sentence end at this token? With "(R-Ohio.), said" none does."""
    if doc[i].text not in ENDS:
        return False
    after = doc[i + 1] if i + 1 < len(doc) else None
    return after is None or not (after.text in {",", ")", ";"} or after.is_lower)


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Are the marks around a title or a nickname, which is part of a sentence: on “The Hour.”?"""
    words = [t for t in doc[start:end] if t.is_alpha]
    if not words or not start or not _is_within_sentence(doc, start):
        return False
    titled = all(t.is_title or t.is_upper for t in words if len(t) > LONGEST_SMALL_WORD)
    written = doc[start - 1].lemma_ == "write" and len(words) > 1
    said = is_speech(doc[start - 1]) and not written
    return titled and words[0].text[0].isupper() and not said


def label_after_dash(doc: Doc, clause: Piece) -> Piece | None:
    """Return the label, with its colon, between a dash and a quotation: "A tie - Novak: “Q”"."""
    start, end = clause
    if end - start < 3 or doc[end - 1].text != ":":
        return None
    dash = next((t for t in reversed(doc[start : end - 1]) if t.text in DASHES), None)
    if dash is None or not (dash.whitespace_ and doc[dash.i - 1].whitespace_):
        return None
    label = doc[dash.i + 1 : end - 1]
    return None if _has_verb(label) or not len(label) else (dash.i + 1, end)


def names_speaker(words: list[Token]) -> bool:
    """Say whether they can be a label, unlike "Here are some of the best lines:"."""
    return bool(words) and words[-1].pos_ in {"PROPN", "NOUN"} and not _has_verb(words)


def _has_verb(words: Iterable[Token]) -> bool:
    return any(word.tag_ in FINITE or word.tag_ == "MD" for word in words)


def _is_within_sentence(doc: Doc, i: int) -> bool:
    """Does a sentence continue here: after a word, or in apposition to a noun?"""
    while i > 1 and doc[i - 1].is_space and "\n" not in doc[i - 1].text:
        i -= 1
    before = doc[i - 1]
    if before.text == ",":
        return i > 1 and (doc[i - 2].pos_ in {"NOUN", "PROPN"} or _is_owned(doc[i - 2]))
    return not before.is_space and before.text not in ENDS | DASHES | {":"}


def _is_owned(word: Token) -> bool:
    """ "her first *short*", a noun that a parser takes for an adjective"""
    return any(child.dep_ == "poss" for child in word.lefts)


def is_whole(doc: Doc, quoted: Quoted) -> bool:
    """Does the quotation end a sentence, so that a new one follows: She said: “Q!” He left?

    The next sentence can still introduce it if it only names the speaker.
    """
    end = quoted.introduction[1]
    introduced = doc[end - 1].text in {",", ":"} or is_saying(doc[end - 1])
    if quoted.words(doc)[-1].text not in {"?", "!", "."} or not introduced:
        return False
    return quoted.rest[0] >= quoted.rest[1] or doc[quoted.rest[0]].text[0].isupper()


def goes_on(doc: Doc, quoted: Quoted) -> bool:
    """Does the sentence around the quotation continue with a clause that introduces it?"""
    if quoted.rest[0] >= quoted.rest[1]:
        return False
    last, first = quoted.words(doc)[-1].text, doc[quoted.rest[0]]
    if last in ENDS and doc[quoted.rest[1] - 1].text == ":":
        return False  # “Q?” She replied: “Never.”
    if first.lower_ in SUBORDINATING:
        return False  # She said, “Q,” when he complained.
    if first.dep_ == "cc" and verb_before(doc, quoted.introduction, set()) is not None:
        return False  # She asked, “Q,” but nobody answered.
    if first.text == ",":
        return True
    if last == ".":
        return first.is_lower and is_speech(first)
    if last in UNFINISHED or first.text in DASHES:
        return True
    return is_speech(first) or (first.pos_ in {"PRON", "PROPN"} and is_speech(first.head))


def verb_after(doc: Doc, quoted: Quoted) -> Token | None:
    """Return the verb in the rest of the sentence that names the speaker: “Q,” she said."""
    rest = doc[slice(*quoted.rest)]
    speech = [t for t in rest if is_speech(t) and not _is_relative(t, quoted)]
    if speech:
        main = [t for t in speech if t.dep_ != "acl" and t.tag_ != "VBG"]
        return (main or speech)[0]
    whole = quoted.words(doc)[-1].text in ENDS
    near = (t for t in rest[: NEXT_TO_QUOTATION + 1] if _has_speaker(t, quoted))
    # “Why?” The play follows two brothers.
    return next((t for t in near if not (whole and _has_object(t))), None)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in OBJECTS for child in verb.children)


def _is_relative(verb: Token, quoted: Quoted) -> bool:
    """Is it in a relative clause, of a noun outside the quotation: “Q,” a man *who said* so?"""
    return verb.dep_ == "relcl" and not quoted.start <= verb.head.i < quoted.end


def _has_speaker(verb: Token, quoted: Quoted) -> bool:
    """Can any verb right after a quotation introduce it: “Q,” *she* demurred?"""
    if verb.pos_ != "VERB" or verb.tag_ not in FINITE or _is_relative(verb, quoted):
        return False
    speaker = subject_of(verb)
    return speaker is not None and quoted.rest[0] <= speaker.i < quoted.rest[1]


def verb_before(doc: Doc, clause: Piece, quoted_tokens: set[int]) -> Token | None:
    """Return the verb in a clause that introduces the quotation right after it: She said: “Q”."""
    if clause[0] >= clause[1]:
        return None
    last = doc[clause[1] - 1]
    if last.text not in PAUSES and not is_saying(last):
        return None
    tokens = [t for t in doc[slice(*clause)] if t.i not in quoted_tokens]
    speech = [t for t in tokens if is_speech(t)]
    if last.text == ":":
        # "*Asked* about it, Novak shrugged: “Q”": the one who asks is not the speaker.
        speech = [t for t in speech if not (t.tag_ == "VBN" and t.dep_ in {"advcl", "prep"})]
    if speech:
        return speech[-1]
    return _last_verb(tokens) if last.text == ":" else None


def is_saying(token: Token) -> bool:
    """Is it a speech verb that does not merely name something: "which she called “a mess”"?"""
    return is_speech(token) and token.lemma_ not in statement_words("naming")


def _last_verb(tokens: list[Token]) -> Token | None:
    """Return the last verb, preferably that of a main clause.

    The verb of "her answer *was*" counts, as its subject is somebody's words.
    """
    verbs = [t for t in tokens if t.pos_ == "VERB" and t.tag_ != "VBN" and t.lower_ != "according"]
    verbs += [t for t in tokens if t.lemma_ == "be" and t.dep_ == "ROOT" and _is_of_speech(t)]
    main = [t for t in verbs if t.dep_ in {"ROOT", "conj", "ccomp"}]
    return (main or verbs or [None])[-1]


def _is_of_speech(verb: Token) -> bool:
    """Is the subject a word for speech, and somebody's?"""
    subject = subject_of(verb)
    if subject is None:
        return False
    word = entry(subject) if subject.pos_ == "NOUN" else None
    return word is not None and grammar.possessor(subject) is not None


def is_part(doc: Doc, verb: Token, quoted: Quoted) -> bool:
    """Is it only a part of what the verb governs: She said the talks went “well”?"""
    if any(c.dep_ == "ccomp" and verb.i < c.i < quoted.start for c in verb.children):
        return True
    if quoted.rest[0] < quoted.rest[1] and _is_aside(doc, verb, quoted):
        return True
    if verb.i != quoted.start - 1 or quoted.rest[0] >= quoted.rest[1]:
        return False
    after = doc[quoted.rest[0]]
    return quoted.words(doc)[-1].text[-1].isalnum() and after.is_alpha and after.pos_ != "CCONJ"


def _is_aside(doc: Doc, verb: Token, quoted: Quoted) -> bool:
    """ "She said the plan, “as written,” *would hurt* them": words beside a noun of hers"""
    noun, comma = doc[quoted.start - 2], doc[quoted.start - 1]
    if comma.text != "," or noun.i <= verb.i or noun.pos_ not in grammar.NOMINAL:
        return False
    goes_on = doc[quoted.rest[0]]
    set_off = "," in (quoted.words(doc)[-1].text, goes_on.text)
    after = goes_on if goes_on.text != "," else goes_on.nbor()
    return set_off and after.tag_ in FINITE | {"MD"} and not is_speech(after)


def is_reported(verb: Token, clause: Piece) -> bool:
    """Is the verb inside what an earlier speech verb governs?"""
    below = verb
    for above in verb.ancestors:
        if below.dep_ == "ccomp" and clause[0] <= above.i < verb.i and is_speech(above):
            return True
        below = above
    return False


def reports_at_once(verb: Token) -> bool:
    """Is it a verb of saying with its content, or of issuing words: "Novak released a letter"?"""
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    objects = {child.lemma_.lower() for child in verb.rights if child.dep_ == "dobj"}
    if verb.lemma_.lower() in statement_words("issuing") and objects & statement_words("issued"):
        return True
    governs = any(child.dep_ == "ccomp" for child in verb.children) or verb.dep_ == "parataxis"
    return governs and is_speech(verb) and reports(verb, "inside")


def precedes_speech(token: Token) -> bool:
    """Is it a stop, or an abbreviation before a sentence in quotation marks: "Calif. “No.”"?"""
    if token.text in BEFORE_SPEECH:
        return True
    following = token.doc[token.i + 2 : token.i + 3].text
    return token.text.endswith(".") and following[:1].isupper()
