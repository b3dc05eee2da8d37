"""Acts that consist in saying something: "Spain said Peru must pay".

The statements are those found by `helpers.annotation.statements`. A demand is a clause whose
subject is told what to do; an accusation is one whose subject is said to be to blame, or is alleged
to have done harm.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, SpanGroup, Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.events import circumstances
from helpers.annotation.events.event import Event
from helpers.annotation.events.parties import Parties, Party
from helpers.annotation.events.things import clause_of
from helpers.annotation.events.unnamed import unnamed
from helpers.annotation.grammar import VERBS
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words
from helpers.annotation.parse_doubts import is_in_inner_quotes
from helpers.annotation.sentence_tone import vader

CONFLICT = frozenset("assault coerce threaten".split())
# Words that express blame only together with what it is for.
NEUTRAL = frozenset(("responsible", "behind", "liable"))
HAVE = frozenset(("have", "need", "ought"))
PERFECT = frozenset(("have", "'ve"))
WHEN = frozenset(("DATE", "TIME"))
ABLE = frozenset("able happy proud ashamed".split())
COMPARED = frozenset("less least too as no not more most".split())


def of_statements(doc: Doc, parties: Parties) -> Iterator[Event]:
    """Yield the demands and accusations among the statements of `doc`."""
    group = doc.spans.get("statements")
    if group is None:
        return
    for parts in _parts(group):
        sources = parts.get("source", ())
        speakers = [p for s in sources for p in parties.named(s.root) or unnamed(s.root)]
        cue = parts["cue"][0].root if "cue" in parts else None
        if not speakers or cue is None or not cue.is_alpha or circumstances.of_verb(cue).negated:
            continue
        if cue.lemma_.lower() in words("not_meant"):
            continue
        for clause in _main_clauses(parts["content"]):
            yield from _of_clause(cue, clause, speakers, parties)


def _parts(group: SpanGroup) -> Iterable[dict[str, list[Span]]]:
    """The spans of each statement by their label; not of "asked where Novak *should* sit"."""
    spoken: dict[str, dict[str, list[Span]]] = {}
    for span in group:
        if group.attrs["records"][span.id_]["frame"] != "wh":
            spoken.setdefault(span.id_, {}).setdefault(span.label_, []).append(span)
    return spoken.values()


def _main_clauses(content: list[Span]) -> Iterator[Token]:
    """The verbs of the content that no other verb in it governs, and those joined to them."""
    said = {token.i for span in content for token in span}
    for span in content:
        for token in span:
            if is_in_inner_quotes(span, token):
                continue
            outside = token.head.i not in said or token.head == token
            joined = token.dep_ == "conj" and token.head.pos_ in VERBS
            if token.pos_ in VERBS and (outside or joined) and token.dep_ in MAIN:
                yield token


MAIN = frozenset("ROOT ccomp conj parataxis dep".split())


def _of_clause(
    cue: Token, clause: Token, speakers: list[Party], parties: Parties
) -> Iterator[Event]:
    subject = grammar.subject_of(clause)
    if subject is None or _describes_a_noun(subject) or _is_a_condition(clause):
        return
    told = _told(cue, clause)
    if told is None:
        return
    event_class, word = told
    how = circumstances.of_verb(cue)
    for speaker in speakers:
        for target in parties.named(subject):
            if target.actor_id and not _is_meant_otherwise(word, kind_of(target.actor_id)):
                action = f"{cue.lemma_.lower()}: {word.lemma_.lower()}"
                yield Event(
                    speaker, [word, cue], action, target, event_class, how, thing=clause_of(clause)
                )


def _is_meant_otherwise(word: Token, kind: str) -> bool:
    """ "Novak has to pay" need be no demand, and "Peru is dangerous" is no reproach."""
    if kind == PERSON:
        return word.lemma_.lower() in HAVE
    return _is_personal(word)


def _told(cue: Token, clause: Token) -> tuple[str, Token] | None:
    """The class of what the clause says of its subject, and the word that says it, if any."""
    duty = _obligation(clause)
    if duty is not None:
        return "request", duty
    blame = _blame(clause) or _borne(clause) or _alleged(cue, clause) or _wrongdoing(cue, clause)
    return ("accuse", blame) if blame is not None else None


def _is_a_condition(clause: Token) -> bool:
    """ "*if* Peru must pay" """
    conditions = circumstances.CONDITIONS
    return any(child.dep_ == "mark" and child.lower_ in conditions for child in clause.lefts)


def _describes_a_noun(subject: Token) -> bool:
    """ "a problem *Peru* still has to solve", which a parser may take for what is said"""
    first = subject.left_edge
    before = first.nbor(-1) if first.i > first.sent.start else None
    return before is not None and before.pos_ == "NOUN" and before.ent_type_ not in WHEN


def _obligation(clause: Token) -> Token | None:
    """ "must pay", "should not pay", "has to pay", "needs to pay"; but not "must have paid" """
    auxiliaries = [child for child in clause.lefts if child.dep_ == "aux"]
    if _is_able(clause) or not _can_be_told(clause) or _is_perfect(auxiliaries):
        return None
    must = next((child for child in auxiliaries if child.lower_ in words("obligation")), None)
    if must is not None and _is_inverted(must, clause):
        return None
    if must is not None or auxiliaries:
        return must
    return clause if _has_to(clause) and not circumstances.is_negated(clause) else None


def _is_able(clause: Token) -> bool:
    return any(child.lower_ in ABLE for child in clause.rights)


def _is_perfect(auxiliaries: list[Token]) -> bool:
    return any(auxiliary.lower_ in PERFECT for auxiliary in auxiliaries)


def _is_inverted(auxiliary: Token, verb: Token) -> bool:
    """ "*should* Peru not pay" is a condition."""
    subjects = [child for child in verb.lefts if child.dep_ in grammar.SUBJECTS]
    return auxiliary.i < verb.i and any(subject.i > auxiliary.i for subject in subjects)


def _has_to(clause: Token) -> bool:
    """ "has to pay", but not "has yet to pay" """
    if clause.lemma_.lower() not in HAVE or clause.tag_ not in {"VBZ", "VBP"}:
        return False
    told = grammar.first_child(clause, "xcomp")
    if any(child.tag_ == "PRP" for child in clause.lefts):
        # "that's a risk she has to take"
        return False
    yet = any(child.lower_ == "yet" for child in clause.children)
    return told is not None and not yet and _can_be_told(told)


def _can_be_told(verb: Token) -> bool:
    return not grammar.is_passive(verb) and verb.lemma_.lower() not in words("staying")


def _blame(clause: Token) -> Token | None:
    """ "was responsible for it", "is to blame" """
    if clause.lemma_.lower() != "be" or circumstances.is_negated(clause):
        return None
    for child in clause.rights:
        if child.dep_ not in {"acomp", "xcomp", "attr", "prep"}:
            continue
        if child.dep_ in {"acomp", "attr"} and _is_fault(child):
            return child
        neutral = child.lower_ in NEUTRAL
        if child.lemma_.lower() in words("blame") and (not neutral or _is_harm(child)):
            return child
    return None


def _borne(clause: Token) -> Token | None:
    """ "bears *responsibility* for the attack", "bears *the blame*" """
    thing = grammar.direct_object(clause) if clause.lemma_.lower() == "bear" else None
    if thing is None or circumstances.is_negated(clause):
        return None
    return thing if thing.lemma_.lower() in words("guilt") and _is_harm(thing) else None


def _is_fault(word: Token) -> bool:
    """ "was *a liar*", "is *corrupt*", but not "is less corrupt", "is too weak to fight" """
    compared = any(child.lower_ in COMPARED for child in word.lefts)
    return not compared and word.lemma_.lower() in words("fault") | words("fault_of_person")


def _is_personal(word: Token) -> bool:
    """ "dangerous" is a reproach to a person; a country can be dangerous to travel in."""
    return word.lemma_.lower() in words("fault_of_person")


def _wrongdoing(cue: Token, clause: Token) -> Token | None:
    """ "said that Peru had violated the truce", "said Novak lied" """
    if cue.lemma_.lower() in words("told_as_fact") or grammar.is_passive(clause):
        return None
    how = circumstances.of_verb(clause)
    done = not how.negated and how.modality == "asserted"
    return clause if done and clause.lemma_.lower() in words("wrongdoing") else None


def _is_harm(word: Token) -> bool:
    """ "responsible *for the attack*", "*behind the attack*", but not "responsible for trade" """
    at = [word] if word.pos_ == "ADP" else [*word.rights]
    thing = next((noun for noun in map(grammar.object_of, at) if noun is not None), None)
    deed = next((c for a in at for c in a.rights if c.dep_ == "pcomp"), None)
    if deed is not None:
        # "responsible *for keeping the peace*"
        text = " ".join(token.text for token in deed.subtree)
        return vader().polarity_scores(text)["compound"] < 0
    if thing is None:
        return not any(child.dep_ == "prep" for child in word.head.lefts)
    if any(f.event_class in CONFLICT for f in acts.frames("noun", thing.lemma_.lower())):
        return True
    text = " ".join(token.text for token in thing.subtree)
    return vader().polarity_scores(text)["compound"] < 0


def _alleged(cue: Token, clause: Token) -> Token | None:
    """ "claimed that Peru had bombed the town" """
    if cue.lemma_.lower() not in words("alleging") or grammar.is_passive(clause):
        return None
    how = circumstances.of_verb(clause)
    harms = any(
        frame.event_class in CONFLICT and "dobj" in frame.slots
        for frame in acts.frames("verb", acts.lemma_of(clause))
    )
    done = harms and not how.negated and how.modality == "asserted"
    return clause if done and grammar.direct_object(clause) is not None else None
