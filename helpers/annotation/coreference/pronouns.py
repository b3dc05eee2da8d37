"""Personal and possessive pronouns: the person or organisation that each one means."""

from spacy.tokens import Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.binding import BOUND
from helpers.annotation.coreference.context import Context
from helpers.annotation.grammar import SUBJECTS, VERBS
from helpers.annotation.lexicons import reference_words

FIRST_PERSON = frozenset("i me my mine myself".split())
# "It is likely that she won", "it seems that she won"
WITH_EMPTY_SUBJECT = reference_words("has an it without meaning")
EXPLAINED = frozenset("ccomp xcomp advcl acl csubj".split())
BESIDE = frozenset("compound npadvmod".split())  # nouns that name no other thing
BLAMING = frozenset("for of over".split())
NEUTER = frozenset("it its itself".split())


def find_neuter(context: Context) -> None:
    """ "its" and "it": the organisation or country that is the subject, if the only one."""
    for token in context.doc:
        is_open = token.i in context.sentence_of and token.i not in context.taken
        if is_open and _is_neuter(token):
            actor_id, rule = _meant(context, token)
            if actor_id:
                context.resolve(token, actor_id, rule)


def things_bound(context: Context) -> set[str]:
    """Return the actors that "it" and "its" mean by the grammar of their sentences alone."""
    forms = (t for t in context.doc if t.i in context.sentence_of and _is_neuter(t))
    return {_bound_to(context, token) for token in forms} - {None}


def _is_neuter(token: Token) -> bool:
    """Is it a form of "it", and not one that only fills a place in the sentence?"""
    return token.lower_ in NEUTER and token.pos_ == "PRON" and token.dep_ != "expl"


def _meant(context: Context, token: Token) -> tuple[str | None, str]:
    """The actor that a neuter pronoun means, or None, and the rule that says so."""
    bound = _bound_to(context, token)
    if bound:
        return bound, BOUND
    if token.lower_ == "its" and not _is_of_object(token):
        return _only_subject(context, _before(context, token)), "possessive of the subject"
    if token.lower_ == "it" and _is_main_subject(token):
        return _subject_before(context, token), "pronoun: the subject before"
    return None, ""


def _bound_to(context: Context, token: Token) -> str | None:
    """ "Acme said it would pay", "Acme cut its staff": the subject, with no noun between."""
    subject = _only_subject_above(token)
    if subject is None or _has_noun_between(context.doc[subject], token):
        return None
    actor_id = next((a for i, a in context.mentions_near(token) if i == subject), None)
    return actor_id if actor_id is not None and kind_of(actor_id) != PERSON else None


def _only_subject_above(token: Token) -> int | None:
    """The index of the only subject of the clause above the pronoun, if it comes before that."""
    if token.dep_ not in SUBJECTS | {"poss"} or _means_nothing(token):
        return None
    levels = place.governing_subjects(token)
    if not levels or len(levels[0]) > 1:
        return None
    (subject,) = levels[0]
    return subject if subject <= token.i else None


def _has_noun_between(subject: Token, token: Token) -> bool:
    """Is anything else named between them, except in a relative clause about the subject?"""
    clauses = (c.subtree for c in subject.children if c.dep_ == "relcl")
    between = set(token.doc[subject.i + 1 : token.i]).difference(*clauses)
    return any(t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in BESIDE for t in between)


def _is_of_object(token: Token) -> bool:
    """ "Acme criticised the union for its plan": may it be the object that has it?"""
    preposition = next((t for t in token.ancestors if t.dep_ == "prep"), None)
    if preposition is None or preposition.lower_ not in BLAMING:
        return False
    return any(c.dep_ == "dobj" and c.i < preposition.i for c in preposition.head.children)


def _means_nothing(token: Token) -> bool:
    """Is it the "it" of "it is possible that" or "made it possible"?"""
    if token.dep_ not in SUBJECTS:
        return False
    clauses = {child.dep_ for child in token.head.children} & EXPLAINED
    is_empty = bool(clauses) and token.head.lemma_ in WITH_EMPTY_SUBJECT
    return is_empty or token.head.pos_ not in VERBS


def _is_main_subject(token: Token) -> bool:
    """Is it the subject of the sentence, and not the "it" of "it is possible that"?"""
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.dep_ not in {"ROOT", "conj"} or verb.pos_ not in VERBS:
        return False
    return not _means_nothing(token)


def _before(context: Context, token: Token) -> list[tuple[int, str]]:
    things = _things(context, context.sentence_of[token.i])
    return [mention for mention in things if mention[0] < token.i]


def _subject_before(context: Context, token: Token) -> str | None:
    """ "It": the subject of the previous sentence, if this sentence has no other candidate."""
    sentence = context.sentence_of[token.i]
    others = (t for t in context.doc[token.sent.start : token.i] if t.dep_ in SUBJECTS)
    if _before(context, token) or any(t.pos_ in {"NOUN", "PROPN"} for t in others):
        return None
    subject = _only_subject(context, _things(context, sentence - 1))
    return subject if subject and subject == _first_subject(context, sentence - 1) else None


def _things(context: Context, sentence_id: int) -> list[tuple[int, str]]:
    """The mentions in a sentence of all actors except people."""
    return [m for m in context.by_sentence.get(sentence_id, ()) if kind_of(m[1]) != PERSON]


def _only_subject(context: Context, mentions: list[tuple[int, str]]) -> str | None:
    """The only actor of these mentions, if it is a subject."""
    subjects = [a for head, a in mentions if context.is_subject(head)]
    return subjects[0] if subjects and len({a for _, a in mentions}) == 1 else None


def _first_subject(context: Context, sentence_id: int) -> str | None:
    mentions = context.by_sentence.get(sentence_id, ())
    return next((a for head, a in mentions if context.is_subject(head)), None)


def find_first_person(context: Context) -> None:
    """Resolve "I" in a quotation to its speaker."""
    for token in context.doc:
        if token.lower_ not in FIRST_PERSON or token.i not in context.quotation_of:
            continue
        speaker = context.speaker(token)
        if speaker and kind_of(speaker) == PERSON:
            context.resolve(token, speaker, "speaker of the quotation")
