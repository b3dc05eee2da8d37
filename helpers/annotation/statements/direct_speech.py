"""Direct speech: quotations that are somebody's words, and whose they are."""

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation import grammar
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import can_speak
from helpers.annotation.lexicons.speech import is_speech
from helpers.annotation.quotations import quotations_of
from helpers.annotation.statements.according import according
from helpers.annotation.statements.quotation_context import (
    ENDS,
    MARKS,
    Quoted,
    goes_on,
    is_name,
    is_part,
    is_reported,
    is_saying,
    is_whole,
    label_after_dash,
    last_clause,
    names_speaker,
    precedes_speech,
    reports_at_once,
    surroundings,
    verb_after,
    verb_before,
)
from helpers.annotation.statements.signatures import signature
from helpers.annotation.statements.sources import (
    described,
    is_passive,
    phrase,
    speaker_of,
)
from helpers.annotation.statements.token_ranges import Piece, trimmed

BESIDE_NAMES = frozenset("ADV AUX DET ADJ PART".split())
NAMES = frozenset("PROPN NOUN PRON".split())
IN_NAMES = frozenset("PROPN NOUN DET ADJ PART".split())
# Words that may precede "from" in a label: "And from Novak:".
JOINING = frozenset("CCONJ ADV SPACE".split())
LONGEST_LABEL = 8
# A speaker is carried over to the next paragraph if no more than this follows the quotation.
LONGEST_REST = 12
LONGEST_REPLY = 4  # words


class Direct(NamedTuple):
    """What somebody says without interruption, its cue and its source, as token indices.

    `head` is the verb or colon that introduces it; None if its speaker is carried over.
    """

    head: int | None
    pieces: list[Piece]
    source: Piece | None


def direct_statements(doc: Doc, quotations: list[Piece]) -> list[Direct]:
    """Return the direct speech of `doc`, in order of the text.

    Quotations without a speaker, such as scare quotes, are left out.
    """
    return Dialogue(doc, quotations).found


def quoted_sources(doc: Doc) -> dict[int, Piece]:
    """Return the source of the direct speech that each token is in, by token index.

    It needs only the parse and `doc.spans["paragraphs"]`, so that references can be resolved with
    it: "I" in a quotation is its source.
    """
    return {
        i: direct.source
        for direct in direct_statements(doc, quotations_of(doc))
        if direct.source is not None
        for piece in direct.pieces
        for i in range(*piece)
    }


class Dialogue:
    """One pass over the quotations; the results depend on who spoke last."""

    def __init__(self, doc: Doc, quotations: list[Piece]):
        self.doc = doc
        self.quoted_tokens = {i for start, end in quotations for i in range(start, end)}
        speech = [q for q in quotations if not is_name(doc, *q)]
        self.said_tokens = {i for start, end in speech for i in range(start, end)}
        self.found: list[Direct] = []
        last: Quoted | None = None
        for quoted in surroundings(doc, speech):
            self._attribute(quoted, last)
            last = quoted

    def _attribute(self, quoted: Quoted, last: Quoted | None) -> None:
        """Attribute the quotation by a verb in its sentence, otherwise by what precedes it."""
        before = self._token_before(quoted)
        opens = before is None or is_saying(before) or precedes_speech(before)
        if (label := label_after_dash(self.doc, quoted.introduction)) is not None:
            self._add_labelled(quoted, label)
            return
        if self._signed(quoted) or self._according(quoted, opens) or self._by_verb(quoted, opens):
            return
        if before is not None and before.text == ":":
            self._add_labelled(quoted, quoted.introduction)
        elif opens and self._is_sentence(quoted):
            self._by_context(quoted, last)

    def _by_verb(self, quoted: Quoted, opens: bool) -> bool:
        """Does a verb in the sentence introduce the quotation? If so, record whose words it is.

        Nothing is recorded if the quotation is only a part of what the verb governs.
        """
        verb = verb_before(self.doc, quoted.introduction, self.quoted_tokens)
        before = verb is not None and (
            is_whole(self.doc, quoted) or verb.i == quoted.introduction[1] - 2
        )
        after = opens and not before and goes_on(self.doc, quoted)
        if after and (found := verb_after(self.doc, quoted)):
            self._add(found, quoted, quoted.rest)
            return True
        if verb is None:
            return False
        if not (is_reported(verb, quoted.introduction) or is_part(self.doc, verb, quoted)):
            self._add(verb, quoted, quoted.introduction)
        elif self._token_before(quoted).text == ":" and self._is_sentence(quoted):
            self._after_colon(verb, quoted)
        return True

    def _after_colon(self, verb: Token, quoted: Quoted) -> None:
        """ "Novak said she hoped it was over: “We lost.”": what she says in addition."""
        start, _ = quoted.introduction
        above = [v for v in verb.ancestors if start <= v.i < verb.i and is_speech(v)]
        self._add_further((verb, *above)[-1], quoted, quoted.introduction)

    def _add_further(self, verb: Token, quoted: Quoted, clause: Piece) -> None:
        source = self._source(verb, clause)
        if source is not None and can_speak(self.doc[slice(*source)].root):
            self.found.append(Direct(None, [(quoted.start, quoted.end)], source))

    def _signed(self, quoted: Quoted) -> bool:
        """Record a quotation with a signature: “Q” – Minister Clara Novak."""
        signed = signature(self.doc, quoted.paragraph, quoted.end)
        if signed is None:
            return False
        dash, name = signed
        self.found.append(Direct(dash, [(quoted.start, quoted.end)], name))
        return True

    def _according(self, quoted: Quoted, opens: bool) -> bool:
        """Record a quotation after "According to Novak," or "in her words,"."""
        if opens and goes_on(self.doc, quoted) and verb_after(self.doc, quoted):
            return False
        found = according(self.doc, quoted.introduction, self.said_tokens)
        if found is None or not self._is_sentence(quoted):
            return False
        cue, source = found
        self.found.append(Direct(cue, [(quoted.start, quoted.end)], source))
        return True

    def _after_report(self, quoted: Quoted) -> None:
        """ "Novak said it was over. “We lost.”": the quotation after indirect speech is hers.

        The previous sentence has to name its speaker at once: its main verb is one of saying.
        """
        for verb in self._sentence_before(quoted) or ():
            if verb.dep_ in {"ROOT", "parataxis"} and reports_at_once(verb):
                self._add_further(verb, quoted, (verb.sent.start, verb.sent.end))
                return

    def _sentence_before(self, quoted: Quoted) -> Span | None:
        """The sentence right before a quotation in its paragraph, if it has no direct speech."""
        start = quoted.start
        while start and (self.doc[start - 1].is_space or self.doc[start - 1].text in MARKS):
            start -= 1
        if start <= self.doc.spans["paragraphs"][quoted.paragraph].start:
            return None
        sentence = self.doc[start - 1].sent
        spoken = {i for direct in self.found[-2:] for p in direct.pieces for i in range(*p)}
        return None if spoken.intersection(range(sentence.start, sentence.end)) else sentence

    def _by_context(self, quoted: Quoted, last: Quoted | None) -> None:
        pieces = self.found[-1].pieces if self.found else []
        speaks = last is not None and pieces[-1:] == [(last.start, last.end)]
        if self._token_before(quoted) is None and self._follows_colon(quoted):
            self._introduced_by_paragraph(quoted, any_verb=not speaks)
        elif speaks:
            self._go_on(quoted, last)
        elif (before := self._token_before(quoted)) is not None and before.text in ENDS:
            self._after_report(quoted)

    def _follows_colon(self, quoted: Quoted) -> bool:
        """Does the previous paragraph end with a colon?"""
        before = self.doc.spans["paragraphs"][quoted.paragraph - 1]
        return quoted.paragraph > 0 and before[-1].text == ":"

    def _token_before(self, quoted: Quoted) -> Token | None:
        start, end = quoted.introduction
        return self.doc[end - 1] if start < end else None

    def _is_sentence(self, quoted: Quoted) -> bool:
        words = quoted.words(self.doc)
        has_verb = any(t.pos_ in {"VERB", "AUX"} for t in words)
        return words[-1].text in ENDS or (has_verb and len(words) > 2)

    def _add(self, verb: Token, quoted: Quoted, clause: Piece) -> None:
        """Assign the quotation to the speaker of `verb`, as a further piece if it spoke before."""
        piece = (quoted.start, quoted.end)
        for statement in self.found[-2:]:
            if statement.head == verb.i:
                statement.pieces.append(piece)
                return
        source = self._source(verb, clause)
        if source is None and not is_speech(verb) and not self._is_sentence(quoted):
            return
        begun = self._begun_before(verb, quoted, source) or self._begun_after(verb, quoted)
        self.found.append(Direct(verb.i, [*begun, piece], source))

    def _begun_before(self, verb: Token, quoted: Quoted, source: Piece | None) -> list[Piece]:
        """ "The talks, Novak said, “went well”": the part before the cue, if any."""
        start, end = quoted.introduction
        if source is None or not start < source[0] < source[1] <= verb.i < end:
            return []
        if not quoted.words(self.doc)[0].is_lower or self.doc[end - 1].text != ",":
            return []
        while start < source[0] and self.doc[start].is_space:
            start += 1
        end = source[0] - 1
        begun = start < end and self.doc[end].text == "," and self.doc[start].pos_ != "CCONJ"
        return [(start, end)] if begun else []

    def _begun_after(self, verb: Token, quoted: Quoted) -> list[Piece]:
        """ "Novak told them that after all, “it is time”": the part before the quotation."""
        for token in self.doc[verb.i + 1 : quoted.start]:
            if token.lower_ == "that" and token.tag_ == "IN":
                return [trimmed(self.doc, token.i, quoted.start)]
            if token.is_punct:
                break
        return []

    def _source(self, verb: Token, clause: Piece) -> Piece | None:
        """The possible speaker: the verb's subject, or what is beside the verb.

        If the subject is a thing that cannot speak, its owner: "*Novak's* answer was".
        """
        if verb.lemma_ in statement_words("hearing"):
            return None  # "The court heard: “Q”": it is the audience
        hears = verb.lemma_ in statement_words("with hearer")
        speaker = speaker_of(verb)
        if hears and speaker is None and is_passive(verb):
            return None  # "Novak was asked": it is not Novak who asks
        if speaker is None or speaker.i in self.quoted_tokens:
            speaker = self._other_subject(verb)
        if speaker is not None and can_speak(speaker):
            return self._phrase(speaker, verb)
        for step in (-1,) if hears and verb.lemma_ != "ask" else (-1, 1):
            beside = self._beside(verb, clause, step)
            if beside and can_speak(self.doc[slice(*beside)].root):
                return beside
        return self._speaker_of_thing(speaker, verb)

    def _other_subject(self, verb: Token) -> Token | None:
        """The subject outside the quotation, if a parser took a word inside it for the subject.

        Or a subject separated from the verb by a description: "*Novak*, the minister, tweeted".
        """
        subjects = (c for c in verb.children if c.dep_ in grammar.SUBJECTS)
        return next((c for c in subjects if c.i not in self.quoted_tokens), described(verb))

    def _speaker_of_thing(self, thing: Token | None, verb: Token) -> Piece | None:
        """The owner of the thing, or with a verb of saying the thing itself: "the suit says"."""
        if thing is None or thing.lower_ == "there":
            return None
        if is_speech(verb):
            return self._phrase(thing, verb)
        owner = grammar.possessor(thing)
        return None if owner is None else self._phrase(owner, verb)

    def _phrase(self, head: Token, verb: Token) -> Piece:
        return phrase(self.doc, head, {verb.i}, self.said_tokens)

    def _beside(self, verb: Token, clause: Piece, step: int) -> Piece | None:
        """The name or noun right before (-1) or after (1) a verb without a subject in the parse."""
        doc, inside = self.doc, range(*clause)
        i = verb.i + step
        while i in inside and doc[i].pos_ in BESIDE_NAMES:
            i += step
        if i not in inside or doc[i].pos_ not in NAMES:
            return None
        j = i
        while j + step in inside and doc[j + step].pos_ in IN_NAMES:
            j += step
        return min(i, j), max(i, j) + 1

    def _add_labelled(self, quoted: Quoted, clause: Piece) -> None:
        """ "Novak: “Q”": a speaker's label."""
        colon = clause[1] - 1
        words = [t for t in self.doc[clause[0] : colon] if not t.is_space and not t.is_punct]
        sender = next((n for n, word in enumerate(words) if word.lower_ == "from"), None)
        if sender is not None and all(w.pos_ in JOINING for w in words[:sender]):
            words = words[sender + 1 :]  # "And from Novak: “Q”"
        if len(words) <= LONGEST_LABEL and names_speaker(words):
            label = (words[0].i, words[-1].i + 1)
            self.found.append(Direct(colon, [(quoted.start, quoted.end)], label))

    def _go_on(self, quoted: Quoted, last: Quoted) -> None:
        """A quotation right after another and its cue has the same speaker."""
        speaking = self.found[-1]
        piece = (quoted.start, quoted.end)
        if quoted.paragraph == last.paragraph:
            between = self.doc[last.end : quoted.start]
            if sum(token.text in ENDS for token in between) <= 1:
                speaking.pieces.append(piece)
        elif quoted.paragraph == last.paragraph + 1:
            closed = self.doc[last.end - 1].text in MARKS
            alone = self._nothing_else(last) and not len(range(*quoted.rest))
            if not closed or (alone and not self._is_reply(quoted, last)):
                speaking.pieces.append(piece)

    def _is_reply(self, quoted: Quoted, last: Quoted) -> bool:
        """Is it so short that it may be somebody's answer: “Did you?” “I did not.”"""
        words = {token.lower_ for token in quoted.words(self.doc) if token.is_alpha}
        before = sum(token.is_alpha for token in last.words(self.doc))
        answers = bool(words & statement_words("answering")) or before <= LONGEST_REPLY
        return len(words) <= LONGEST_REPLY and answers

    def _nothing_else(self, quoted: Quoted) -> bool:
        """Does little follow the quotation, or nothing but the end of its sentence?"""
        paragraph = self.doc.spans["paragraphs"][quoted.paragraph]
        after = self.doc[quoted.rest[1] : paragraph.end]
        little = len(range(*quoted.rest)) < LONGEST_REST
        return little or not any(token.is_alpha for token in after)

    def _introduced_by_paragraph(self, quoted: Quoted, any_verb: bool) -> None:
        """A paragraph that ends with a colon introduces the quotation that begins the next one.

        Without `any_verb`, only a speech verb or a label does: "The rest was clear:" is neither.
        """
        paragraph = self.doc.spans["paragraphs"][quoted.paragraph - 1]
        clause = last_clause(self.doc, paragraph.start, paragraph.end)
        if verb := verb_before(self.doc, clause, self.quoted_tokens):
            if any_verb or is_speech(verb):
                self._add(verb, quoted, clause)
        else:
            self._add_labelled(quoted, clause)
