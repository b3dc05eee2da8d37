"""What carries an act's noun: "held talks", "announced a suspension of aid", "was in talks"."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.coordination import first_conjunct
from helpers.annotation.grammar import RELATIVE, VERBS
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import CONTEST, Frame, words

# "called for talks" are not talks yet.
WISHES = frozenset("call push press appeal say".split())
JOINT = frozenset("consult agree cooperate accuse assault contest other".split())
# "called a strike", "called off the attack", but not "called the attack a mistake".
CALLED = frozenset("protest consult agree".split())
HIGHEST = 4
WHEN = frozenset(("DATE", "TIME"))
NOT_YET = frozenset("future hypothetical denied".split())


class Carrier(NamedTuple):
    """The word that carries an act's noun, and how it changes the act.

    `word` is a verb, or a noun that nothing carries ("the suspension of aid"), or None; `effect` is
    as in `acts.effect`; `above` are the nouns between the two.
    """

    word: Token | None = None
    effect: str | None = None
    above: tuple[Token, ...] = ()

    @property
    def verb(self) -> Token | None:
        """The carrier, if it is a verb."""
        return self.word if self.word is not None and self.word.pos_ in VERBS else None


def readings(noun: Token) -> Iterator[tuple[str, tuple[Frame, ...]]]:
    """Yield the names that the lexicon may have for a noun, with their uses: longest first."""
    lemma = noun.lemma_.lower()
    if noun.i > 1 and noun.nbor(-1).text == "-":
        # "cease-fire", which is three tokens
        name = f"{noun.nbor(-2).lower_}-{lemma}"
        yield name, acts.frames("noun", name) or acts.frames("noun", name.replace("-", ""))
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod"}:
            name = f"{child.lower_} {lemma}"
            yield name, acts.frames("noun", name)
    yield lemma, acts.frames("noun", lemma)


def carrier_of(noun: Token, frame: Frame) -> Carrier:
    """Return what carries a noun in one of its uses."""
    above, effect = _nouns_above(noun)
    if any(has_owner(word) for word in above):
        return Carrier(effect=effect, above=above)
    top = first_conjunct(above[-1] if above else noun)
    verb, what = _verb_of(top, frame)
    if effect == "ended" and what in NOT_YET:
        # "called for an end of the war": until then there is war.
        return Carrier(above=above)
    if verb is not None:
        return Carrier(verb, effect if effect == "ended" else what or effect, above)
    return Carrier(above[-1] if effect else None, effect, above)


def has_owner(noun: Token) -> bool:
    """ "approved *the airline's* purchase of a stake", but not "attended *Friday's* talks" """
    owner = grammar.possessor(noun)
    return owner is not None and owner.tag_ != "PRP$" and owner.ent_type_ not in WHEN


def _nouns_above(noun: Token) -> tuple[tuple[Token, ...], str | None]:
    """ "a *suspension* of aid", "a new *round* of talks", "a mediation *effort*" """
    above, effect, word = [], None, noun
    for _ in range(HIGHEST):
        head = first_conjunct(word)
        if head.dep_ == "compound" and head.head.lemma_.lower() in words("round"):
            word = head.head
        elif head.dep_ == "pobj" and head.head.lower_ in {"of", "on", "to", "in"}:
            word = head.head.head
            if word.pos_ in VERBS:
                break
            lemma = word.lemma_.lower()
            what = acts.effect("noun_of", lemma)
            if not (what or lemma in words("round")):
                break
            effect = what or effect
        else:
            break
        above.append(word)
    return tuple(above), effect


def _verb_of(head: Token, frame: Frame) -> tuple[Token | None, str | None]:
    verb = head.head
    what = _effect_on_object(head, frame)
    clause = next((c for c in head.rights if acts.effect_of_verb(c) and _describes(c, head)), None)
    if what and (clause is None or grammar.doer_of(verb) is not None):
        return verb, what
    if clause is not None:
        # "the sanctions *that Peru imposed* were lifted"
        return clause, acts.effect_of_verb(clause)
    return _governing(head, frame)


def _governing(head: Token, frame: Frame) -> tuple[Token | None, str | None]:
    """The verb that governs a noun by a preposition, and how it changes the act."""
    verb = head.head
    if head.dep_ == "pobj" and verb.head.dep_ == "acomp":
        # "is *ready for* talks"
        readiness = acts.effect("noun", f"be {verb.head.lower_} {verb.lower_}")
        return (verb.head.head, readiness) if readiness else (None, None)
    if head.dep_ != "pobj" or verb.head.pos_ not in VERBS:
        return None, None
    if verb.lower_ == "in" and head.lemma_.lower() in words("stance"):
        # "marched *in support of* Peru"
        return verb.head, "asserted"
    return _through_preposition(verb, verb.head, frame)


def _effect_on_object(head: Token, frame: Frame) -> str | None:
    """ "*imposed* sanctions", "sanctions were *lifted*" """
    verb = head.head
    is_object = head.dep_ == "dobj" or (head.dep_ == "nsubjpass" and grammar.is_passive(verb))
    if not is_object or verb.pos_ not in VERBS:
        return None
    named = acts.lemma_of(verb) in words("naming") and not any(c.dep_ == "prt" for c in verb.rights)
    # "the accord could be called *a rarity*"
    described = named and grammar.first_child(verb, "oprd") is not None
    if described or (named and frame.event_class not in CALLED):
        return None
    if acts.lemma_of(verb) == "fight" and frame.event_class not in {"assault", CONTEST}:
        # "is *fighting* extradition to Peru"
        return "hypothetical"
    return acts.effect_of_verb(verb)


def _describes(clause: Token, noun: Token) -> bool:
    """ "the accord *that Japan signed* with Peru", "sanctions *imposed* on Peru" """
    if clause.dep_ not in {"relcl", "acl"}:
        return False
    thing = grammar.direct_object(clause)
    if thing is not None and (thing == noun or thing.tag_ in RELATIVE):
        return True
    return clause.dep_ == "acl" and grammar.is_passive(clause)


def _through_preposition(preposition: Token, verb: Token, frame: Frame):
    """ "was in talks", "called for sanctions" """
    lemma = acts.lemma_of(verb)
    if frame.event_class == CONTEST and lemma in words("entering"):
        # "will join her in the play-offs"
        return None, None
    what = acts.effect("noun", f"{lemma} {preposition.lower_}")
    if what:
        return verb, what
    joint = frame.event_class in JOINT and "reciprocal" in frame.slots
    joint = joint and next(grammar.prepositional_objects(verb, "with"), None) is None
    # "no proof was found in the *US-China* relationship"
    joint = joint and not _has_names(grammar.object_of(preposition))
    if frame.event_class == "consult" and _is_around_talks(preposition):
        return verb, "asserted"
    if (
        joint
        and _is_within(preposition)
        and acts.effect("noun", lemma) not in {"hypothetical", "negated"}
        and lemma not in WISHES
    ):
        return verb, "asserted"
    return None, None


def _is_around_talks(preposition: Token) -> bool:
    """ "said *after talks* with Peru", "said *in a call* with Peru" """
    noun = grammar.object_of(preposition)
    talking = noun is not None and noun.lemma_.lower() in words("conversing")
    return preposition.lower_ in words("when") or (preposition.lower_ == "in" and talking)


def _is_within(preposition: Token) -> bool:
    """ "said *in* talks", "will pay *under* a deal", "will pay *as part* of a deal" """
    noun = grammar.object_of(preposition)
    part = preposition.lower_ == "as" and noun is not None and noun.lemma_.lower() == "part"
    return part or preposition.lower_ in words("governed_preposition")


def _has_names(noun: Token | None) -> bool:
    return noun is not None and any(child.ent_type_ in grammar.NAMES for child in noun.lefts)


def asks(verb: Token) -> bool:
    """Say whether a verb asks for what it governs: "demanded", "called for"."""
    return any(f.event_class == "request" for f in acts.frames("verb", acts.lemma_of(verb)))
