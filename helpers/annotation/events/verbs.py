"""Acts expressed by a verb: who acts on whom."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import COUNTRY, kind_of
from helpers.annotation.events import circumstances, unlisted
from helpers.annotation.events.authors import authors_of
from helpers.annotation.events.doers import doers_of
from helpers.annotation.events.event import Event, class_of, is_called_so, is_mutual, pairs
from helpers.annotation.events.owners import TOUCHES_OWNER, owners_of
from helpers.annotation.events.parties import Parties, Party, unique
from helpers.annotation.events.slots import (
    embedded_subject,
    gapped_objects,
    has_thing,
    particles,
    words_at,
)
from helpers.annotation.events.threats import on_condition
from helpers.annotation.events.unnamed import unnamed
from helpers.annotation.events.verb_forms import (
    has_infinitive,
    hides_its_agent,
    is_felt,
    is_first_to_it,
    is_imperative,
    is_named_in_quotes,
    is_question,
    name_given,
    names_to_a_post,
    turns_to,
)
from helpers.annotation.events.verb_senses import is_of_its_class
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import CONTEST, OTHER, Frame, words
from helpers.annotation.sentence_tone import vader

# Classes whose target can be the subject of an infinitive: "forced Nordbank to pay".
TAKES_INFINITIVE = frozenset("request coerce threaten concede support aid".split())
# Acts on a country that are not acts on three of its people: "met three Germans".
WITH_COUNTRY = frozenset("consult agree cooperate support accuse request contest".split())
DEMANDS = frozenset("demand insist request ask urge order require".split())
THREATEN = "threaten"
RECEIVE = "receive"
# Classes of verbs that are often used in figures of speech: "created a contrast with Peru".
FIGURATIVE = frozenset((OTHER, "cooperate", "consult"))
GIFTS = frozenset(("aid", "concede"))
RECIPROCAL = frozenset((("each", "other"), ("one", "another")))
CLEAR_TONE = 0.3  # VADER's compound score; VADER's own limit for any tone is 0.05


def of_verb(verb: Token, parties: Parties) -> Iterator[Event]:
    """Yield the acts that a verb expresses."""
    if verb.head != verb and _is_threatened(verb):
        return
    lemma = verb.lemma_.lower()
    if (lemma == "ask" and is_question(verb)) or is_imperative(verb) or is_felt(verb):
        return
    name = name_given(verb)
    if name is not None:
        yield from _of_name(verb, name, parties)
        return
    found = False
    for event in _of_lexicon(verb, parties):
        found = True
        yield event
    if not found and not _governs_event_noun(verb) and not is_first_to_it(verb):
        yield from unlisted.of_verb(verb, doers_of(verb, parties), parties)


def _of_name(verb: Token, name: Token, parties: Parties) -> Iterator[Event]:
    """Criticism or praise by the tone of a name: "called her a liar", "called her a hero"."""
    tone = _tone_of(name)
    lemma = verb.lemma_.lower()
    own = grammar.possessor(name)
    if own is not None and own.tag_ == "PRP$":
        # "called it his worst mistake" is about himself.
        return
    if abs(tone) < CLEAR_TONE or (tone > 0 and lemma in words("belittling")):
        return
    frame = Frame(("dobj",), "accuse" if tone < 0 else "support", "")
    targets = _targets(verb, frame, parties, verb)[1]
    action = f"{lemma} {'as' if lemma in words('describing') else name.lemma_.lower()}"
    sources = doers_of(verb, parties) or authors_of(verb, frame.event_class, parties)
    found = [(source, target) for source in sources for target in targets]
    yield from _events(verb, [verb, name], action, frame, found)


def _tone_of(name: Token) -> float:
    """The tone of what somebody is called, from -1 to 1."""
    if name.lemma_.lower() in words("fault"):
        return -1
    if name.lemma_.lower() in words("pitied"):
        return 0
    # What follows in a clause is about something else: "a road *leading right through the middle*".
    clauses = [c for c in name.rights if c.dep_ in {"acl", "relcl", "advcl"}]
    words_of_it = {*name.subtree}.difference(*(c.subtree for c in clauses))
    text = " ".join(t.text for t in sorted(words_of_it, key=lambda token: token.i))
    return vader().polarity_scores(text)["compound"]


def _of_lexicon(verb: Token, parties: Parties) -> Iterator[Event]:
    if _governs_event_noun(verb) and not _grants(verb, parties):
        return
    for name, tokens, frames in _readings(verb, acts.lemma_of(verb)):
        for frame in frames:
            if not _has_its_thing(verb, frame):
                continue
            slot, found = _with_parties(verb, frame, parties, tokens[-1])
            if found:
                action = " ".join([name, slot] if slot in _prepositions(frame) else [name])
                yield from _events(verb, tokens, action, frame, found)
                return


def _has_its_thing(verb: Token, frame: Frame) -> bool:
    """Is the object that the frame requires there, and literal: not "gave him *a fright*"?"""
    if frame.event_class in FIGURATIVE | GIFTS and has_thing(verb, "no_gift"):
        return False
    if not turns_to(verb, "to" in frame.slots):
        return False
    if frame.event_class == "consult" and is_named_in_quotes(verb):
        return False
    if frame.event_class == CONTEST and (is_called_so(verb) or is_first_to_it(verb)):
        # "overtook Peru as the largest exporter", "beat Peru to it"
        return False
    if not is_of_its_class(verb, frame):
        return False
    if frame.thing == "forces":
        subject = grammar.subject_of(verb)
        return subject is not None and subject.lemma_.lower() in words("force")
    return not frame.thing or has_thing(verb, frame.thing)


def _with_parties(
    verb: Token, frame: Frame, parties: Parties, particle: Token
) -> tuple[str, list[tuple[Party | None, Party]]]:
    """The slot that holds the target, and each pair of source and target."""
    sources = doers_of(verb, parties) or authors_of(verb, frame.event_class, parties)
    known = [party for party in sources if party.actor_id]
    returned = _each_other(verb, frame, particle)
    if returned:
        return returned, pairs(known)
    slot, targets = _targets(verb, frame, parties, particle)
    if not targets and "reciprocal" in frame.slots and _is_reciprocal(verb):
        return slot, pairs(known)
    if not sources and not hides_its_agent(verb):
        return slot, []
    return slot, [(source, target) for source in sources or [None] for target in targets]


def _each_other(verb: Token, frame: Frame, particle: Token | None = None) -> str | None:
    """The slot of "accused *each other*", "talked to *one another*", if there is one."""
    for slot in frame.slots:
        for word in words_at(verb, slot, particle):
            if word.i and (word.nbor(-1).lower_, word.lower_) in RECIPROCAL:
                return slot
    return None


def _readings(verb: Token, lemma: str) -> Iterator[tuple[str, list[Token], tuple[Frame, ...]]]:
    """The verb with its particles first, then alone."""
    if lemma == "get" and has_infinitive(verb):
        # "got Peru to pay"
        yield lemma, [verb], (Frame(("dobj",), "request", ""),)
        return
    beside = particles(verb)
    for particle in beside:
        name = f"{lemma} {particle.lower_}"
        frames = acts.frames("verb", name)
        if frames:
            yield name, [verb, particle], frames
    for form, word in _idiomatic(verb):
        name = f"{lemma} {form}"
        frames = acts.frames("verb", name)
        if frames:
            yield name, [verb, word], frames
    if not any(particle.dep_ == "prt" for particle in beside):
        yield lemma, [verb], acts.frames("verb", lemma)
    if lemma in words("appointing") and names_to_a_post(verb):
        yield lemma, [verb], (Frame(("dobj",), "support", ""),)
    if lemma == "tell" and grammar.direct_object(verb) is not None and has_infinitive(verb):
        yield lemma, [verb], (Frame(("dobj",), "request", ""),)


def _idiomatic(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "*pay tribute* to", "*find* her *guilty*", "*take* her *to court*" """
    for child in verb.rights:
        adjective = child.dep_ == "ccomp" and child.pos_ == "ADJ"
        if child.dep_ in {"dobj", "acomp", "oprd"} or adjective:
            yield child.lemma_.lower(), child
        noun = grammar.object_of(child) if child.dep_ == "prep" else None
        if noun is not None:
            lemma = noun.lemma_.lower()
            for name in (*(f"{c.lower_} {lemma}" for c in noun.lefts if c.dep_ == "amod"), lemma):
                yield f"{child.lower_} {name}", noun


def _events(verb, tokens, action, frame, found) -> Iterator[Event]:
    how = circumstances.of_verb(verb)
    mutual = is_mutual(frame) or _each_other(verb, frame) is not None
    for source, target in found:
        event_class = class_of(verb, frame.event_class, source, target)
        yield Event(source, tokens, action, target, event_class, how, mutual)


def _targets(
    verb: Token, frame: Frame, parties: Parties, particle: Token
) -> tuple[str, list[Party]]:
    """The slot that holds the target, and the target."""
    somebody: tuple[str, list[Party]] = ("", [])
    lemma = verb.lemma_.lower()
    for slot in frame.slots:
        for word in words_at(verb, slot, particle):
            found = _concerned(verb, word, frame, parties)
            if found:
                return slot, unique([*found, *_gapped(verb, slot, parties)])
            if not somebody[1] and slot != "reciprocal":
                somebody = slot, list(unnamed(word))
    if somebody[1]:
        return somebody
    if frame.event_class in TAKES_INFINITIVE or lemma == "forbid":
        word = embedded_subject(verb, lemma in DEMANDS) or embedded_subject(particle)
        found = parties.named(word)
        if found:
            return "dobj", found
    if lemma == THREATEN:
        return "dobj", _threatened(verb, parties) or on_condition(verb, parties)
    return "dobj", []


def _gapped(verb: Token, slot: str, parties: Parties) -> list[Party]:
    """ "accused Peru of theft and *Chile* of fraud" """
    objects = gapped_objects(verb) if slot == "dobj" else []
    return [party for word in objects for party in parties.named(word)]


def _concerned(verb: Token, word: Token, frame: Frame, parties: Parties) -> list[Party]:
    """The actor that the word in a slot names, or its owner."""
    lemma = acts.lemma_of(verb)
    found = parties.named(word)
    if lemma in words("in_person") and not frame.thing:
        # A country can be left or chosen, but not "fired".
        countries = any(kind_of(party.actor_id) == COUNTRY for party in found)
        figurative = countries and frame.event_class == "sanction"
        return [] if figurative or parties.stands_for(word) else found
    if frame.event_class in WITH_COUNTRY and parties.is_some_of_a_people(word):
        return []
    if lemma == RECEIVE:
        # A guest, not "his request"
        return found
    found = found or owners_of(word, frame.event_class, parties, lemma in words("of_people"))
    return found or _from_whom(verb, word, frame, parties)


def _from_whom(verb: Token, thing: Token, frame: Frame, parties: Parties) -> list[Party]:
    """ "turned down an offer *from Peru*", where a parser attaches the maker to the verb"""
    made = thing.pos_ == "NOUN" and thing.lemma_.lower() in words("demanded")
    if frame.event_class not in TOUCHES_OWNER or not made or thing.dep_ != "dobj":
        return []
    after = (child for child in verb.rights if child.i == thing.right_edge.i + 1)
    return [
        party
        for child in after
        if child.dep_ == "prep" and child.lower_ == "from"
        for party in parties.named(grammar.object_of(child))
    ]


def _is_threatened(verb: Token) -> bool:
    """ "threatened to attack X" is an event of threatening."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() == THREATEN


def _threatened(verb: Token, parties: Parties) -> list[Party]:
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            for frame in acts.frames("verb", acts.lemma_of(child)):
                found = _targets(child, frame, parties, child)[1]
                if found:
                    return [party for party in found if party.actor_id]
            return parties.named(grammar.direct_object(child))
    return []


def _governs_event_noun(verb: Token) -> bool:
    """ "held talks", "imposed sanctions": the noun carries the act."""
    effect = acts.effect("noun", acts.lemma_of(verb))
    if effect not in {"asserted", "ended"}:
        return False
    thing = grammar.direct_object(verb)
    if thing is None and verb.dep_ == "acl" and grammar.is_passive(verb):
        thing = verb.head
    return thing is not None and bool(acts.frames("noun", thing.lemma_.lower()))


def _grants(verb: Token, parties: Parties) -> bool:
    """ "accepted *Peru's demands*", "violated *a ban by Peru*": an act towards the one who asks."""
    lemma, thing = acts.lemma_of(verb), grammar.direct_object(verb)
    if lemma not in words("granting") | words("violating") or thing is None or thing == verb.head:
        return False
    return bool(owners_of(thing, "agree" if lemma in words("granting") else "reject", parties))


def _is_agreement_to_others(verb: Token) -> bool:
    """ "agreed *to an interview*", "agreed to do *the same*": not with each other"""
    if next(grammar.prepositional_objects(verb, "to"), None) is not None:
        return True
    done = grammar.first_child(verb, "xcomp")
    return done is not None and any(token.lower_ in {"same", "likewise"} for token in done.subtree)


def _prepositions(frame: Frame) -> set[str]:
    return set(frame.slots) - {"dobj", "dative", "reciprocal", "poss"}


def _is_reciprocal(verb: Token) -> bool:
    """ "A and B met", without another party or object, and without "both" """
    if grammar.is_passive(verb) or grammar.direct_object(verb) not in (None, verb.head):
        return verb.lemma_.lower() in words("joint_object")
    if verb.lemma_.lower() == "argue" and grammar.first_child(verb, "ccomp") is not None:
        return False
    if verb.lemma_.lower() == "agree" and _is_agreement_to_others(verb):
        # "both agreed to an interview", which somebody else asked for
        return False
    subject = grammar.subject_of(verb)
    both = subject is not None and any(child.dep_ == "preconj" for child in subject.children)
    return not both and next(grammar.prepositional_objects(verb, "with"), None) is None
