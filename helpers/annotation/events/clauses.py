"""The words of a clause, cut out of its sentence along the dependency parse: the subject, the verb
with its auxiliaries, and what follows up to the next clause, without asides."""

from collections.abc import Iterable
from itertools import pairwise

from spacy.tokens import Span, Token

from helpers.annotation.events.wholeness import NEEDED_BY_NOUN, is_whole
from helpers.annotation.grammar import (
    FINITE,
    NOMINAL,
    SUBJECTS,
    VERBS,
    first_child,
    has_to,
    subject_of,
)
from helpers.annotation.lexicons import sentence_words
from helpers.annotation.parse_doubts import is_that_clause

LONGEST = 26  # words of a clause, beyond which nothing is added
LONGEST_SUBJECT = 16  # words
OF_THE_VERB = frozenset("aux auxpass neg prt".split())
ASIDES = frozenset("relcl advcl parataxis appos acl".split())
STOPS = frozenset(", ; : ( ) – — ― - -- …".split())
CONTRASTS = frozenset(("while", "whereas"))
BRACKETS = frozenset("()")
ENDS = frozenset(". ! ;".split())
QUOTES = frozenset('"“”')
HANGING = frozenset("ADP DET CCONJ SCONJ PART PUNCT".split())
COMPLEMENTS = frozenset("dobj prep xcomp ccomp acomp attr dative".split())
GOVERNORS = VERBS | {"ADJ"}


def is_reported(verb: Token) -> bool:
    """Does the clause depend on somebody's saying, thinking or wishing?"""
    around = (verb, *verb.ancestors)
    return any(t.dep_ in {"ccomp", "csubj", "acl"} or is_that_clause(t) for t in around)


def is_contrasted(verb: Token) -> bool:
    """Does the clause begin with "while" or "whereas"?"""
    return verb.dep_ == "advcl" and any(c.lower_ in CONTRASTS for c in verb.lefts)


def clause(verb: Token, act: Token, parties: list[Token]) -> list[Token]:
    """The words of a clause: its subject, its verb, and what follows; none if it is not safe."""
    chain = _chain(verb)
    subject = _subject(chain[0])
    if subject is None or not _is_finite(chain[0]) or _is_unsafe(chain, verb):
        return []
    words = without_asides(subject, subject.doc[:], parties)
    if len(words) > LONGEST_SUBJECT or words[-1].i > verb.i:
        return []
    words += [token for link in chain for token in _verb_group(link, subject)]
    rest = _rest(verb, max(token.i for token in (act, *parties)), LONGEST - len(words))
    if _stands_for_a_verb(verb) or not is_whole(words, rest) or _takes_a_subject(words + rest):
        return []
    return words + rest if rest or not _has_complement(verb) else []


def _is_hyphenated(verb: Token) -> bool:
    return verb.doc[verb.i : verb.i + 2].text.endswith("-")


def _has_complement(verb: Token) -> bool:
    return any(child.dep_ in COMPLEMENTS for child in verb.rights)


def _is_unsafe(chain: list[Token], verb: Token) -> bool:
    """Is it open, hyphenated, or as in "There was …", "It was Peru *that attacked*"?"""
    is_cleft = verb.dep_ == "relcl" and verb.head.dep_ == "attr"
    if is_cleft or first_child(verb, "expl") is not None or _loses_a_name(chain[0]):
        return True
    return _is_open(chain) or any(map(_is_hyphenated, chain))


def _takes_a_subject(words: list[Token]) -> bool:
    """ "Peru was hurt by Chile and *the war* has led to ruin": is its end another's subject?"""
    last = max(words, key=lambda token: token.i)
    after = last.doc[last.i + 1 :][:1]
    verb = any(token.tag_ in FINITE | {"MD"} and not token.is_sent_start for token in after)
    joined = (token for token in (last, *last.ancestors) if token.dep_ == "conj" and token in words)
    return verb and any(token.pos_ in NOMINAL for token in joined)


def _loses_a_name(verb: Token) -> bool:
    """ "Like most, *Presidential* hopeful Berg left": is a part of the name elsewhere?"""
    subject = _subject(verb)
    before = subject.left_edge.nbor(-1) if subject is not None and subject.left_edge.i else None
    return before is not None and before.dep_ == "appos" and before.pos_ == "PROPN"


def _stands_for_a_verb(verb: Token) -> bool:
    """Is it the "did" of "as Novak did"?"""
    return verb.lemma_ == "do" and first_child(verb, "dobj") is None


def _chain(verb: Token) -> list[Token]:
    """A verb, preceded by those that share its subject: "agreed to buy", "is due to meet"."""
    chain = [verb]
    while chain[0].dep_ in {"xcomp", "acomp"} and not _has_subject(chain[0]):
        governor = chain[0].head
        if governor.pos_ not in GOVERNORS or subject_of(governor) not in {subject_of(verb), None}:
            break
        chain.insert(0, governor)
    return chain


def _is_finite(verb: Token) -> bool:
    """Does the verb have a tense? A past tense may be tagged as a participle."""
    group = _verb_group(verb)
    if any(token.lower_ == "be" and token.tag_ in FINITE for token in group):
        # "asked that she be heard"
        return False
    if any(token.tag_ in FINITE or token.tag_ == "MD" for token in group):
        return True
    bare = verb.tag_ == "VBN" and not any(token.dep_ in {"aux", "auxpass"} for token in group)
    joined = verb.dep_ == "conj" and verb.head.pos_ in VERBS and verb.head.tag_ in FINITE
    return bare and (joined or first_child(verb, "nsubj") is not None)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _subject(verb: Token) -> Token | None:
    """The subject before a verb; in a relative clause, the noun that it modifies."""
    subject = subject_of(verb)
    if verb.dep_ == "relcl":
        # In "the ships that Norway sold", the object is outside the clause.
        relative = subject is not None and subject.lower_ in sentence_words("relative")
        subject = verb.head if relative else None
    return subject if subject is not None and subject.i < verb.i else None


def _verb_group(verb: Token, subject: Token | None = None) -> list[Token]:
    """The verb with its auxiliaries, negation, particle, and the adverbs after its subject."""
    subjects = [child.i for child in verb.lefts if child.dep_ in SUBJECTS]
    after = max(subjects, default=subject.i if subject is not None else -1)
    group = [verb]
    for child in verb.children:
        if child.dep_ == "advmod" and after < child.left_edge.i and child.right_edge.i < verb.i:
            group += child.subtree
        elif child.dep_ in OF_THE_VERB and (child.i < verb.i or _is_next_to(child, verb)):
            group.append(child)
    return sorted(group, key=lambda token: token.i)


def _is_next_to(child: Token, verb: Token) -> bool:
    """ "drove *out* the army", but not "drove the army out" """
    return child.dep_ == "neg" or (child.dep_ == "prt" and child.i == verb.i + 1)


def _is_open(chain: list[Token]) -> bool:
    """Is the clause a question, or does it hold only on a condition or by hearsay?"""
    top = chain[0]
    if "?" in top.sent.text or any(child.tag_ in {"WRB", "WP"} for child in top.lefts):
        return True
    for child in (child for verb in (*chain, *top.ancestors) for child in verb.children):
        words = {child.lower_, *(token.lower_ for token in child.lefts)}
        if child.dep_ in {"mark", "advcl", "prep"} and words & sentence_words("condition"):
            return True
        if child.dep_ == "advmod" and child.lower_ in sentence_words("hedge"):
            return True
    return False


def without_asides(noun: Token, within: Span, needed: Iterable[Token] = ()) -> list[Token]:
    """The words of a noun phrase within a span, without its asides."""
    words = [token for token in noun.subtree if within.start <= token.i < within.end]
    told = _told(words, noun, needed)
    ends_in_aside = any(token.dep_ in ASIDES for token in needed) or any(map(_is_named, told))
    return told if ends_in_aside else _trimmed(told, STOPS)


def _told(words: list[Token], head: Token, needed: Iterable[Token] = ()) -> list[Token]:
    """The words without clauses, appositions and brackets that punctuation sets off."""
    dropped: set[int] = set()
    for word in words:
        is_needed = word == head or word in needed
        is_new = word.i not in dropped
        if is_new and _is_aside(word) and not is_needed and _is_set_off(word):
            dropped.update(token.i for token in word.subtree)
    dropped |= _in_brackets(words, dropped)
    told = [token for token in words if token.i not in dropped and not token.is_space]
    return [t for i, t in enumerate(told) if not (t.text in STOPS and _is_at_gap(told, i))]


def _is_aside(word: Token) -> bool:
    return (word.dep_ in ASIDES and not _is_named(word)) or word.lower_ == "including"


def _is_named(word: Token) -> bool:
    """ "the mayor, *Anna Berg*," """
    return word.dep_ == "appos" and word.ent_type_ == "PERSON"


def _in_brackets(words: list[Token], dropped: set[int]) -> set[int]:
    """What is in brackets of which one was left out: "Berg (D-*Mass.*)"."""
    gone: set[int] = set()
    inside: set[int] | None = None
    for word in words:
        if word.text == "(":
            inside = set()
        if inside is not None:
            inside.add(word.i)
        if word.text == ")" and inside is not None:
            gone |= inside if inside & dropped else set()
            inside = None
    return gone


def _is_set_off(aside: Token) -> bool:
    """Does a comma, dash or bracket set it off, without cutting a quotation?"""
    words = aside.doc[aside.left_edge.i : aside.right_edge.i + 1]
    if words.start == 0 or any(token.text in QUOTES for token in words):
        return False
    before = aside.doc[words.start - 1]
    return before.text in STOPS and not _is_within_a_word(before)


def _is_at_gap(words: list[Token], i: int) -> bool:
    """Is the word next to words that were left out?"""
    after = i + 1 < len(words) and words[i].i + 1 != words[i + 1].i
    return i == 0 or words[i - 1].i + 1 != words[i].i or after


def _trimmed(words: list[Token], marks: frozenset[str]) -> list[Token]:
    while words and words[-1].text in marks and not _closes(words):
        words = words[:-1]
    return words


def _closes(words: list[Token]) -> bool:
    """Does the last word close a bracket that the others open?"""
    return words[-1].text == ")" and any(word.text == "(" for word in words)


def _is_purpose(verb: Token) -> bool:
    return verb.dep_ == "advcl" and has_to(verb) and not first_child(verb, "mark")


def _rest(verb: Token, last: int, room: int) -> list[Token]:
    """What follows the verb up to the next clause, as far as there is space."""
    own = _told(_following(verb), verb)
    ends = [token.left_edge.i for token in own if _begins_a_clause(token, verb)]
    ends += [token.i for token in own if _stops(token)]
    end = min((end for end in ends if end > verb.i), default=len(verb.doc))
    words = _cut(_up_to_gap([token for token in own if token.i < end], last), last, room)
    while words and (_hangs(words[-1]) or _depends_on_what_is_cut(words)):
        words.pop()
    return words


def _depends_on_what_is_cut(words: list[Token]) -> bool:
    """ "the senator *who's* – they say – left", cut at the dash"""
    last = words[-1]
    before = last.dep_ in NEEDED_BY_NOUN or last.pos_ not in NOMINAL - {"PRON"}
    return last.head.i > last.i and before


def _up_to_gap(words: list[Token], last: int) -> list[Token]:
    """The words up to an aside that was left out, unless a phrase of place or time follows.

    "sent her a letter, seeking answers about a plan *to leave*"
    """
    for before, after in pairwise(words):
        is_gap = any(token.is_alpha for token in after.doc[before.i + 1 : after.i])
        if is_gap and before.i >= last and after.pos_ not in {"ADP", "CCONJ"}:
            return [token for token in words if token.i <= before.i]
    return words


def _hangs(word: Token) -> bool:
    """Does a phrase need more words after this one? A particle can be its last: "step down"."""
    if word.pos_ == "ADP" and word.doc[word.i + 1 : word.i + 2].text in ENDS:
        # "goes on."
        return False
    return word.pos_ in HANGING and word.dep_ != "prt" and word.text not in QUOTES


def _following(verb: Token) -> list[Token]:
    group = {token.i for token in _verb_group(verb)}
    return [token for token in verb.subtree if token.i > verb.i and token.i not in group]


def _begins_a_clause(token: Token, verb: Token) -> bool:
    if token.head == verb and token.dep_ in {"conj", "cc"}:
        return True
    return token.dep_ in {"advcl", "parataxis"} and not _is_purpose(token)


def _stops(mark: Token) -> bool:
    """Is it a mark that ends a phrase, not a hyphen in a word or a comma in a list?"""
    if mark.text == "," and mark.head.pos_ in NOMINAL:
        return not any(child.dep_ == "conj" and child.i > mark.i for child in mark.head.children)
    return mark.text in STOPS and not _is_within_a_word(mark)


def _is_within_a_word(mark: Token) -> bool:
    return not mark.whitespace_ and mark.text not in BRACKETS and mark.i + 1 < len(mark.doc)


def _cut(words: list[Token], last: int, room: int) -> list[Token]:
    """The words up to the last phrase that fits, but including the `last` that are needed."""
    if len(words) <= room:
        return words
    begins = {token.left_edge.i for token in words if token.dep_ in {"prep", "npadvmod", "xcomp"}}
    for n in range(min(len(words) - 1, room), 0, -1):
        if words[n].i in begins and words[n - 1].i >= last:
            return words[:n]
    return [token for token in words if token.i <= last]
