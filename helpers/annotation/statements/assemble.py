"""All statements of a text: direct and indirect speech combined."""

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from helpers.annotation.grammar import RELATIVE, subtree_indices
from helpers.annotation.lexicons import speech
from helpers.annotation.quotations import quotations_of
from helpers.annotation.statements.direct_speech import Direct, direct_statements
from helpers.annotation.statements.indirect_speech import Candidate, candidates
from helpers.annotation.statements.not_said import says_nothing
from helpers.annotation.statements.sources import cue_of, phrase
from helpers.annotation.statements.speaker_labels import Turn, labelled
from helpers.annotation.statements.token_ranges import Piece, pieces, runs


class Statement(NamedTuple):
    """What was said: pieces of content and of the cue, and the source, as token indices.

    `head` is the word in the lexicon, None if the speaker is carried over; `frame` is one from
    speech_frames.csv; `kind` is direct, indirect or mixed.
    """

    content: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    source: Piece | None
    head: int | None
    frame: str
    kind: str


def find_statements(doc: Doc) -> list[Statement]:
    """Return the statements of `doc` in text order.

    They are not nested: if somebody reports what others said, that is part of the first statement.
    """
    return Finding(doc).statements()


class Finding:
    """The statements found so far, and the tokens that they cover."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.quotations = quotations_of(doc)
        self.quotation_at = {i: q for q in self.quotations for i in range(*q)}
        self.said: set[int] = set()
        self.heads: set[int] = set()
        self.found: list[Statement] = []

    def statements(self) -> list[Statement]:
        """Return all statements: direct speech first, then the rest from the outside in."""
        for direct in direct_statements(self.doc, self.quotations):
            self._add_direct(direct)
        for turn in labelled(self.doc):
            self._add_turn(turn)
        for candidate in sorted(self._candidates(), key=lambda c: (-len(c.content), c.head)):
            self._add(candidate)
        return sorted(self.found, key=lambda s: s.content[0])

    def _candidates(self) -> list[Candidate]:
        """The surest frame of each word that reports speech."""
        best: dict[int, Candidate] = {}
        rank = speech.frames()
        for c in candidates(self.doc):
            if c.head in self.heads or c.head in self.said or not c.content:
                continue
            if c.head not in best or rank[c.frame].rank < rank[best[c.head].frame].rank:
                best[c.head] = c
        return list(best.values())

    def _add_direct(self, direct: Direct) -> None:
        content = {i for piece in direct.pieces for i in range(*piece)}
        cue = () if direct.head is None else runs(cue_of(self.doc[direct.head]) - content)
        if direct.head is not None:
            self.heads.add(direct.head)
        self.said |= content
        self._record(tuple(direct.pieces), cue, direct.source, direct.head, speech.QUOTATION)

    def _add_turn(self, turn: Turn) -> None:
        """Everything under a label, including what it quotes."""
        content = {i for piece in turn.content for i in range(*piece)}
        if not content or self.said & content:
            return
        self.said |= content
        cue = () if turn.mark is None else ((turn.mark, turn.mark + 1),)
        kind = "direct" if turn.verbatim else self._kind(turn.content)
        pieces = tuple(turn.content)
        self.found.append(Statement(pieces, cue, turn.source, turn.mark, speech.LABEL, kind))

    def _add(self, c: Candidate) -> None:
        if c.head in self.said or c.cue & self.said or says_nothing(self.doc, c):
            return
        if self._is_torn(c):
            return
        content = set(c.content - c.cue)
        if self.heads & content:
            return
        content = self._with_whole_quotations(content) - self.said - c.cue
        content -= self._afterthought(content)
        parts = pieces(self.doc, content)
        if not parts or self._is_relative(parts[0]):
            return
        self.said |= content
        self.heads.add(c.head)
        source = None
        if c.source is not None:
            source = phrase(self.doc, self.doc[c.source], set(c.cue), content)
        self._record(parts, runs(c.cue), source, c.head, c.frame)

    def _is_torn(self, c: Candidate) -> bool:
        """Is a cue quoted, but its source is not: the row over a “*shouting* match”?"""
        inside = self.quotation_at.get(c.head)
        if inside is None or c.source is None:
            return False
        return c.source not in range(*inside) and c.content <= set(range(*inside))

    def _is_relative(self, piece: Piece) -> bool:
        """Is it a relative clause that a parser took for the content: "*to which they agreed*"?"""
        first, second = self.doc[piece[0]], self.doc[min(piece[0] + 1, piece[1] - 1)]
        return first.tag_ == "IN" and second.tag_ in {"WDT", "WP"} and second.lower_ != "what"

    def _afterthought(self, content: set[int]) -> set[int]:
        """A clause about the last name in the content: "She met Novak, *who lives in Oslo*"."""
        last = max((i for i in content if not self.doc[i].is_punct), default=None)
        if last is None:
            return set()
        for i in content:
            verb = self.doc[i]
            if verb.dep_ != "relcl" or verb.head.i not in content or i in self.quotation_at:
                continue
            clause = subtree_indices(verb)
            first = self.doc[min(clause)]
            if last in clause and first.tag_ in RELATIVE and self.doc[first.i - 1].text == ",":
                return clause
        return set()

    def _with_whole_quotations(self, content: set[int]) -> set[int]:
        """The content, extended to the end of a quotation that begins in it."""
        whole = set(content)
        for start, end in {self.quotation_at[i] for i in content if i in self.quotation_at}:
            if start in content or start + 1 in content:
                whole.update(range(start, end))
        return whole

    def _record(self, content, cue, source, head, frame) -> None:
        self.found.append(Statement(content, cue, source, head, frame, self._kind(content)))

    def _kind(self, content: Iterable[Piece]) -> str:
        words = [i for piece in content for i in range(*piece) if self.doc[i].text[0].isalnum()]
        quoted = [i for i in words if i in self.quotation_at]
        if not quoted:
            return "indirect"
        return "direct" if len(quoted) == len(words) else "mixed"
