"""Personal and possessive pronouns: the person or organisation that each stands for."""

from spacy.tokens import Token

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference.context import GENDERS, Context
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons import reference_words

FIRST_PERSON = frozenset("i me my mine myself".split())
NEUTER = frozenset("it its itself".split())
# How many sentences back the antecedent of a pronoun and of a description may stand.
REACH_OF_PRONOUN = 3
# How sure the only person named near is where two sentences or more lie between: the precision on
# the news part of GUM (benchmarks/actors.py), rounded.
FARTHER_BACK = 0.75


def find_third_person(context: Context) -> None:
    """Resolve "he", "she" and their forms."""
    for token in context.doc:
        gender = GENDERS.get(token.lower_) if token.pos_ == "PRON" else None
        if gender is None or token.i in context.taken:
            continue
        result = _person_before(context, token, gender)
        if result:
            context.resolve(token, *result)


def _person_before(context: Context, token: Token, gender: str) -> tuple | None:
    sentence_id = context.sentence_of.get(token.i)
    if sentence_id is None:
        return None
    if _means_subject_without_name(context, token):
        return None
    excluded = _excluded(context, token)
    for distance in range(REACH_OF_PRONOUN + 1):
        if distance == 1 and (found := _person_after(context, token, gender, sentence_id)):
            return found
        candidates = [
            (head, actor_id)
            for head, actor_id in context.by_sentence.get(sentence_id - distance, ())
            if head < token.i
            and kind_of(actor_id) == PERSON
            and actor_id not in excluded
            and context.genders.get(actor_id) in {gender, None}
        ]
        if not candidates:
            continue
        ids = {actor_id for _, actor_id in candidates}
        if len(ids) == 1:
            confidence = None if distance < 2 else FARTHER_BACK
            return ids.pop(), "pronoun: the only person named near", confidence
        sure = {actor_id for actor_id in ids if context.genders.get(actor_id) == gender}
        if len(sure) == 1:
            return sure.pop(), "pronoun: the only one of that gender"
        subjects = [a for head, a in candidates if context.is_subject(head)]
        if subjects:
            chosen = subjects[0] if distance == 0 else subjects[-1]
            return chosen, "pronoun: the subject before"
        return candidates[-1][1], "pronoun: the person named last"
    return None


def _means_subject_without_name(context: Context, token: Token) -> bool:
    """ "Her son gave his life": the subject of the clause is somebody whom no name tells."""
    if token.dep_ != "poss":
        return False
    people = gazetteers.context_words("person noun") | reference_words("person")
    verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    subjects = [] if verb is None else [c for c in verb.children if c.dep_ in SUBJECTS]
    return any(
        subject.i < token.i
        and subject.i not in context.taken
        and subject.tag_ == "NN"
        and subject.lower_ in people
        for subject in subjects
    )


def _person_after(context: Context, token: Token, gender: str, sentence_id: int) -> tuple | None:
    """ "When he came back, Keller resigned": the subject of the main clause."""
    if not any(a.dep_ in {"advcl", "prep", "csubj"} for a in [token.head, *token.head.ancestors]):
        return None
    for head, actor_id in sorted(context.by_sentence.get(sentence_id, ())):
        if (
            head > token.i
            and kind_of(actor_id) == PERSON
            and context.is_subject(head)
            and context.genders.get(actor_id) in {gender, None}
        ):
            return actor_id, "pronoun before its subject"
    return None


def _excluded(context: Context, token: Token) -> set[str]:
    """Whom the pronoun can't mean: the subject of its verb, the speaker of its quotation."""
    excluded: set[str] = set()
    if token.dep_ in {"dobj", "dative", "pobj"} and not token.lower_.endswith("self"):
        verb = token.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        subjects = {child.i for child in verb.children if child.dep_ in SUBJECTS}
        excluded |= {a for head, a in context.mentions_near(token) if head in subjects}
    if token.i in context.quoted:
        speaker = context.speaker(token)
        if speaker:
            excluded.add(speaker)
    return excluded


def find_neuter(context: Context) -> None:
    """ "its" and "it": the organisation or country that is the subject, if the only one."""
    for token in context.doc:
        if token.lower_ not in NEUTER or token.pos_ != "PRON" or token.dep_ == "expl":
            continue
        sentence_id = context.sentence_of.get(token.i)
        if sentence_id is None or token.i in context.taken:
            continue
        here = [
            (head, a)
            for head, a in context.by_sentence.get(sentence_id, ())
            if head < token.i and kind_of(a) != PERSON
        ]
        subjects = [a for head, a in here if context.is_subject(head)]
        if token.lower_ == "its" and len({a for _, a in here}) == 1 and subjects:
            context.resolve(token, subjects[0], "possessive of the subject")
        elif token.lower_ == "it" and not here and context.is_subject(token.i):
            before = context.by_sentence.get(sentence_id - 1, ())
            subjects = [a for head, a in before if context.is_subject(head)]
            ids = {a for _, a in before if kind_of(a) != PERSON}
            if len(ids) == 1 and subjects and subjects[0] in ids:
                context.resolve(token, subjects[0], "pronoun: the subject before")


def find_first_person(context: Context) -> None:
    """ "I" in a quotation is who speaks."""
    for token in context.doc:
        if token.lower_ not in FIRST_PERSON or token.i not in context.quoted:
            continue
        speaker = context.speaker(token)
        if speaker and kind_of(speaker) == PERSON:
            context.resolve(token, speaker, "speaker of the quotation")
