"""Indirect speech: what a speech verb, noun or adjective governs in the dependency parse."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.statements.sources import agent_of, is_passive, outer_cue, possessor, subject_of
from helpers.statements.spans import below

WH = frozenset("how what when where whether which who whom whose why if whatever".split())
# What is longer than this in tokens is a list or a table, and its parse means nothing.
LONGEST_SENTENCE = 400
SUBJECTS = frozenset("nsubj nsubjpass csubj expl".split())
# "They seem to agree": what seems is that they agree.
RAISING = frozenset("seem appear happen look sound prove tend".split())
CLAUSES = frozenset("ccomp xcomp advcl acl relcl parataxis".split())
EXTRA = frozenset("prep advcl oprd xcomp ccomp".split())


class Candidate(NamedTuple):
    """A cue in one of its frames, with what it would govern.

    `cue` are the token indices of the cue, `head` its word in the lexicon, `frame` how it governs
    the tokens `content`; `source` is the head of the source's noun phrase.
    """

    head: int
    frame: str
    cue: frozenset[int]
    content: frozenset[int]
    source: int | None


def candidates(doc: Doc, reports=None) -> Iterator[Candidate]:
    """Yield each cue of `doc` in each frame that it stands in and, by `reports`, reports in."""
    for sentence in doc.sents:
        if len(sentence) > LONGEST_SENTENCE:
            continue
        for token in sentence:
            for candidate in _of(token):
                if reports is None or reports(token, candidate.frame):
                    yield candidate


def _of(token: Token) -> Iterator[Candidate]:
    if token.lower_ == "according":
        yield from _according(token)
    elif token.pos_ in {"VERB", "AUX"}:
        yield from _verb(token)
    elif token.pos_ == "NOUN":
        yield from _noun(token)
    elif token.pos_ == "ADJ":
        yield from _adjective(token)


def _index(token: Token | None) -> int | None:
    return None if token is None else token.i


def cue_of(verb: Token) -> frozenset[int]:
    """Return the verb with its auxiliaries, negation and particle."""
    return frozenset(
        [verb.i]
        + [c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "prt"}]
    )


def _verb(verb: Token) -> Iterator[Candidate]:
    if verb.lower_ == "according":
        return
    children = list(verb.children)
    passive = is_passive(verb)
    subject = subject_of(verb)
    source = agent_of(verb) if passive else subject
    if verb.lemma_ in RAISING and source is not None and source.lower_ == "it":
        source = None
    cue = cue_of(verb)
    by_dep = {}
    for c in children:
        by_dep.setdefault(c.dep_, c)

    def made(frame, content, source=source, cue=cue):
        return Candidate(verb.i, frame, frozenset(cue), frozenset(content), _index(source))

    pas = "passive " if passive else ""
    subject_child = next((c for c in children if c.dep_ in SUBJECTS), None)
    obj = by_dep.get("dobj")
    for c in children:
        if c.dep_ == "ccomp":
            yield from (made(pas + f, t) for f, t in _clause(c, verb))
        elif c.dep_ == "xcomp":
            if c.tag_ == "VBG":
                yield made(pas + "ing", below(c))
            elif any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children):
                if passive and subject_child is not None:
                    yield made("passive inf", below(c) | below(subject_child))
                    yield made("passive inf only", below(c), source=agent_of(verb) or subject)
                elif obj is not None and obj.i < c.i:
                    yield made("obj inf", below(c) | below(obj))
                    yield made("inf after obj", below(c))
                else:
                    if verb.lemma_ not in RAISING:
                        yield made("inf", below(c))
                    if subject_child is not None and verb.lemma_ in RAISING:
                        yield made("raising inf", below(c) | below(subject_child), source=None)
            elif subject_child is not None:
                yield made("raising", below(c) | below(subject_child), source=None)
                yield made("comp", below(c))
        elif c.dep_ in {"acomp", "oprd", "attr"} and subject_child is not None:
            if passive:
                yield made("passive oprd", below(c) | below(subject_child))
            else:
                yield made("raising", below(c) | below(subject_child), source=None)
        elif c.dep_ == "dobj":
            extra = set()
            for g in children:
                if g.i > c.i and (g.dep_ == "oprd" or (g.dep_ == "prep" and g.lower_ == "as")):
                    extra |= below(g)
            if c.pos_ != "PRON" or extra or c.tag_ == "DT":
                yield made("np as" if extra else "np", below(c) | extra)
        elif c.dep_ in {"nsubjpass"}:
            extra = set()
            for g in children:
                if g.i > c.i and (g.dep_ == "oprd" or (g.dep_ == "prep" and g.lower_ == "as")):
                    extra |= below(g)
            if extra:
                yield made("passive as", below(c) | extra)
            else:
                yield made("passive np", below(c))
        elif c.dep_ == "prep" or c.dep_ == "agent" and not passive:
            for g in c.children:
                if g.dep_ in {"pobj", "pcomp"}:
                    has = "np " if obj is not None else ""
                    yield made(f"{pas}{has}{c.lower_}", below(g), cue=cue | {c.i})
    # "As Novak said, ..." and "Novak said" inside of what she says.
    head = verb.head
    if subject_child is not None and head != verb and verb.dep_ in {"advcl", "ccomp", "parataxis"}:
        governs = any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in children)
        if not governs:
            as_ = any(c.lower_ == "as" and c.i < verb.i for c in children)
            rest = _whole(head) - below(verb)
            yield made("as" if as_ else "inside", rest)
    if verb.dep_ in {"amod"}:
        yield made("amod", below(head) - below(verb), source=None)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield made("acl", below(head) - below(verb), source=agent_of(verb))


def _whole(token: Token) -> set[int]:
    """The clause that `token` belongs to, up to its sentence."""
    return below(token)


def _clause(clause: Token, verb: Token) -> Iterator[tuple[str, set[int]]]:
    first = [c for c in clause.subtree if not c.is_punct and not c.is_space]
    tokens = below(clause) - _other_cues(clause)
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
    if infinitive and clause.tag_ == "VB" and not any(c.dep_=="aux" and c.tag_=="MD" for c in clause.children):
        if any(c.dep_ in SUBJECTS for c in clause.children):
            yield "obj inf", tokens
        else:
            yield "inf", tokens
    elif first and first[0].lower_ in WH and first[0].i > verb.i:
        yield "wh", tokens
    elif clause.tag_ == "VBG" and not any(c.dep_ == "aux" for c in clause.children):
        yield "ing", tokens
    elif clause.tag_ == "VB" and not any(c.dep_ == "aux" for c in clause.children):
        yield "bare inf", tokens
    elif clause.i < verb.i:
        yield "fronted", tokens
    elif any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        yield "that", tokens
    else:
        yield "clause", tokens


def _other_cues(clause: Token) -> set[int]:
    """What belongs to a further cue of the same speaker: "..., adding that he would go"."""
    return {
        i
        for token in (clause, *clause.conjuncts)
        for child in token.children
        if child.dep_ in {"conj", "advcl"} and outer_cue(child) is not None
        for i in below(child)
    }


def _noun(noun: Token) -> Iterator[Candidate]:
    owner = possessor(noun)
    source = owner
    cue = {noun.i}
    verb = noun.head
    if owner is None and noun.dep_ in {"dobj", "pobj"}:
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        if verb.pos_ in {"VERB", "AUX"}:
            source = subject_of(verb)
            cue |= {i for i in range(verb.i, noun.i)} if 0 < noun.i - verb.i < 6 else set()

    def made(frame, content, source=source):
        return Candidate(noun.i, frame, frozenset(cue - content), frozenset(content), _index(source))

    for c in noun.children:
        if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > noun.i:
            marks = {g.lower_ for g in c.children if g.dep_ in {"mark", "aux", "nsubj", "dobj"}}
            tokens = below(c)
            first = doc_first(c)
            if any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children):
                yield made("n inf", tokens)
            elif c.tag_ == "VBN" or c.tag_ == "VBG":
                continue
            elif first is not None and first.lower_ == "that" and first.dep_ == "mark":
                yield made("n that", tokens)
            elif c.dep_ != "relcl":
                yield made("n clause", tokens)
        elif c.dep_ == "prep" and c.i > noun.i:
            if owner is not None and owner.head == c:
                continue
            for g in c.children:
                if g.dep_ in {"pobj", "pcomp"}:
                    yield made(f"n {c.lower_}", below(g))


def doc_first(token):
    for t in token.subtree:
        if not t.is_punct and not t.is_space:
            return t
    return None


def _adjective(adj: Token) -> Iterator[Candidate]:
    head = adj.head
    subject = subject_of(head) if head.pos_ in {"AUX", "VERB"} else head if head.pos_ in {"NOUN", "PROPN"} else None
    cue = {adj.i}
    if head.pos_ in {"AUX", "VERB"} and adj.dep_ in {"acomp", "oprd"}:
        cue |= cue_of(head)
    expl = subject is not None and subject.lower_ in {"it", "there"}

    def made(frame, content):
        return Candidate(adj.i, ("it " if expl else "") + frame, frozenset(cue - content), frozenset(content), None if expl else _index(subject))

    kids = list(adj.children)
    if expl:
        kids += [c for c in head.children if c.dep_ in {"ccomp", "csubj"} and c.i > adj.i]
    for c in kids:
        if c.dep_ == "ccomp" or c.dep_ == "csubj":
            first = doc_first(c)
            yield made("a wh" if first is not None and first.lower_ in WH else "a that", below(c))
        elif c.dep_ in {"xcomp", "advcl"} and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children):
            yield made("a inf", below(c))
        elif c.dep_ == "prep":
            for g in c.children:
                if g.dep_ in {"pobj", "pcomp"}:
                    yield made(f"a {c.lower_}", below(g))
    if adj.dep_ == "amod":
        yield made("amod", below(head) - below(adj))


def _according(token: Token) -> Iterator[Candidate]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return
    source = next((c for c in to.children if c.dep_ in {"pobj", "pcomp"}), None)
    head = token.head
    if source is None or head == token:
        return
    while head.dep_ in {"pcomp","prep"} and head.head != head: head = head.head
    content = below(head) - below(token)
    yield Candidate(token.i, "according to", frozenset({token.i, to.i}), frozenset(content), source.i)
    root = token.sent.root
    if root != head:
        yield Candidate(token.i, "according to root", frozenset({token.i, to.i}), frozenset(below(root) - below(token)), source.i)
