"""The words in the target slot of a verb's frame, and what the verb is about."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words

AMOUNT_OF = frozenset("in of worth alongside including".split())
STATED = frozenset("are am have do".split())
COMPLEMENTS = frozenset("xcomp ccomp advcl acl".split())


def words_at(verb: Token, slot: str, particle: Token | None = None) -> Iterator[Token]:
    """Yield the words in a slot (see `helpers.annotation.lexicons.acts.Frame`).

    A word that a parser attaches to a particle is the object: "take on rivals".
    """
    if slot == "dative" and not grammar.is_passive(verb):
        yield from _takers(verb)
    elif slot in {"dobj", "dative"}:
        word = _object(verb, particle)
        if word is not None:
            yield word
    elif slot == "poss":
        # "came to *Peru's* defence", "took the side *of Peru*"
        owner = grammar.owner_of(particle) if particle is not None else None
        yield from [owner] if owner is not None else []
    elif slot != "reciprocal":
        for noun in grammar.prepositional_objects(verb, slot):
            if not _is_infinitive_in_headline(noun, slot):
                yield noun
        yield from _behind_thing(verb, slot)


def _takers(verb: Token) -> Iterator[Token]:
    """ "sold *Peru* ships", "the ships that Chile sold *Peru*" """
    relative = any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in verb.lefts)
    deps = {"dative", "dobj"} if relative else {"dative"}
    yield from (child for child in verb.rights if child.dep_ in deps and child.pos_ != "ADP")


def gapped_objects(verb: Token) -> list[Token]:
    """Return objects of a verb not repeated: "accused Peru of theft and *Chile* of fraud".

    A parser joins them to the noun after the first preposition.
    """
    if grammar.is_passive(verb) or grammar.first_child(verb, "dobj") is None:
        return []
    return [
        name
        for child in verb.rights
        if child.dep_ == "prep" and (noun := grammar.object_of(child)) is not None
        for name in noun.rights
        if name.dep_ == "conj" and name.pos_ == "PROPN" and _has_again(name, child.lower_)
    ]


def _has_again(name: Token, preposition: str) -> bool:
    after = name.doc[name.i + 1 : name.i + 2]
    return after.text.lower() == preposition and after[0].head == name


def _is_infinitive_in_headline(noun: Token, slot: str) -> bool:
    """ "Refuses to *Disavow* Novak Endorsement", which a tagger takes for a name"""
    first = noun.left_edge
    name = slot == "to" and first != noun and first.is_title and first.pos_ == "PROPN"
    return name and not first.ent_type_ and bool(acts.frames("verb", first.lower_))


def _object(verb: Token, particle: Token | None) -> Token | None:
    if grammar.is_passive(verb):
        return grammar.subject_of(verb)
    word = grammar.direct_object(verb)
    if word is not None or particle is None or particle == verb:
        return word
    if particle.dep_ == "prep":
        return grammar.object_of(particle)
    # "found *her* guilty"
    return grammar.subject_of(particle) if particle.dep_ == "ccomp" else None


def _behind_thing(verb: Token, slot: str) -> Iterator[Token]:
    """ "supplied jets *to Peru*", "50 million euros in aid *to Peru*" """
    thing = thing_of_verb(verb)
    given = any(child.dep_ == "dative" for child in verb.rights)
    if thing is None or given or thing.head.pos_ != "VERB":
        return
    if slot != "to" or _moves_things(verb):
        yield from grammar.prepositional_objects(thing, slot)
    if slot == "to" and acts.lemma_of(verb) in words("giving"):
        yield from _further_right(thing)
    for child in (*thing.rights, *verb.rights):
        within = grammar.object_of(child) if child.lower_ in AMOUNT_OF else None
        if within is not None and within.lemma_.lower() in words("aid"):
            yield from grammar.prepositional_objects(within, slot)


def _moves_things(verb: Token) -> bool:
    """ "lent ships *to Peru*", but not "agreed a road to Peru" """
    lemma = acts.lemma_of(verb)
    uses = acts.frames("verb", lemma)
    return lemma in words("giving") or any(use.thing and "to" in use.slots for use in uses)


def _further_right(thing: Token) -> Iterator[Token]:
    """ "returned a vase bought in a shop *to Peru*", attached to the nearest noun by a parser"""
    end = _end_before_time(thing)
    for token in thing.doc[thing.i + 1 : end]:
        noun = grammar.object_of(token) if token.lower_ == "to" and token.dep_ == "prep" else None
        if noun is not None and noun.right_edge.i + 1 == end and token.head != thing:
            yield noun


def _end_before_time(noun: Token) -> int:
    """The end of a noun's phrase without a time at its end: "to Peru *on Monday*"."""
    end = noun.right_edge.i + 1
    while end > noun.i + 1 and noun.doc[end - 1].ent_type_ in {"DATE", "TIME"}:
        end -= 1
    return end - 1 if end <= noun.right_edge.i and noun.doc[end - 1].dep_ == "prep" else end


def has_thing(verb: Token, use: str) -> bool:
    """Say whether a verb has a direct object with a use from event_words.csv, "any", or "none"."""
    thing = thing_of_verb(verb)
    if use == "none":
        return thing is None
    if thing is not None and thing.tag_ in {"WDT", "WP"}:
        thing = thing.head.head
    if thing is None or use == "any":
        return thing is not None
    return any(word.lemma_.lower() in words(use) for word in (thing, *thing.lefts))


def thing_of_verb(verb: Token) -> Token | None:
    """Return the direct object of a verb, or the subject of a passive."""
    thing = grammar.direct_object(verb)
    return grammar.subject_of(verb) if thing is None and grammar.is_passive(verb) else thing


def embedded_subject(verb: Token, finite: bool = False) -> Token | None:
    """Return the subject of an infinitive under a verb: "pressing for *India* to buy".

    With `finite`, also that of a clause with "that": "demanded that *India* buy".
    """
    for child in verb.rights:
        if child.dep_ in COMPLEMENTS and (
            _is_embedded_infinitive(child) or (finite and _is_demanded(child))
        ):
            return next((c for c in child.lefts if c.dep_ in grammar.SUBJECTS), None)
    return None


def _is_embedded_infinitive(clause: Token) -> bool:
    marked = _marks(clause) <= {"for"} and all(child.tag_ != "MD" for child in clause.lefts)
    return clause.tag_ == "VB" and marked


def _marks(clause: Token) -> set[str]:
    return {child.lower_ for child in clause.lefts if child.dep_ == "mark"}


def _is_demanded(clause: Token) -> bool:
    """ "that she *leave*", "that she *must leave*", but not "that she *left*", "they *are*" """
    if grammar.is_passive(clause) or not _marks(clause) <= {"that"}:
        return False
    told = (clause.tag_ in {"VB", "VBP"} and clause.lower_ not in STATED) or any(
        child.lower_ in words("obligation") for child in clause.lefts
    )
    return clause.dep_ in {"ccomp", "acl"} and told


def particles(verb: Token) -> list[Token]:
    """Return the particles that belong to a verb: "crack *down*", "pulled its troops *out*"."""
    return [child for child in verb.rights if child.dep_ == "prt" or _is_particle(child, verb)]


def _is_particle(word: Token, verb: Token) -> bool:
    """Is it right after the verb or its object, without a noun of its own?"""
    if word.dep_ not in {"advmod", "prep"} or word.lower_ not in grammar.PARTICLES:
        return False
    thing = grammar.first_child(verb, "dobj")
    behind = thing is not None and thing.right_edge.i + 1 == word.i
    return word.i - verb.i <= 2 or (behind and grammar.object_of(word) is None)
