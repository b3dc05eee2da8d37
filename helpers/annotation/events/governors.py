"""The verb, adjective or noun that a clause depends on, and what it does to the act of the clause.

"agreed *to pay*" makes an act future, "refused *to pay*" negates it: the effects are in
data/lexicons/governing.csv.
"""

from spacy.tokens import Token

from helpers.annotation.events.verb_forms import is_supposition
from helpers.annotation.grammar import FINITE, SUBJECTS, VERBS, is_ranked, prepositional_objects
from helpers.annotation.lexicons.acts import effect, lemma_of, words

PARTICIPLES = frozenset("VBN VBG".split())
CLAUSES = frozenset("xcomp ccomp pcomp acl advcl relcl".split())
# Prepositions after which a clause depends on the verb: "accused of lying".
GOVERNED_BY = frozenset("of from against to about into".split())
# "too far to see", "has yet to see"
NOT_YET = {"ADJ": ("too",), "ADV": ("too",), "VERB": ("yet",), "AUX": ("yet",)}


def governor_of(word: Token) -> tuple[Token | None, str | None]:
    """Return the word whose complement the clause of `word` is, and its effect on the act.

    Both are None if the clause depends on no such word.
    """
    head = word.head
    while word.dep_ == "conj" and head.pos_ in VERBS:
        word, head = head, head.head
    if not _is_governed(word, head):
        return None, None
    preposition = ""
    if word.dep_ == "pcomp":
        preposition, head = head.lower_, head.head
    if head.pos_ == "NOUN":
        return _governing_noun(word, head)
    if _is_to_be(word, head):
        return head, "future"
    phrasal = _of_phrasal(head)
    if phrasal:
        return head, phrasal
    behind = _behind_preposition(preposition, head) if preposition else None
    if behind is not None:
        return behind
    if word.dep_ == "advcl" and not _is_infinitive(word):
        return None, None
    return governing_verb(word, head)


def governing_verb(word: Token, head: Token) -> tuple[Token | None, str | None]:
    """Return a verb or adjective as the governor of a clause, and its effect, as `governor_of`."""
    lemma = lemma_of(head)
    if word.dep_ == "ccomp" and lemma == "be":
        return _as_predicate(head)
    if _is_infinitive(word) and _is_too_or_yet(head):
        return head, "negated"
    what = effect("clause", lemma)
    if _is_open(word, head) or _stops_at_nothing(head) or is_supposition(word, head):
        return head, "hypothetical"
    if _is_statement(word) and what != "denied":
        # "fears that", "expects that"; what is only said, announced or promised has its own.
        return (head, what) if what and lemma in words("doubting") else (None, None)
    if what is None and _is_purpose(word, head):
        return head, "future"
    return head, what


def _is_purpose(word: Token, head: Token) -> bool:
    """ "built a port *to compete* with Peru", but not "used jets to bomb it", "rallied to win" """
    if word.dep_ != "advcl" or not _is_infinitive(word) or word.i < head.i:
        return False
    return lemma_of(head) in words("preparing")


def _is_too_or_yet(head: Token) -> bool:
    """ "*too* weak to pay", "has *yet* to pay" """
    return any(child.lower_ in NOT_YET.get(head.pos_, ()) for child in head.children)


def _is_open(word: Token, head: Token) -> bool:
    """ "*has* to pay", but not "*had* to pay"; "is strong *enough* to attack" """
    if _is_infinitive(word) and any(child.lower_ == "enough" for child in head.rights):
        return True
    present = head.tag_ in {"VBP", "VBZ", "VBG"} and lemma_of(head) == "have"
    return present and word.dep_ == "xcomp"


def _stops_at_nothing(head: Token) -> bool:
    """ "will stop *at nothing* to win" """
    stops = effect("clause", lemma_of(head)) == "negated"
    return stops and any(noun.lower_ == "nothing" for noun in prepositional_objects(head, "at"))


def _is_statement(word: Token) -> bool:
    """ "fears *that Peru attacks*", not "fears *to attack*" """
    return word.dep_ in {"ccomp", "conj"} and not _is_infinitive(word)


def _as_predicate(verb: Token) -> tuple[Token | None, str | None]:
    """ "it is not true that", "it is false that" """
    for child in verb.rights:
        if child.dep_ in {"acomp", "attr"} and child.lower_ in words("true") | words("untrue"):
            return verb, "negated" if child.lower_ in words("untrue") else None
    return None, None


def _is_governed(word: Token, head: Token) -> bool:
    if head == word or word.dep_ not in CLAUSES or head.pos_ == "PROPN":
        return False
    return word.dep_ != "relcl" or _is_aim(word)


def _behind_preposition(preposition: str, head: Token) -> tuple[Token | None, str | None] | None:
    """How a preposition before a clause affects it; None if the verb decides."""
    if preposition == "against" and lemma_of(head) in words("against_doing"):
        return head, "negated"
    if preposition in {"by", "in"}:
        # "hopes to win *by attacking* Peru", "would follow Chile *in attacking* it"
        return head, None
    return None if preposition in GOVERNED_BY else (None, None)


def _of_phrasal(head: Token) -> str | None:
    """ "held *off* on praising Peru" """
    names = (f"{lemma_of(head)} {c.lower_}" for c in head.rights if c.dep_ in {"prt", "advmod"})
    return next((found for name in names if (found := effect("clause", name))), None)


def _governing_noun(word: Token, noun: Token) -> tuple[Token | None, str | None]:
    if word.dep_ == "advcl" or _is_participle(word):
        # In "the deal brokered by Peru", brokering is not what they have agreed to do.
        return None, None
    # "the votes to impeach her" are not impeachment.
    aim = "hypothetical" if word.dep_ in {"acl", "relcl"} and _is_infinitive(word) else None
    return noun, effect("noun_clause", noun.lemma_.lower()) or aim


def _is_aim(clause: Token) -> bool:
    """ "a deal *to end* the war", but not "the first country *to end* its war" """
    own = any(child.dep_ in SUBJECTS for child in clause.children)
    return _is_infinitive(clause) and not own and not is_ranked(clause.head)


def _is_participle(word: Token) -> bool:
    bare = word.tag_ in PARTICIPLES and word.dep_ == "acl"
    return bare and not any(c.dep_ in SUBJECTS | {"aux", "mark"} for c in word.children)


def _is_to_be(word: Token, head: Token) -> bool:
    """ "is *to meet*", "is going *to meet*" """
    be = head.lower_ == "going" or (head.pos_ == "AUX" and head.lemma_.lower() == "be")
    if any(child.dep_ == "attr" for child in head.rights):
        # "was one of the first *to meet* her"
        return False
    return be and word.dep_ == "xcomp"


def _is_infinitive(word: Token) -> bool:
    # "helped Peru and Chile *achieve* peace", which a tagger takes for a present tense
    if any(child.dep_ == "aux" and child.tag_ in FINITE for child in word.children):
        # "*helped* lead it", where a parser takes the first verb for an auxiliary
        return False
    bare = word.tag_ == "VBP" and word.dep_ == "ccomp" and lemma_of(word.head) in words("bare")
    return (bare or word.tag_ == "VB") and not any(
        child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ != "for")
        for child in word.children
    )
