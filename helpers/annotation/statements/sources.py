"""Whose statement it is, read from the dependency parse."""

from spacy.tokens import Doc, Span, Token

from helpers.annotation.quotations import DOUBLE
from helpers.annotation.statements.lexicon import reports
from helpers.annotation.statements.token_ranges import Piece

SUBJECTS = frozenset("nsubj nsubjpass".split())
OBJECTS = frozenset("dobj dative".split())
FINITE = frozenset("VBD VBZ VBP".split())
NON_FINITE = frozenset("VBG VBN VB".split())
NOMINAL = frozenset("NOUN PROPN PRON".split())
LEANING = frozenset("conj advcl pcomp prep aux auxpass parataxis ccomp dep appos amod attr".split())
# "promised him to say": who promises is to say it.
SUBJECT_CONTROL = frozenset("promise vow threaten".split())
# Texts that speak for themselves: what stands between them and their verb says which one it is.
DOCUMENTS = frozenset(
    "poll survey study report analysis statement letter article story editorial review memo "
    "document email e-mail data result figure average ad release filing research finding".split()
)
DASHES = frozenset(", — – - -- (".split())
# Participles that say how somebody feels about something and whose subject is that somebody.
FEELING = frozenset(
    "convince worry concern please surprise disappoint determine oppose commit scare dismay "
    "outrage thrill poise satisfy alarm prepare interest annoy anger upset excite honor honour "
    "encourage tempt incline shock trouble disturb disgust divide split focus".split()
)
REACH = 8
FRAMING = DASHES | {";", ":"}
# How an apposition or a further name begins, after the comma.
DESCRIBING = NOMINAL | {"DET", "CCONJ", "NUM", "ADJ"}
LONGEST_GAP = 25


def subject_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase that is the subject of `verb`, understood or written.

    Climbs from an infinitive, participle or conjunct to the verb or noun that it leans on. "It" is
    a subject only of its own verb: "it takes a minister to say so" has none.
    """
    start = verb
    if verb.tag_ in FINITE and not any(c.dep_ in SUBJECTS for c in verb.children):
        # "About 4 in 10 say": the parser takes a quantity for an adverbial.
        for child in verb.lefts:
            if child.pos_ in {"NOUN", "NUM", "PROPN"} and child.right_edge.i == verb.i - 1:
                return child
    for _ in range(REACH):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return child if verb == start or child.lower_ not in {"it", "there"} else None
        above = _leans_on(verb)
        if isinstance(above, tuple):
            return above[0]
        if above is None:
            break
        verb = above
    return _noun_before(start)


def _noun_before(verb: Token) -> Token | None:
    """Return the noun phrase right before a finite verb to which the parser gave no subject."""
    first = min([verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"})])
    if verb.tag_ not in FINITE and first.tag_ not in {*FINITE, "MD"}:
        return None
    sentence_start = verb.sent.start
    i = first.i - 1
    while i >= sentence_start and (verb.doc[i].pos_ == "ADV" or verb.doc[i].text == ","):
        i -= 1
    if i < sentence_start or verb.doc[i].pos_ not in {*NOMINAL, "NUM"}:
        return None
    noun = verb.doc[i]
    while noun.head.i < noun.i and noun.head.pos_ in {*NOMINAL, "ADP"}:
        noun = noun.head
    return noun if noun.pos_ in {*NOMINAL, "NUM"} else None


def _leans_on(verb: Token):
    """Return the verb whose subject `verb` shares, or its subject in a tuple, or None."""
    head = verb.head
    if head == verb:
        return None
    if (outer := outer_cue(verb)) is not None:
        return outer
    if verb.dep_ == "xcomp":
        controllers = [c for c in head.children if c.dep_ in OBJECTS and c.i < verb.i]
        if controllers and head.lemma_ not in SUBJECT_CONTROL:
            return (controllers[-1],)
        return head
    if head.pos_ in NOMINAL and verb.dep_ != "conj":
        return _from_noun(verb, head)
    if verb.dep_ in {"ccomp", "advcl"} and verb.tag_ not in NON_FINITE:
        return None
    if verb.dep_ in LEANING or head.pos_ in {"VERB", "AUX", "ADP"}:
        return head
    return None


def _from_noun(verb: Token, noun: Token):
    """ "a staffer saying", "his bid to say", "the talks, adding": who is it that says?"""
    after_comma = verb.tag_ == "VBG" and _after_pause(verb)
    infinitive = verb.tag_ == "VB"
    if verb.dep_ == "relcl" and not infinitive:
        return (noun,)
    if infinitive or (after_comma and noun.dep_ not in SUBJECTS):
        owner = possessor(noun)
        if infinitive and owner is not None:
            return (owner,)
        above = noun.head
        for _ in range(REACH):
            if above.pos_ in {"VERB", "AUX"} or above.head == above:
                break
            above = above.head
        return above if above.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ in {"acl", "appos", "relcl"}:
        return (noun,)
    owner = possessor(noun)
    return None if owner is None else (owner,)


def cue_of(verb: Token) -> frozenset[int]:
    """Return the verb with its auxiliaries, negation and particle."""
    parts = {"aux", "auxpass", "neg", "prt"}
    return frozenset([verb.i, *(c.i for c in verb.children if c.dep_ in parts)])


def outer_cue(verb: Token) -> Token | None:
    """Return the speech verb that `verb` goes on from, where the parser put it into its content.

    "She said that it is over and promised that he would go", "she said it was over, adding that he
    would go": both verbs are hers.
    """
    if verb.dep_ not in {"conj", "advcl"} or not _governs(verb):
        return None
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    if verb.dep_ == "advcl" and not (verb.tag_ == "VBG" and _after_pause(verb)):
        return None
    clause = verb.head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    outer = clause.head
    if clause.dep_ != "ccomp" or outer == clause or not reports(outer, "that"):
        return None
    if verb.dep_ == "conj" and (verb.tag_ != outer.tag_ or verb.tag_ == clause.tag_ == "VB"):
        return None
    return outer if reports(verb, "that") and clause.i > outer.i else None


def _after_pause(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in DASHES


def _governs(verb: Token) -> bool:
    return any(
        c.dep_ == "ccomp" or (c.dep_ in OBJECTS and verb.tag_ == "VBG") for c in verb.children
    )


def is_passive(verb: Token) -> bool:
    """Is it the passive, or a participle that stands for one?"""
    if verb.lemma_ in FEELING and not any(c.lower_ == "by" for c in verb.children):
        return False
    return any(c.dep_ == "auxpass" for c in verb.children) or (
        verb.tag_ == "VBN"
        and verb.dep_ in {"acl", "amod", "advcl"}
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def agent_of(verb: Token) -> Token | None:
    """Return the head of the "by" phrase of a passive."""
    for child in verb.children:
        if child.lower_ == "by" and child.dep_ in {"agent", "prep"}:
            for grandchild in child.children:
                if grandchild.dep_ in {"pobj", "pcomp"}:
                    return grandchild
    return None


def possessor(noun: Token) -> Token | None:
    """Return whose `noun` it is: "Novak's claim", "the claim of the minister", "a claim by her"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"of", "by", "from", "among"}:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def phrase(doc: Doc, head: Token, cue: set[int], content: set[int]) -> Piece:
    """Return the noun phrase of `head`, up to the cue and without the content.

    What a comma or dash sets off between the phrase and its verb belongs to it: "Novak, the
    minister who signed, said"; so does "last week" after "a poll".
    """
    start, end = head.left_edge.i, head.right_edge.i + 1
    taken = [i for i in range(start, end) if i in cue or i in content]
    end = min((i for i in taken if i > head.i), default=end)
    start = max((i + 1 for i in taken if i < head.i), default=start)
    verb = min((i for i in cue if i >= end), default=None)
    if verb is not None and verb <= end + LONGEST_GAP and content.isdisjoint(range(end, verb)):
        end = verb if _belongs(doc[end:verb], head) else end
    while end > head.i + 1 and (doc[end - 1].is_space or doc[end - 1].text in FRAMING):
        end -= 1
    while start < head.i and (doc[start].is_space or doc[start].text in FRAMING | DOUBLE):
        start += 1
    return start, end


def _belongs(gap: Span, head: Token) -> bool:
    """Is what stands between a source and its verb a part of the source?"""
    words = [token for token in gap if not token.is_punct and not token.is_space]
    if not words:
        return False
    if head.lemma_.lower() in DOCUMENTS:
        return words[0].pos_ != "AUX"
    set_off = gap[0].text in DASHES and gap[-1].text in DASHES | {")"}
    return set_off and words[0].pos_ in DESCRIBING
