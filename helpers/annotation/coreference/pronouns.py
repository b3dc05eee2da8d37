"""Personal and possessive pronouns: the person or organisation that each stands for."""

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference.context import Context

FIRST_PERSON = frozenset("i me my mine myself".split())
NEUTER = frozenset("it its itself".split())


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
        if token.lower_ not in FIRST_PERSON or token.i not in context.quotation_of:
            continue
        speaker = context.speaker(token)
        if speaker and kind_of(speaker) == PERSON:
            context.resolve(token, speaker, "speaker of the quotation")
