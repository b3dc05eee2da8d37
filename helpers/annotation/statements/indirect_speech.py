"""Indirect speech: what a speech verb governs in the dependency parse."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation.grammar import SUBJECTS, first_child, has_to, object_of, subtree_indices
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import THINGS, can_speak
from helpers.annotation.lexicons.speech import entry, is_speech, reports
from helpers.annotation.parse_doubts import is_joined_by_mistake
from helpers.annotation.quotations import quotations_of
from helpers.annotation.statements import indirect_nouns
from helpers.annotation.statements.claims import comments
from helpers.annotation.statements.indirect_nouns import WH, Governed, first_word
from helpers.annotation.statements.interrupted_speech import interrupted, named_in_quotes
from helpers.annotation.statements.misparsed import continued, cut_subject, is_distance, told
from helpers.annotation.statements.sources import (
    cue_of,
    is_habit,
    is_passive,
    is_raising,
    outer_cue,
    speaker_of,
)

# "They learned through a report that it is over": of the verb, not of the noun
MEANS = frozenset("in on through via by with from".split())
CONTRASTING = frozenset("while whereas although though".split())
OF_HEARING = frozenset("clause fronted that wh".split())
REPORTING = frozenset("VERB AUX NOUN ADJ".split())
# A sentence with more tokens than this is a list or a table, and its parse means nothing.
LONGEST_SENTENCE = 400


class Candidate(NamedTuple):
    """A cue in one of its frames, with what it governs, as token indices.

    `head` is the word of the cue in the lexicon, `frame` is one from speech_frames.csv; `source`
    is the head of the source's noun phrase.
    """

    head: int
    frame: str
    cue: frozenset[int]
    content: frozenset[int]
    source: int | None


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Yield each cue of `doc` in each of its frames in which it reports."""
    quotations = dict(quotations_of(doc))
    for sentence in doc.sents:
        if len(sentence) > LONGEST_SENTENCE:
            continue
        for token in sentence:
            for frame, cue, content, source in _governed(token, quotations):
                if reports(token, frame):
                    head = None if source is None else source.i
                    yield Candidate(token.i, frame, frozenset(cue), frozenset(content), head)


def _governed(token: Token, quotations: Mapping[int, int]) -> Iterator[Governed]:
    if token.lower_ == "according":
        yield from indirect_nouns.according(token)
    elif token.pos_ == "NOUN" and token.lower_ in statement_words("in whose"):
        yield from indirect_nouns.in_words(token)
    elif token.pos_ not in REPORTING or entry(token) is None:
        return
    elif token.pos_ in {"VERB", "AUX"}:
        yield from _verb(token, quotations)
    elif token.pos_ == "NOUN":
        yield from indirect_nouns.noun(token)
    elif token.pos_ == "ADJ":
        yield from indirect_nouns.adjective(token)


def _verb(verb: Token, quotations: Mapping[int, int]) -> Iterator[Governed]:
    if _is_imperative(verb):
        return
    found = [*(_heard(verb) if verb.lemma_ in statement_words("hearing") else _by_parse(verb))]
    by_marks = interrupted(verb) or named_in_quotes(verb, quotations)
    if by_marks is None:
        yield from found
    else:
        same = (g for g in found if g[0] == by_marks[0] and g[2] >= by_marks[2])
        yield next(same, by_marks)


def _is_imperative(verb: Token) -> bool:
    """ "*Say* it rains", "let's *say* so", "one runs, but *expect* two": nobody says so."""
    if verb.dep_ == "conj" and verb.tag_ in {"VB", "VBP"} and verb.nbor(-1).lower_ == "but":
        alone = not any(c.dep_ in {"aux", *SUBJECTS} for c in verb.children)
        return alone and verb.i > 1 and verb.nbor(-2).text == ","
    if verb.tag_ != "VB" or any(c.dep_ in {"aux", *SUBJECTS} for c in verb.children):
        return verb.tag_ == "VB" and verb.head.lower_ in {"let", "lets"} and verb.dep_ == "ccomp"
    return verb.dep_ == "ROOT"


def _by_parse(verb: Token) -> Iterator[Governed]:
    cue = cue_of(verb)
    speaker = speaker_of(verb)
    it_seems = speaker is not None and speaker.lower_ == "it" and is_raising(verb)
    for frame, content in _passive(verb) if is_passive(verb) else _active(verb):
        seems = it_seems or frame.startswith("raising")
        yield frame, cue, content, None if seems else speaker
    for frame, preposition, content in _prepositional(verb):
        yield frame, cue | {preposition}, content, speaker
    for frame, content in _inside(verb):
        yield frame, cue, content, speaker


def _heard(verb: Token) -> Iterator[Governed]:
    """ "The court heard *from Novak* that it is over": its subject is the audience."""
    if is_passive(verb):
        return
    preposition = next((c for c in verb.rights if c.lower_ == "from"), None)
    source = None if preposition is None else object_of(preposition)
    for frame, content in _active(verb):
        if frame in OF_HEARING:
            yield frame, cue_of(verb), content, source


def _is_somebody(subject: Token | None) -> bool:
    """Is it more than the "it" of "it seems that"?"""
    return subject is not None and subject.lower_ not in {"it", "there"}


def _active(verb: Token) -> Iterator[tuple[str, set[int]]]:
    subject = first_child(verb, *SUBJECTS)
    obj = first_child(verb, "dobj")
    for child in verb.children:
        if child.dep_ == "ccomp":
            yield from _clause(child, verb)
        elif child.dep_ == "xcomp" and _is_gerund(child) and not is_raising(verb):
            yield "ing", subtree_indices(child)
        elif child.dep_ == "xcomp" and has_to(child):
            yield from _infinitive(child, verb, subject, obj)
        elif child.dep_ == "dobj":
            extra = _as_phrase(verb, child)
            clause = told(child, verb)
            if clause is not None:
                yield "that", subtree_indices(clause)
            elif extra:
                yield "np as", subtree_indices(child) | extra
            elif child.pos_ != "PRON" or child.tag_ == "DT":
                yield "np", subtree_indices(child)


def _is_gerund(verb: Token) -> bool:
    """ "lying", "having lied" """
    return verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in verb.children)


def _infinitive(
    clause: Token, verb: Token, subject: Token | None, obj: Token | None
) -> Iterator[tuple[str, set[int]]]:
    content = subtree_indices(clause)
    if is_habit(verb, clause):
        return
    if obj is not None and obj.i < clause.i:
        yield "obj inf", content | subtree_indices(obj)
        yield "inf after obj", content
    elif not is_raising(verb):
        yield "inf", content
    elif subject is not None and entry(clause) is None:
        yield "raising inf", content | subtree_indices(subject)


def _passive(verb: Token) -> Iterator[tuple[str, set[int]]]:
    subject = first_child(verb, *SUBJECTS)
    for child in verb.children:
        if child.dep_ == "ccomp":
            yield from ((f"passive {frame}", content) for frame, content in _clause(child, verb))
        elif child.dep_ == "xcomp" and has_to(child) and subject is not None:
            yield "passive inf", subtree_indices(child) | subtree_indices(subject)
        elif child.dep_ in {"acomp", "oprd", "attr"} and subject is not None:
            yield "passive oprd", subtree_indices(child) | subtree_indices(subject)
        elif child.dep_ == "nsubjpass" and not _is_hearer(child, verb):
            extra = _as_phrase(verb, child)
            yield ("passive as" if extra else "passive np"), subtree_indices(child) | extra


def _is_hearer(subject: Token, verb: Token) -> bool:
    """ "*Novak* was told of the end", "was denied bail" """
    if first_child(verb, "dobj") is not None:
        return True
    return verb.lemma_ in statement_words("with hearer") and can_speak(subject)


def _prepositional(verb: Token) -> Iterator[tuple[str, int, set[int]]]:
    """ "Called for an end", "blamed him for it", "was asked about it"."""
    prefix = "np " if any(c.dep_ == "dobj" for c in verb.children) else ""
    if is_passive(verb):
        prefix = "passive "
    for child in verb.children:
        if child.dep_ == "prep" and child.i > verb.i:
            for obj in child.children:
                if obj.dep_ not in {"pobj", "pcomp"} or is_distance(child, obj):
                    continue
                if not _is_saying(child, obj):
                    yield f"{prefix}{child.lower_}", child.i, subtree_indices(obj)


def _inside(verb: Token) -> Iterator[tuple[str, set[int]]]:
    """ "As she said, it is over", "it is, she said, over": the verb depends on the content."""
    if verb.dep_ not in {"advcl", "ccomp", "parataxis"} or verb.head == verb:
        return
    children = list(verb.children)
    subject = first_child(verb, *SUBJECTS)
    if subject is None or any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in children):
        return
    if subject.lower_ in THINGS:
        return  # "that said, it is over"
    introduced = any(c.lower_ == "as" and c.i < verb.i for c in children)
    if introduced or _is_set_off(verb, subject):
        yield ("as" if introduced else "inside"), _around(verb)


def _around(verb: Token) -> set[int]:
    """ "It is" and "over" in "It is, she said, over", "it was" in "it was, she says; it is not" """
    content = subtree_indices(verb.head) - subtree_indices(verb)
    ends = verb.doc[verb.i + 1 : verb.i + 2].text == ";"
    return {i for i in content if i < verb.i} if ends else content


def _is_set_off(clause: Token, subject: Token) -> bool:
    """ "It is, *she said*, over", and not "it is over *since she said so*" """
    if any(c.dep_ == "mark" or c.tag_ in {"WRB", "WP", "WDT"} for c in clause.lefts):
        return False
    start = subject.left_edge.i
    after_pause = start == clause.sent.start or not clause.doc[start - 1].is_alpha
    return after_pause and not is_passive(clause)


def _as_phrase(verb: Token, noun: Token) -> set[int]:
    """What somebody is described as, or called; not "as saying that it is over"."""
    phrases = [
        c
        for c in verb.children
        if c.i > max(verb.i, noun.i) and (c.dep_ == "oprd" or (c.dep_ == "prep" and c.text == "as"))
    ]
    saying = any(_is_saying(c, g) for c in phrases for g in c.children)
    return set() if saying else {i for c in phrases for i in subtree_indices(c)}


def _is_saying(preposition: Token, obj: Token) -> bool:
    """ "Was quoted as saying": the cue is "saying"."""
    return preposition.lower_ == "as" and obj.dep_ == "pcomp" and reports(obj, "that")


def _clause(clause: Token, verb: Token) -> Iterator[tuple[str, set[int]]]:
    """Yield the frame of a verb with a clause as its object, and the content of that clause."""
    frame = _frame_of_clause(clause, verb)
    if frame == "clause" and _is_seen(clause, verb):
        return
    if frame == "that" and not is_speech(verb) and _is_of_noun(clause):
        return
    seems = frame == "clause" and is_raising(verb) and _is_somebody(first_child(verb, *SUBJECTS))
    if not seems and (frame != "fronted" or not _has_other_object(verb)):
        own = subtree_indices(clause) - _other_cues(clause) - comments(clause)
        content = own | continued(clause, verb)
        yield frame, content | (cut_subject(clause, verb) if frame == "clause" else set())


def _is_seen(clause: Token, verb: Token) -> bool:
    """ "She saw *a shot cleared off the line*": something happens, nobody says so"""
    finite = clause.tag_ in {"VBD", "VBZ", "VBP", "MD"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ != "VBG" for child in clause.children
    )
    return not finite and verb.lemma_ in statement_words("perceiving or causing")


def _is_of_noun(clause: Token) -> bool:
    """ "They banned it after the declaration *that it is over*": what the noun is about"""
    mark = first_child(clause, "mark")
    before = mark.nbor(-1) if mark is not None and mark.i else None
    if before is None or before.pos_ != "NOUN" or not reports(before, "n that"):
        return False
    return before.head.dep_ == "prep" and before.head.lower_ not in MEANS


def _has_other_object(verb: Token) -> bool:
    """ "It rained, she *wrote letters*": the preceding clause is not what she wrote."""
    hears = verb.lemma_ in statement_words("with hearer")
    return any(c.dep_ == "prt" or (c.dep_ == "dobj" and not hears) for c in verb.rights)


def _frame_of_clause(clause: Token, verb: Token) -> str:
    auxiliaries = {c.tag_ for c in clause.children if c.dep_ == "aux"}
    if clause.tag_ == "VB" and has_to(clause) and "MD" not in auxiliaries:
        return "obj inf" if first_child(clause, *SUBJECTS) else "inf"
    if _is_question(clause, verb):
        return "wh"
    if clause.tag_ == "VBG" and not auxiliaries:
        return "ing"
    if clause.i < verb.i:
        return "fronted"
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    return "that" if "that" in marks else "clause"


def _is_question(clause: Token, verb: Token) -> bool:
    """ "She asked *why it is over*" """
    first = first_word(clause)
    return first is not None and first.lower_ in WH and first.i > verb.i


def _other_cues(clause: Token) -> set[int]:
    """What belongs to a further cue: "..., adding that he would go", "..., while he said no".

    Or to what the speaker did: "said they had won, but *deleted* the message".
    """
    return {
        i
        for child in clause.subtree
        if child.dep_ in {"conj", "advcl", "acl"}
        and (
            outer_cue(child) == clause.head
            or (child.head in (clause, *clause.conjuncts) and _is_other_deed(child))
            or (child.head in (clause, *clause.conjuncts) and _is_other_speech(child))
        )
        for i in subtree_indices(child)
    }


def _is_other_deed(verb: Token) -> bool:
    """ "said they had won, *but deleted* the message": by its form no part of what they had done"""
    but = [child for child in verb.head.rights if child.dep_ == "cc" and child.i < verb.i]
    if first_child(verb, *SUBJECTS) is not None:
        return False  # "the north is wet, but the coasts *are* dry"
    after_pause = bool(but) and but[-1].lower_ == "but" and but[-1].nbor(-1).text == ","
    return after_pause and is_joined_by_mistake(verb)


def _is_other_speech(clause: Token) -> bool:
    """ "..., while *Baker said* that he would go": a clause of its own, with its own speaker."""
    subject = first_child(clause, *SUBJECTS)
    marks = {c.lower_ for c in clause.lefts if c.dep_ in {"mark", "advmod"}}
    joined = marks & CONTRASTING if clause.dep_ == "advcl" else "that" not in marks
    if subject is None or not joined or not can_speak(subject):
        return False
    return any(
        c.dep_ == "ccomp" and reports(clause, _frame_of_clause(c, clause)) for c in clause.rights
    )
