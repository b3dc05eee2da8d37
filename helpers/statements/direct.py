"""Direct speech: quotations that are somebody's words, and the clause that says whose."""

from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.statements.sources import agent_of, is_passive, phrase, subject_of
from helpers.statements.spans import Piece

# Verbs after which words in quotation marks are more often a name than speech.
NAMING = frozenset("call describe dub name title entitle label term brand deem".split())
PAUSES = frozenset(", : ; — – - --".split())
UNFINISHED = frozenset(", ? ! … ... — – - --".split())
BESIDE_NAMES = frozenset("ADV AUX DET ADJ PART".split())
IN_NAMES = frozenset("PROPN NOUN DET ADJ PART".split())
LONGEST_LABEL = 8
ENDS = frozenset(". ! ?".split())
MARKS = frozenset("“ ” „ « » \" '' `` ‘ ’ '".split())
LONGEST_CLAUSE = 45
VERBAL = frozenset("VERB AUX".split())


class Direct(NamedTuple):
    """Quotations of one statement, its cue and its source, as token indices.

    `head` is the verb or colon that introduces it; None if its speaker is carried over.
    """

    head: int | None
    pieces: list[Piece]
    source: Piece | None


class Quoted(NamedTuple):
    """A quotation and the tokens around it in its paragraph up to the next quotations."""

    start: int
    end: int
    before: Piece
    after: Piece
    paragraph: int


def direct_statements(doc: Doc, quotations: list[Piece], is_speech) -> list[Direct]:
    """Return the direct speech of `doc`; `is_speech` says of a verb whether it reports words."""
    return Dialogue(doc, quotations, is_speech).statements()


class Dialogue:
    """One pass over the quotations, paragraph by paragraph."""

    def __init__(self, doc: Doc, quotations: list[Piece], is_speech):
        self.doc = doc
        self.is_speech = is_speech
        self.inside = {i for start, end in quotations for i in range(start, end)}
        self.quoted = list(self._around(quotations))
        self.found: list[Direct] = []

    def statements(self) -> list[Direct]:
        """Return what was found, in order of the text."""
        last: Quoted | None = None
        for quoted in self.quoted:
            self._attribute(quoted, last)
            last = quoted
        return self.found

    def _around(self, quotations):
        paragraphs = [(p.start, p.end) for p in self.doc.spans["paragraphs"]]
        k = 0
        for n, (start, end) in enumerate(quotations):
            while k + 1 < len(paragraphs) and paragraphs[k][1] <= start:
                k += 1
            left = (
                max([paragraphs[k][0], *(e for _, e in quotations[max(0, n - 1) : n])])
                if paragraphs
                else 0
            )
            right = (
                min([paragraphs[k][1], *(s for s, _ in quotations[n + 1 : n + 2])])
                if paragraphs
                else len(self.doc)
            )
            yield Quoted(start, end, (left, start), (end, max(end, right)), k)

    def _attribute(self, quoted: Quoted, last: Quoted | None) -> None:
        doc = self.doc
        before, after = self._clause_before(quoted), self._clause_after(quoted)
        prev = doc[before[1] - 1] if before[0] < before[1] else None
        opens = self._opens(quoted, prev)
        used = {s.head for s in self.found[-2:]}
        verb = None
        if opens and self._goes_on_after(quoted, after):
            verb = self._first_speech(after)
        if verb is None and prev is not None and prev.text not in ENDS:
            introduced = prev.text in {",", ":", ";", "—", "–", "-", "--"} or (
                self.is_speech(prev) and prev.lemma_ not in NAMING
            )
            if introduced:
                verb = self._last_speech(before, prev)
                if verb is not None and self._is_reported(verb, before):
                    return
                if verb is not None and verb.i in used:
                    self._append(verb.i, quoted)
                    return
        if verb is not None:
            if verb.i in used:
                self._append(verb.i, quoted)
            else:
                source = self._source(verb, before if verb.i < quoted.start else after)
                parts = [*self._begun_before(quoted, verb, source), (quoted.start, quoted.end)]
                self.found.append(Direct(verb.i, parts, source))
            return
        if prev is not None and prev.text == ":":
            self._label(quoted, before, prev)
            return
        if not opens or not self._is_sentence(quoted):
            return
        if self.found and last is not None and self.found[-1].pieces[-1] == (last.start, last.end):
            self._go_on(quoted, last)
        elif prev is None:
            self._introduced_by_paragraph(quoted)

    def _opens(self, quoted: Quoted, prev: Token | None) -> bool:
        return (
            prev is None
            or prev.text in ENDS
            or prev.text in {",", ":", ")", "—", "–", "--", "-", ";", "…", "..."}
            or self.is_speech(prev)
        )

    def _is_sentence(self, quoted: Quoted) -> bool:
        words = [
            t for t in self.doc[quoted.start : quoted.end] if not t.is_punct and not t.is_space
        ]
        return len(words) > 2 and any(t.pos_ in VERBAL for t in words)

    def _goes_on_after(self, quoted: Quoted, after: Piece) -> bool:
        """Does the sentence that the quotation is part of go on after it?"""
        doc = self.doc
        if after[0] >= after[1]:
            return False
        inner = [
            t for t in doc[quoted.start : quoted.end] if t.text not in MARKS and not t.is_space
        ]
        last = inner[-1].text if inner else ""
        first = doc[after[0]]
        if first.text == ",":
            return True
        if last == ".":
            return first.is_lower and self.is_speech(first)
        if last in {",", "?", "!", "…", "...", "—", "–", "-", "--"} or first.text in {"—", "-"}:
            return True
        return self.is_speech(first) or (
            first.pos_ in {"PRON", "PROPN"} and self.is_speech(first.head)
        )

    def _clause_before(self, quoted: Quoted) -> Piece:
        """From the last sentence end before the quotation on."""
        start, end = quoted.before
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        i = end - 1
        while i > start and end - i < LONGEST_CLAUSE and not self._ends(i - 1):
            i -= 1
        return (max(i, start), end) if end > start else (end, end)

    def _clause_after(self, quoted: Quoted) -> Piece:
        start, end = quoted.after
        i = start
        while i < end and i - start < LONGEST_CLAUSE and not self._ends(i):
            i += 1
        return start, i

    def _ends(self, i: int) -> bool:
        """Does a sentence end at this token? "(R-Ohio.), said" has none."""
        if self.doc[i].text not in ENDS:
            return False
        after = self.doc[i + 1] if i + 1 < len(self.doc) else None
        return after is None or not (after.text in {",", ")", ";"} or after.is_lower)

    def _first_speech(self, piece: Piece) -> Token | None:
        relative = 0
        verbs = [t for t in self.doc[piece[0] : piece[1]] if t.pos_ == "VERB" or self.is_speech(t)]
        speech = [t for t in verbs if self.is_speech(t)]
        main = [t for t in speech if t.dep_ not in {"relcl", "acl"} and t.tag_ != "VBG"]
        if main:
            return main[0]
        if speech:
            return speech[0]
        # "Q," he demurred: any verb right at the quotation.
        for t in verbs:
            subject = subject_of(t)
            if (
                t.i - piece[0] <= 4
                and subject is not None
                and piece[0] <= subject.i < piece[1]
                and t.tag_ in {"VBD", "VBZ", "VBP"}
                and t.dep_ != "relcl"
            ):
                return t
        return None

    def _last_speech(self, piece: Piece, prev: Token) -> Token | None:
        tokens = self.doc[piece[0] : piece[1]]
        speech = [t for t in tokens if self.is_speech(t) and t.i not in self.inside]
        if speech:
            return speech[-1]
        if prev.text == ":":
            verbs = [t for t in tokens if t.pos_ == "VERB" and t.tag_ != "VBN"]
            roots = [t for t in verbs if t.dep_ in {"ROOT", "conj", "ccomp"}]
            return (roots or verbs or [None])[-1]
        return None

    def _begun_before(self, quoted: Quoted, verb: Token, source: Piece | None) -> list[Piece]:
        """ "The talks, Novak said, “went well”": the part that stands before the cue, if any."""
        words = [t for t in self.doc[quoted.start : quoted.end] if t.text not in MARKS]
        if source is None or not source[1] <= verb.i < quoted.start or not words[0].is_lower:
            return []
        if self.doc[quoted.start - 1].text != ",":
            return []
        start, end = self._clause_before(quoted)[0], source[0]
        while start < end and self.doc[start].is_space:
            start += 1
        if start >= end or self.doc[end - 1].text != "," or self.doc[start].pos_ == "CCONJ":
            return []
        return [(start, end - 1)] if start < end - 1 else []

    def _is_reported(self, verb: Token, clause: Piece) -> bool:
        """Does the verb stand in what another speech verb before it governs?"""
        below = verb
        for above in verb.ancestors:
            if below.dep_ == "ccomp" and clause[0] <= above.i < verb.i and self.is_speech(above):
                return True
            below = above
        return False

    def _source(self, verb: Token, clause: Piece) -> Piece | None:
        subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
        if subject is not None and subject.i not in self.inside:
            return phrase(self.doc, subject, {verb.i}, self.inside)
        return self._beside(verb, clause)

    def _beside(self, verb: Token, clause: Piece) -> Piece | None:
        """Without a subject in the parse: the name or noun right before or after the verb."""
        for step in (-1, 1):
            i = verb.i + step
            while clause[0] <= i < clause[1] and self.doc[i].pos_ in {
                "ADV",
                "AUX",
                "DET",
                "ADJ",
                "PART",
            }:
                i += step
            if clause[0] <= i < clause[1] and self.doc[i].pos_ in {"PROPN", "NOUN", "PRON"}:
                j = i
                while clause[0] <= j + step < clause[1] and self.doc[j + step].pos_ in {
                    "PROPN",
                    "NOUN",
                    "DET",
                    "ADJ",
                    "PART",
                }:
                    j += step
                return min(i, j), max(i, j) + 1
        return None

    def _append(self, head: int, quoted: Quoted) -> None:
        for statement in reversed(self.found):
            if statement.head == head:
                statement.pieces.append((quoted.start, quoted.end))
                return

    def _label(self, quoted: Quoted, before: Piece, colon: Token) -> None:
        """ "Novak: “Q”": a speaker's label."""
        words = [
            t for t in self.doc[before[0] : before[1] - 1] if not t.is_space and not t.is_punct
        ]
        if words and len(words) <= 8 and words[-1].pos_ in {"PROPN", "NOUN"}:
            self.found.append(
                Direct(colon.i, [(quoted.start, quoted.end)], (words[0].i, words[-1].i + 1))
            )

    def _go_on(self, quoted: Quoted, last: Quoted) -> None:
        """The words right after a quotation's clause are the same speaker's."""
        if quoted.paragraph == last.paragraph:
            if self._only_cue_between(last.end, quoted.start):
                self.found[-1].pieces.append((quoted.start, quoted.end))
        elif quoted.paragraph == last.paragraph + 1:
            closed = self.doc[last.end - 1].text in MARKS and last.end - 1 > last.start
            if not closed:
                self.found[-1].pieces.append((quoted.start, quoted.end))
            elif last.after[1] - last.after[0] < 12 and quoted.after[0] >= quoted.after[1]:
                self.found.append(Direct(None, [(quoted.start, quoted.end)], self.found[-1].source))

    def _only_cue_between(self, start: int, end: int) -> bool:
        """Is there at most one sentence, that of the cue, between two quotations?"""
        ends = [i for i in range(start, end) if self.doc[i].text in ENDS]
        return len(ends) <= 1

    def _introduced_by_paragraph(self, quoted: Quoted) -> None:
        """A paragraph that ends with a colon introduces the quotation that begins the next."""
        if quoted.paragraph == 0:
            return
        before = self.doc.spans["paragraphs"][quoted.paragraph - 1]
        if before[-1].text != ":":
            return
        start = before.end - 1
        while (
            start > before.start
            and not self._ends(start - 1)
            and before.end - start < LONGEST_CLAUSE
        ):
            start -= 1
        piece = (start, before.end)
        verb = self._last_speech(piece, before[-1])
        if verb is not None:
            self.found.append(
                Direct(verb.i, [(quoted.start, quoted.end)], self._source(verb, piece))
            )
        else:
            self._label(quoted, piece, before[-1])
