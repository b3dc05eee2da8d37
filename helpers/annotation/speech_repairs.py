"""Clauses beside a verb of saying that a parser gives to the wrong verb or noun."""

from spacy.tokens import Span, Token

from helpers.annotation.grammar import FINITE, SUBJECTS, first_child
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import can_speak
from helpers.annotation.lexicons.speech import entries

CLAUSES = frozenset("acl relcl".split())
HE_OR_SHE = frozenset("he she".split())
BEFORE_A_VERB = frozenset((*SUBJECTS, "aux", "auxpass", "mark"))


def repair_speech(sentence: Span) -> None:
    """Give each verb of saying in a sentence the clauses that are its own."""
    for verb in sentence:
        if _says(verb) and verb.i + 1 < sentence.end and verb.nbor().text == ";":
            _end_at_semicolon(verb)
        elif verb.dep_ in CLAUSES and (told := _told_on_occasion(verb)) is not None:
            verb.head, verb.dep_ = told, "ccomp"
        elif verb.dep_ == "conj" and _says(verb) and _is_act_beside(verb):
            verb.head = verb.head.head
        if verb.lemma_ in statement_words("accusing of"):
            _join_charge(verb)
        if verb.dep_ == "ROOT" and (speaker := _speaker_after(verb)) is not None:
            speaker.dep_ = "nsubj"


def _says(verb: Token) -> bool:
    return verb.pos_ in {"VERB", "AUX"} and (verb.lemma_, "verb") in entries()


def _end_at_semicolon(verb: Token) -> None:
    """ "It paid, they *say*; it did so because I helped": the rest is not what they say"""
    later = [child for child in verb.rights if child.dep_ in {"ccomp", "conj"}]
    before = verb.head
    if before.i > verb.i and before.dep_ == "conj" and before.head.i < verb.i:
        verb.head, verb.dep_ = before.head, "parataxis"
    elif before.i < verb.i and verb.dep_ == "parataxis":
        for clause in later:
            clause.head, clause.dep_ = before, "conj"


def _told_on_occasion(clause: Token) -> Token | None:
    """ "*told* them on a call that it was over", "said at a meeting that it was" """
    noun, mark = clause.head, first_child(clause, "mark")
    if mark is None or mark.lower_ != "that" or noun.dep_ != "pobj" or noun.head.pos_ != "ADP":
        return None
    verb = noun.head.head
    is_free = first_child(verb, "ccomp") is None and verb.i < noun.i
    return verb if _says(verb) and verb.tag_ in FINITE and is_free else None


def _is_act_beside(verb: Token) -> bool:
    """ "said it was late and *criticised* Baker", "said she was sorry and *thanked* him"

    After another subject, as in "said Baker had lied and criticised her", it stays open who does.
    """
    reported = verb.head
    speaks = reported.head
    beside = reported.dep_ == "ccomp" and speaks.i < reported.i and _says(speaks)
    if not beside or {verb.tag_, speaks.tag_} != {"VBD"} or verb.nbor(-1).lower_ != "and":
        return False
    is_bare = first_child(verb, *BEFORE_A_VERB) is None and first_child(verb, "dobj") is not None
    if not is_bare or verb.lemma_ not in statement_words("only by somebody"):
        return False
    subject = first_child(reported, *SUBJECTS)
    for auxiliary in reported.lefts:
        subject = subject or first_child(auxiliary, *SUBJECTS)
    return subject is not None and (_is_thing(subject) or _is_speakers_feeling(reported, subject))


def _is_thing(subject: Token) -> bool:
    return subject.lower_ in {"it", "there"} or not can_speak(subject)


def _is_speakers_feeling(reported: Token, subject: Token) -> bool:
    """ "said *he was disappointed*" """
    speaker = first_child(reported.head, "nsubj")
    is_state = reported.lemma_ == "be" or any(c.lemma_ == "be" for c in reported.lefts)
    if speaker is None or subject.lower_ not in HE_OR_SHE or not is_state:
        return False
    return speaker.pos_ != "PRON" or speaker.lower_ == subject.lower_


def _join_charge(verb: Token) -> None:
    """ "accused the author *of loving* her footnotes", which a parser takes for "author of" """
    accused = first_child(verb, "dobj")
    charges = [c for c in accused.rights if c.lower_ == "of"] if accused is not None else []
    for charge in charges[-1:]:
        if first_child(charge, "pcomp") is not None:
            charge.head = verb


def _speaker_after(verb: Token) -> Token | None:
    """ "It rains, said *co-author* Anna Novak", taken for what is said"""
    clause, noun = first_child(verb, "ccomp"), first_child(verb, "dobj")
    if clause is None or noun is None or not clause.i < verb.i < noun.i or not _says(verb):
        return None
    inverted = verb.nbor(-1).is_punct and first_child(verb, *SUBJECTS) is None
    return noun if inverted and can_speak(noun) else None
