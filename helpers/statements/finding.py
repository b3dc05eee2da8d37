"""All statements of a text: direct and indirect speech put together."""

from typing import NamedTuple

from spacy.tokens import Doc

from helpers.quotations import find_quotations
from helpers.statements import lexicon
from helpers.statements.clauses import Candidate, candidates, cue_of
from helpers.statements.direct import direct_statements
from helpers.statements.sources import phrase
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
    best: dict[int, Candidate] = {}
    for c in candidates(doc):
        if c.head in taken_cues or c.head in covered or not c.content:
            continue
        if not lexicon.reports(doc[c.head], c.frame):
            continue
        if c.head not in best or lexicon.RANK[c.frame] < lexicon.RANK[best[c.head].frame]:
            best[c.head] = c
    quotation_at = {i: q for q in quotations for i in range(*q)}

    def accept(c):
        if c.head in covered or any(i in covered for i in c.cue):
            return
        content = set(c.content - c.cue)
        if cues & content:
            return
        for i in list(content):
            if i in quotation_at and i not in covered and quotation_at[i][0] in content | {min(content) - 1, min(content)}:
                content.update(range(*quotation_at[i]))
        if not (content - covered): return
        content -= covered | c.cue
        parts = pieces(doc, content)
        if not parts:
            return
        covered.update(content)
        cues.add(c.head)
        source = None if c.source is None else source_phrase(doc, c, content)
        found.append(Statement(parts, pieces_of_cue(doc, c.cue), source, c.head, c.frame))

    for c in sorted(best.values(), key=lambda c: -len(c.content)):
        if c.frame in lexicon.CLAUSAL:
            accept(c)
    for c in sorted(best.values(), key=lambda c: (lexicon.RANK[c.frame], c.head)):
        if c.frame not in lexicon.CLAUSAL:
            accept(c)
    return sorted(found, key=lambda s: s.content[0])


def pieces_of_cue(doc, tokens):
    out = []
    for i in sorted(tokens):
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return tuple(out)


def source_phrase(doc: Doc, c: Candidate, content) -> Piece | None:
    head = doc[c.source]
    if head.lower_ in {"it", "there"} and head.dep_ == "expl":
        return None
    return phrase(doc, head, set(c.cue), set(content))
