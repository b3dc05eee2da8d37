"""Who is the subject and what the object of a verb, also where the clause does not say it: in
relative clauses, participles, coordinations, and under a verb of control or raising."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation.events.lexicon import frames, words
from helpers.annotation.events.parties import RELATIVE, object_of

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
VERBS = frozenset(("VERB", "AUX"))
PREPOSITIONS = frozenset("prep agent dative".split())
# "accused X of doing", "kept X from doing": the object is who does it.
OBJECT_CONTROL = frozenset("of for against from into".split())
# With one of these, the antecedent of a relative clause is not its direct object.
FILLERS = frozenset("ccomp xcomp prep".split())
PARTICLES = frozenset("out off down up away back in over on together".split())
DEEPEST = 10


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the word that is the grammatical subject of a verb, whether there or understood."""
    own = _last_of_neighbours([child for child in verb.children if child.dep_ in SUBJECTS])
    if own is not None or depth > DEEPEST:
        return own
    head, dep = verb.head, verb.dep_
    if head == verb:
        return None
    if dep in {"xcomp", "advcl"} and verb.tag_ == "VB":
        asked = _asked(head)
        if asked is not None:
            return asked
    if dep in {"conj", "advcl", "dep"} and head.pos_ in VERBS:
        if dep == "advcl" and verb.tag_ == "VB" and is_passive(verb):
            return None
        return subject_of(head, depth + 1)
    if dep == "acl":
        return _subject_of_participle(verb)
    if dep in {"xcomp", "ccomp"}:
        if dep == "ccomp" and not _lacks_its_own_subject(verb):
            return None
        return _controller(head, depth + 1)
    if dep == "pcomp" and head.dep_ in PREPOSITIONS:
        governor = head.head
        if governor.pos_ in VERBS:
            if head.lower_ in OBJECT_CONTROL and (is_passive(governor) or direct_object(governor)):
                relative = [c for c in governor.lefts if c.dep_ == "dobj" and c.tag_ in RELATIVE]
                return relative[0] if relative else _controller(governor, depth + 1)
            return subject_of(governor, depth + 1)
    return None


def is_passive(verb: Token) -> bool:
    """Is the grammatical subject of this verb who the act is done to?"""
    deps = {child.dep_ for child in verb.children}
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if verb.tag_ not in {"VBN", "VBD"} or "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ in {"acl", "advcl"}:
        return verb.tag_ == "VBN" or "agent" in deps
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in VERBS:
        return is_passive(verb.head)
    return "agent" in deps and "dobj" not in deps


def direct_object(verb: Token) -> Token | None:
    """Return the direct object of a verb: its own, that of a relative clause, or a shared one."""
    own = _last_of_neighbours([child for child in verb.children if child.dep_ == "dobj"])
    if own is not None:
        return own
    if verb.dep_ == "relcl" and not is_passive(verb):
        subject = subject_of(verb)
        gap = subject is not None and not any(t.tag_ in RELATIVE for t in subject.subtree)
        if gap and not any(c.dep_ in FILLERS or c.tag_ == "WRB" for c in verb.children):
            return verb.head
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in VERBS and _shares_object(verb, child):
            return next((c for c in child.children if c.dep_ == "dobj"), None)
    return None


def agent_of(verb: Token) -> Token | None:
    """Return the noun behind "by" of a passive."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return object_of(child)
    return None


def prepositional_objects(word: Token, preposition: str) -> Iterator[Token]:
    """Yield the nouns behind a preposition that depends on a word, its particle or preposition."""
    for child in word.children:
        if child.dep_ in PREPOSITIONS:
            noun = object_of(child)
            if child.i < word.i and (noun is None or noun.tag_ not in {"WDT", "WP"}):
                continue
            if child.lower_ == preposition:
                if noun is not None:
                    yield noun
            elif child.lower_ in PARTICLES:
                yield from prepositional_objects(child, preposition)
        elif child.dep_ in {"prt", "advmod"} and child.lower_ in PARTICLES:
            yield from prepositional_objects(child, preposition)


def particles(verb: Token) -> list[Token]:
    """Return the particles that belong to a verb: "crack *down*", "pull *out*"."""
    return [
        child
        for child in verb.rights
        if child.dep_ == "prt"
        or (child.dep_ in {"advmod", "prep"} and child.lower_ in PARTICLES and _is_near(child))
    ]


def embedded_subject(verb: Token, finite: bool = False) -> Token | None:
    """Return the subject of an infinitive under a verb: "pressing for *India* to buy".

    With `finite` also that of a clause with "that": "demanded that *India* buy".
    """
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and child.i > verb.i:
            marks = {c.lower_ for c in child.lefts if c.dep_ == "mark"}
            infinitive = child.tag_ == "VB" and marks <= {"for"}
            if infinitive and not any(c.tag_ == "MD" for c in child.lefts):
                return next((c for c in child.lefts if c.dep_ in SUBJECTS), None)
            if finite and child.dep_ == "ccomp" and marks == {"that"}:
                return next((c for c in child.lefts if c.dep_ in SUBJECTS), None)
    return None


def _asked(governor: Token) -> Token | None:
    """Who is asked to do what follows: "called *on Myanmar* to free", "appealed *to X* to go"."""
    for frame in frames("verb", governor.lemma_.lower()):
        if frame.event_class == "request":
            for slot in frame.slots:
                noun = (
                    direct_object(governor)
                    if slot == "dobj"
                    else next(prepositional_objects(governor, slot), None)
                )
                if noun is not None and noun.head.pos_ != "NOUN":
                    return noun
    return None


def _controller(governor: Token, depth: int) -> Token | None:
    """Who does what a verb's complement says: its object if it has one, else its subject."""
    if governor.pos_ == "ADJ" and governor.head != governor:
        return subject_of(governor.head, depth)
    if governor.pos_ not in VERBS:
        return None
    if not is_passive(governor) and governor.lemma_.lower() not in words("subject_control"):
        controlled = next((c for c in governor.rights if c.dep_ in {"dobj", "dative"}), None)
        if controlled is not None and controlled.dep_ == "dobj":
            return controlled
    return subject_of(governor, depth)


def _subject_of_participle(verb: Token) -> Token | None:
    """ "officials *meeting* envoys", "a town *attacked* by rebels", "Russia's plan *to attack*" """
    noun = verb.head
    if verb.tag_ in {"VBG", "VBN", "VBD"}:
        return noun
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)


def _lacks_its_own_subject(verb: Token) -> bool:
    return verb.tag_ in {"VB", "VBG", "VBN"}


def _last_of_neighbours(words: list[Token]) -> Token | None:
    """ "the union Verdi accused": of two subjects side by side, the second names the first."""
    if len(words) > 1 and words[1].left_edge.i == words[0].i + 1:
        return words[1]
    return words[0] if words else None


def _shares_object(verb: Token, other: Token) -> bool:
    """ "attacked and destroyed Y" """
    between = verb.doc[verb.i + 1 : other.i]
    return len(between) <= 3 and all(t.dep_ in {"cc", "advmod"} for t in between)


def _is_near(child: Token) -> bool:
    return child.i - child.head.i <= 2
