"""All statements of a text: direct and indirect speech put together."""

from typing import NamedTuple

from spacy.tokens import Doc

from helpers.quotations import find_quotations
from helpers.statements import lexicon
from helpers.statements.clauses import Candidate, candidates, cue_of
from helpers.statements.direct import direct_statements
from helpers.statements.spans import Piece, pieces


class Statement(NamedTuple):
    """What was said: pieces of content and of the cue, the source, as token indices."""

    content: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    source: Piece | None
    head: int | None
    frame: str


def find_statements(doc: Doc) -> list[Statement]:
    """Return the statements of `doc` in order of the text."""
    quotations = find_quotations(doc)
    direct = direct_statements(doc, quotations, lexicon.is_speech)
    found = []
    taken_cues = set()
    covered: set[int] = set()
    for d in direct:
        content = tuple(d.quotations)
        cue = () if d.head is None else pieces_of_cue(doc, cue_of(doc[d.head]))
        found.append(Statement(content, cue, d.source, d.head, "quotation"))
        if d.head is not None:
            taken_cues.add(d.head)
        for a, b in content:
            covered.update(range(a, b))
    cues = set(taken_cues)
    best = {}
    for c in candidates(doc):
        if c.head in taken_cues or c.head in covered or not c.content:
            continue
        p = lexicon.worth(doc[c.head], c.frame)
        if p < lexicon.THRESHOLD:
            continue
        if c.head not in best or p > best[c.head][0]:
            best[c.head] = (p, c)
    for p, c in sorted(best.values(), key=lambda pc: (-pc[0], pc[1].head)):
        if c.head in covered or any(i in covered for i in c.cue):
            continue
        content = c.content - c.cue
        if cues & content:
            continue
        content = frozenset(i for i in content if i not in covered) if len(content & covered) < len(content) else frozenset()
        parts = pieces(doc, content)
        if not parts:
            continue
        covered |= content
        cues |= {c.head}
        found.append(Statement(parts, pieces_of_cue(doc, c.cue), source_phrase(doc, c), c.head, c.frame))
    return sorted(found, key=lambda s: s.content[0])


def pieces_of_cue(doc, tokens):
    out = []
    for i in sorted(tokens):
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return tuple(out)


def source_phrase(doc: Doc, c: Candidate) -> Piece | None:
    if c.source is None:
        return None
    head = doc[c.source]
    if head.lower_ in {"it", "there"} and head.dep_ == "expl":
        return None
    start, end = head.left_edge.i, head.right_edge.i + 1
    stop = c.content | c.cue
    while end > head.i + 1 and any(i in stop for i in range(head.i + 1, end)):
        end -= 1
    while start < head.i and any(i in stop for i in range(start, head.i)):
        start += 1
    return start, end
