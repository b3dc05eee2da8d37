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
        here = [m for m in _things(context, sentence_id) if m[0] < token.i]
        if token.lower_ == "its":
            owner = _only_subject(context, here)
            if owner:
                context.resolve(token, owner, "possessive of the subject")
        elif token.lower_ == "it" and not here and context.is_subject(token.i):
            subject = _only_subject(context, _things(context, sentence_id - 1))
            if subject and subject == _first_subject(context, sentence_id - 1):
                context.resolve(token, subject, "pronoun: the subject before")


def _things(context: Context, sentence_id: int) -> list[tuple[int, str]]:
    """The mentions in a sentence of all actors but people."""
    return [m for m in context.by_sentence.get(sentence_id, ()) if kind_of(m[1]) != PERSON]


def _only_subject(context: Context, mentions: list[tuple[int, str]]) -> str | None:
    """The one actor of these mentions, if it is a subject."""
    subjects = [a for head, a in mentions if context.is_subject(head)]
    return subjects[0] if subjects and len({a for _, a in mentions}) == 1 else None


def _first_subject(context: Context, sentence_id: int) -> str | None:
    mentions = context.by_sentence.get(sentence_id, ())
    return next((a for head, a in mentions if context.is_subject(head)), None)


def find_first_person(context: Context) -> None:
    """ "I" in a quotation is who speaks."""
    for token in context.doc:
        if token.lower_ not in FIRST_PERSON or token.i not in context.quotation_of:
            continue
        speaker = context.speaker(token)
        if speaker and kind_of(speaker) == PERSON:
            context.resolve(token, speaker, "speaker of the quotation")
