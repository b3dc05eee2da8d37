"""Subjects, objects and owners in spaCy's dependency parse, stated or understood."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import misplaced_subjects, parse_doubts
from helpers.annotation.lexicons.acts import frames, words
from helpers.annotation.lexicons.person_nouns import is_person_noun

SUBJECTS = frozenset("nsubj nsubjpass".split())
VERBS = frozenset("VERB AUX".split())
NOMINAL = frozenset("NOUN PROPN PRON".split())
FINITE = frozenset("VBD VBZ VBP".split())
PARTICIPLES = frozenset("VBG VBN VBD".split())  # taggers take many a VBN for a VBD
RELATIVE = frozenset("WDT WP WP$".split())
PREPOSITIONS = frozenset("prep agent dative".split())
# "accused X of doing", "kept X from doing": the object is the one who does it.
OBJECT_CONTROL = frozenset("of for against from into as".split())
# With one of these, the antecedent of a relative clause is not its direct object.
FILLERS = frozenset("ccomp xcomp prep".split())
PARTICLES = frozenset("out off down up away back in over on together".split())
NAMES = frozenset("PERSON ORG GPE NORP".split())
DASHES = frozenset("– — -- -".split())
DEEPEST = 10  # verbs between a verb and the one with its subject


def subtree_indices(token: Token) -> set[int]:
    """Return the indices of `token` and of everything that depends on it."""
    return {descendant.i for descendant in token.subtree}


def first_child(token: Token, *deps: str) -> Token | None:
    """Return the first child of `token` with one of the dependency labels."""
    return next((child for child in token.children if child.dep_ in deps), None)


def object_of(preposition: Token) -> Token | None:
    """Return the noun after a preposition."""
    for child in preposition.rights:
        if child.dep_ == "pobj":
            return child
        if child.dep_ == "pcomp" and child.tag_ == "VBN":
            # "to jailed ex-president Novak", which a parser takes for a clause
            return first_child(child, "dobj")
    return None


def possessor(noun: Token) -> Token | None:
    """Return the owner of `noun` if it is a possessive: "*Novak*'s claim", "*her* claim"."""
    return first_child(noun, "poss")


def owner_of(noun: Token) -> Token | None:
    """Return the possessor of `noun`, or the noun after "of", "by", "from" or "among"."""
    after = (
        object_of(child)
        for child in noun.children
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"of", "by", "from", "among"}
    )
    return possessor(noun) or next((found for found in after if found is not None), None)


def antecedent_of(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun refers to."""
    clause = next((verb for verb in pronoun.ancestors if verb.dep_ == "relcl"), None)
    if clause is None or parse_doubts.is_question_word(pronoun):
        return None
    return parse_doubts.nearest(clause)


def is_subject(token: Token) -> bool:
    """Is the word the subject of a clause, or joined to one?"""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in SUBJECTS


def has_to(verb: Token) -> bool:
    """Is it an infinitive with "to"?"""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Is the grammatical subject of this verb the one that the act is done to?"""
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass"} or misplaced_subjects.has_it_done(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ in {"acl", "advcl"}:
        return "agent" in deps or (verb.tag_ == "VBN" and not _is_main(verb, deps))
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in VERBS:
        return is_passive(verb.head)
    return "agent" in deps and "dobj" not in deps


def _is_main(verb: Token, deps: set[str]) -> bool:
    """ "troops backed by jets *killed* rebels": a participle with an object is a main verb."""
    return verb.dep_ == "acl" and "dobj" in deps and verb.lemma_ not in words("two_objects")


def agent_of(verb: Token) -> Token | None:
    """Return the noun after "by" in a passive."""
    for child in (*verb.rights, *misplaced_subjects.behind_names(verb)):
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return object_of(child)
    return None


def doer_of(verb: Token) -> Token | None:
    """Return the one who does what the verb says: its subject, or the agent of a passive."""
    return agent_of(verb) if is_passive(verb) else subject_of(verb)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the grammatical subject of a verb, stated or understood."""
    own = misplaced_subjects.stated(verb, SUBJECTS)
    own = own if own is not None else misplaced_subjects.on_auxiliary(verb)
    if parse_doubts.has_no_doer(verb, own is not None):
        return None
    own = misplaced_subjects.without_object_before(verb, own)
    if own is not None or depth > DEEPEST:
        return own
    found = _shown_elsewhere(verb)
    if found is not None or verb.head == verb:
        return found
    understood = _UNDERSTOOD.get(verb.dep_)
    return understood(verb, depth + 1) if understood else None


def _shown_elsewhere(verb: Token) -> Token | None:
    joined = misplaced_subjects.joined_to_object(verb)
    if joined is not None:
        return joined
    if verb.head == verb or (verb.dep_ == "ccomp" and first_child(verb, "aux") is not None):
        fronted = misplaced_subjects.behind_fronted(verb)
        if fronted is not None or verb.head == verb:
            return fronted
    asked = _asked(verb.head) if verb.dep_ in {"xcomp", "advcl"} and verb.tag_ == "VB" else None
    # "Peru to send ships to Chile": a headline
    headline = verb.head.pos_ == "PROPN" and verb.head.head == verb.head and has_to(verb)
    return asked if asked is not None or not headline else verb.head


def _asked(governor: Token) -> Token | None:
    """The one asked to do what follows: "called *on Myanmar* to free", "appealed *to X* to go"."""
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


def _shared(verb: Token, depth: int) -> Token | None:
    """ "*She* came and went", "*she* came, *smiling*" """
    purpose = verb.dep_ == "advcl" and verb.tag_ == "VB"
    if verb.head.pos_ not in VERBS or (purpose and is_passive(verb)):
        return None
    if parse_doubts.may_be_anothers(verb):
        return None
    if parse_doubts.continues_speech(verb):
        return subject_of(verb.head.head, depth)
    appointed = parse_doubts.one_appointed(verb)
    return subject_of(verb.head, depth) if appointed is None else appointed


def _of_clause_at_noun(verb: Token, depth: int) -> Token | None:
    """The noun itself, or the one to whom it ascribes what the clause after it says."""
    if verb.tag_ in PARTICIPLES:
        return _of_participle(verb)
    return _of_infinitive(verb, depth)


def _of_participle(verb: Token) -> Token | None:
    """ "officials *meeting* envoys", "a town *attacked* by rebels" """
    return (parse_doubts.thing_given(verb) or verb.head) if verb.dep_ == "acl" else None


def _of_infinitive(verb: Token, depth: int) -> Token | None:
    """ "Russia's plan *to attack*", "envoys *to meet* her" """
    noun = verb.head
    if _is_means(noun, verb) or (noun.dep_ == "attr" and is_ranked(noun)):
        return subject_of(noun.head, depth)
    stated = _stated_at(noun, verb)
    if stated is None and parse_doubts.is_ones_own(noun) and has_to(verb):
        # "began a strike *to protest* against it", "gave *Peru* a licence *to fish*"
        given = first_child(noun.head, "dative")
        return subject_of(noun.head, depth) if given is None else given
    return stated


def _stated_at(noun: Token, verb: Token) -> Token | None:
    """ "a request to *Peru* to pay", "*envoys* to meet her", "*Russia's* plan to attack" """
    told = _told(noun, verb) if verb.dep_ == "acl" else None
    if told is not None:
        return told
    return noun if is_person_noun(noun) else _maker(noun)


def _is_means(noun: Token, verb: Token) -> bool:
    """ "used the pope's *visit* to attack her": the user attacks, not the pope."""
    return has_to(verb) and noun.dep_ == "dobj" and noun.head.lemma_ in words("using")


def is_ranked(noun: Token) -> bool:
    """ "the *first* country to recognise it", "the *only* party to object" """
    return any(child.lower_ in words("rank") for child in noun.lefts)


def _maker(noun: Token) -> Token | None:
    """ "*Peru's* plan to lead it", "a plan *by Peru* to lead it", "the *Peru* plan to lead it" """
    by = next((object_of(c) for c in noun.rights if c.lower_ == "by"), None)
    return possessor(noun) or by or next((c for c in noun.lefts if c.ent_type_ in NAMES), None)


def _told(noun: Token, verb: Token) -> Token | None:
    """ "a request *to Peru* to pay": the one asked is the one who does it."""
    if not any(frame.event_class == "request" for frame in frames("noun", noun.lemma_.lower())):
        return None
    told = (object_of(c) for c in noun.rights if c.lower_ in {"to", "on"} and c.i < verb.i)
    return next((word for word in told if word is not None), None)


def _of_complement(verb: Token, depth: int) -> Token | None:
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG", "VBN"}:
        return None
    if verb.dep_ == "ccomp" and verb.tag_ == "VB" and not has_to(verb):
        # "helped her *win*"; any other is an order to somebody: "*Go*, she said".
        return _controller(verb, verb.head, depth) if verb.head.lemma_ in words("bare") else None
    return _controller(verb, verb.head, depth)


def _controller(verb: Token, governor: Token, depth: int) -> Token | None:
    """The one who does what a verb's complement says: its object if any, else its subject."""
    if governor.pos_ == "ADJ" and governor.head != governor:
        own = first_child(governor, "nsubj")
        return subject_of(governor.head, depth) if own is None else own
    if governor.pos_ not in VERBS:
        return None
    if not is_passive(governor) and governor.lemma_.lower() not in words("subject_control"):
        controlled = next((c for c in governor.rights if c.dep_ in {"dobj", "dative"}), None)
        if controlled is not None and controlled.dep_ == "dobj" and controlled.i < verb.i:
            return controlled
    return subject_of(governor, depth)


def _of_gerund(verb: Token, depth: int) -> Token | None:
    """ "*She* left without saying", "she accused *him* of lying" """
    preposition = verb.head
    noun = preposition.head
    if noun.pos_ == "NOUN" and parse_doubts.is_ones_doing(noun, preposition.lower_):
        return possessor(noun)
    governor = _governor_of_gerund(preposition)
    if governor is None:
        return None
    if not _may_control_by_object(preposition, governor):
        return subject_of(governor, depth)
    relative = [c for c in governor.lefts if c.dep_ == "dobj" and c.tag_ in RELATIVE]
    return relative[0] if relative else _controller(verb, governor, depth)


def _governor_of_gerund(preposition: Token) -> Token | None:
    """The verb that shares one of its parties with a gerund; None if it need not share any."""
    governor = preposition.head
    if misplaced_subjects.may_be_of_others(preposition):
        return None
    if governor.pos_ == "ADV":  # "she stopped short of saying"
        governor = governor.head
    if preposition.dep_ not in PREPOSITIONS or governor.pos_ not in VERBS:
        return None
    # "Instead of blocking it, Peru suggested that others wait": it may be the others.
    unclear = preposition.i < governor.i and first_child(governor, "ccomp")
    return None if unclear else governor


def _may_control_by_object(preposition: Token, governor: Token) -> bool:
    """ "accused *him* of lying", "*he* was accused of lying", but not "spoke of lying" """
    if preposition.lower_ not in OBJECT_CONTROL:
        return False
    return is_passive(governor) or direct_object(governor) is not None


# Where to look for the missing subject of a verb, by the verb's dependency label.
_UNDERSTOOD = {
    **dict.fromkeys(("conj", "advcl", "dep", "acomp"), _shared),
    **dict.fromkeys(("xcomp", "ccomp"), _of_complement),
    **dict.fromkeys(("acl", "relcl"), _of_clause_at_noun),
    "pcomp": _of_gerund,
}


def direct_object(verb: Token) -> Token | None:
    """Return the direct object of a verb: its own, that of a relative clause, or a shared one."""
    own = misplaced_subjects.stated(verb, {"dobj"})
    if own is not None:
        return own
    if _has_gap(verb):
        return verb.head
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in VERBS and _shares_object(verb, child):
            return first_child(child, "dobj")
    return None


def _has_gap(verb: Token) -> bool:
    """ "the plan *she rejected*": is the noun that the clause modifies its object?"""
    if verb.dep_ != "relcl" or is_passive(verb) or verb.head.pos_ == "PROPN":
        return False
    subject = subject_of(verb)
    if subject is None or any(token.tag_ in RELATIVE for token in subject.subtree):
        return False
    return not any(_fills(child) or child.tag_ == "WRB" for child in verb.children)


def _fills(child: Token) -> bool:
    """Does it take the antecedent's place: "the town he fought *in*"?"""
    return child.dep_ in FILLERS and not (child.dep_ == "prep" and object_of(child) is not None)


def _shares_object(verb: Token, other: Token) -> bool:
    """ "attacked and destroyed Y" """
    between = verb.doc[verb.i + 1 : other.i]
    near = len(between) <= 3 and all(token.dep_ in {"cc", "advmod"} for token in between)
    apart = parse_doubts.continues_speech(other) or parse_doubts.is_joined_by_mistake(other)
    return near and not apart


def prepositional_objects(word: Token, preposition: str) -> Iterator[Token]:
    """Yield the nouns after a preposition that depends on a word, its particle or preposition."""
    for child in word.children:
        if child.dep_ in PREPOSITIONS and not parse_doubts.is_absolute(child):
            noun = object_of(child)
            if child.i < word.i and (noun is None or noun.tag_ not in {"WDT", "WP"}):
                continue
            if child.lower_ == preposition:
                if noun is not None:
                    yield noun
                continue
        elif child.dep_ not in {"prt", "advmod"}:
            continue
        if child.lower_ in PARTICLES:
            yield from prepositional_objects(child, preposition)
