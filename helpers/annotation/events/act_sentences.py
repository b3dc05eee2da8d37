"""An event as one plain sentence: who does what to whom, in the article's own verb and tense.

The clause is cut out of its sentence along the dependency parse: the subject, the verb with
everything that makes it a tense, a wish or a denial, and what follows up to the next clause. Names
are written out where the article has a pronoun or a short name, and claims are attributed. If that
is not safe, there is no sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.events.attribution import Said, is_uncertain, pieces_of_speech
from helpers.annotation.events.circumstances import is_if_clause
from helpers.annotation.events.clauses import (
    clause,
    is_contrasted,
    is_reported,
    without_asides,
)
from helpers.annotation.events.drafts import OF_ONE, Draft
from helpers.annotation.events.headings import runs_on
from helpers.annotation.events.sentence_forms import (
    closed,
    is_object,
    is_repeated,
    sentence,
)
from helpers.annotation.grammar import (
    RELATIVE,
    VERBS,
)
from helpers.annotation.lexicons import acts, sentence_words
from helpers.annotation.lexicons.person_nouns import person_noun
from helpers.annotation.mentions import Mention, actor_records, read_mentions
from helpers.wording import named

MOST_VERBS = 3  # of an act and those around it
LONGEST_SOURCE = 16  # words of a source
SURE = 0.8  # lowest confidence of a mention whose name replaces a pronoun
# A bracket of the editor's, an address, the end of a sentence followed by the agency's initials
NOT_A_SENTENCE = re.compile(r"[\[\]]|https?://|\w{3}\. [a-z]")
POSSESSIVE = re.compile(r"['’]s$")


class ActSentences:
    """The sentences of the events of one `doc`."""

    def __init__(self, doc: Doc):
        self._names = {
            actor_id: named(record["name"], kind_of(actor_id))
            for actor_id, record in actor_records(doc).items()
        }
        self._mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in read_mentions(doc):
            self._mentions[mention.span.start].append(mention)
        self._said = pieces_of_speech(doc)

    def of(self, parts: dict[str, Span]) -> str | None:
        """Return the sentence of an event, or None if none is safe.

        `parts` are the spans of the event by label: `action`, `source`, `target`.
        """
        act, source, target = parts["action"].root, parts.get("source"), parts.get("target")
        if runs_on(act.sent):
            return None
        for verb in _verbs(act):
            words = clause(verb, act, [p.root for p in (source, target) if p is not None])
            if self._is_without_what_is_said(verb, words):
                continue
            if words and _loses_a_condition(act, verb, words):
                return None
            if words and act in words and self._has(words, source) and self._has(words, target):
                return self._attributed(verb, words)
        return None

    def _attributed(self, verb: Token, words: list[Token]) -> str | None:
        """The words as a sentence, with who says so; None if either is not safe."""
        text = self._written(words)
        said = self._attribution(verb, words, text) if text else None
        whole = said is not None and not NOT_A_SENTENCE.search(text)
        whole = whole and text.count("(") == text.count(")")
        # A quotation's own full stop is not the end if its speaker follows.
        text = closed(text).rstrip(" .") if whole and said else text
        return sentence(closed(text) + (said or "")) if whole else None

    def _is_without_what_is_said(self, verb: Token, words: list[Token]) -> bool:
        """Would it say that somebody speaks, but not what they say?"""
        told = {token.i for token in words}
        return any(
            verb in cue and not told & set(range(said.start, said.end))
            for said in self._said
            for cue in said.cues
        )

    def _has(self, words: list[Token], party: Span | None) -> bool:
        """Is the party among the words, or is the same actor mentioned there?"""
        if party is None:
            return True
        told = {token.i for token in words}
        return party.root.i in told or any(
            mention.actor_id == party.kb_id_ for i in told for mention in self._mentions[i]
        )

    def _attribution(self, verb: Token, words: list[Token], text: str) -> str | None:
        """The attribution of the act: "" if the article reports it itself, None if unclear."""
        said = self._innermost(verb, {token.i for token in words})
        if said is not None and is_contrasted(verb):
            # "Peru said it would pay, *while* Chile refused": does Peru say so, or the article?
            return None
        if said is None:
            return None if is_reported(verb) else ""
        if said.source is None or is_uncertain(said, verb):
            return None
        who = said.source.kb_id_
        if who and text.startswith(self._names.get(who, said.source.text)):
            return f", by {'their' if kind_of(who) == 'person' else 'its'} own account"
        speaker = self._speaker(said.source) if _can_speak(said.source) else None
        return f", according to {speaker}" if speaker else None

    def _innermost(self, verb: Token, told: set[int]) -> Said | None:
        """The shortest piece of speech around the verb whose cue is not in the sentence itself."""
        around = [
            said
            for said in self._said
            if said.start <= verb.i < said.end
            and not any(token.i in told for cue in said.cues for token in cue)
        ]
        return min(around, key=lambda said: said.end - said.start, default=None)

    def _speaker(self, source: Span) -> str | None:
        if source.root.tag_ in RELATIVE:
            return None
        words = without_asides(source.root, source)
        while words and words[0].ent_type_ in {"DATE", "TIME"}:
            # "On *Friday* Mayor Novak said"
            words = words[1:]
        speaker = self._written(words)
        if speaker is None or len(speaker.split()) > LONGEST_SOURCE:
            return None
        if len(words) == 1 and words[0].tag_ == "NN":
            # "director", cut out of a longer title
            return None
        first = source[0]
        if not first.ent_type_ and first.pos_ != "PROPN" and speaker.startswith(first.text):
            speaker = speaker[0].lower() + speaker[1:]
        return POSSESSIVE.sub("", speaker).strip('"“”')

    def _written(self, tokens: list[Token]) -> str | None:
        """The words, with full names, also for pronouns; None if it stays unclear who is meant."""
        draft = Draft()
        for words, mention in self._units(tokens):
            name = self._name(mention, draft.told) if mention else None
            lost = mention is None and self._is_of_somebody_left_out(words[0], draft.told)
            if lost or not draft.add(words, mention, name):
                return None
        return None if is_repeated(draft.text) else draft.text or None

    def _is_of_somebody_left_out(self, pronoun: Token, told: set[str]) -> bool:
        """ "Baker, no fan of Novak's, praised *his* choice", without the words on Novak"""
        if pronoun.lower_ not in OF_ONE:
            return False
        before = pronoun.doc[pronoun.sent.start : pronoun.i]
        mentioned = {m.actor_id for token in before for m in self._mentions.get(token.i, ())}
        return any(kind_of(actor_id) == PERSON for actor_id in mentioned - told)

    def _units(self, tokens: list[Token]) -> Iterator[tuple[Span, Mention | None]]:
        """The words one by one, each with the mention that begins there; a name counts as one."""
        kept = {token.i for token in tokens}
        end = -1
        for token in tokens:
            if token.i >= end:
                mention = self._mention_at(token, kept)
                named_whole = mention is not None and self._name(mention, set()) is not None
                end = mention.span.end if named_whole else token.i + 1
                yield token.doc[token.i : end], mention

    def _mention_at(self, token: Token, kept: set[int]) -> Mention | None:
        """The mention that begins here, if it is of one actor and among the words that are kept."""
        here = self._mentions.get(token.i, ())
        whole = len(here) == 1 and {t.i for t in here[0].span} <= kept
        return here[0] if whole else None

    def _name(self, mention: Mention, told: set[str]) -> str | None:
        """The name to write for a mention; None to leave the article's words."""
        name = self._names.get(mention.actor_id)
        if name is None or mention.confidence < SURE or mention.actor_id in told:
            return None
        root = mention.span.root
        if mention.kind in {"pronoun", "nominal"}:
            if root.tag_ == "PRP$" and is_object(root):
                return None
            return f"{name}’s" if root.tag_ == "PRP$" else name
        is_short = mention.kind == "name" and kind_of(mention.actor_id) == "person"
        return name if is_short and root.dep_ not in {"compound", "amod", "nmod"} else None


def _can_speak(source: Span) -> bool:
    """Is it somebody, or a text: not "all signs pointed to it"?"""
    noun = source.root
    text = noun.lemma_.lower() in acts.words("utterance")
    named = bool(source.kb_id_) or any(token.pos_ == "PROPN" for token in source)
    return named or text or person_noun(noun) is not None or noun.pos_ == "PRON"


def _loses_a_condition(act: Token, verb: Token, words: list[Token]) -> bool:
    """Is an "if" left out that stands at the act, or between it and the verb?"""
    between = [act, *(token for token in act.ancestors if verb in token.ancestors)]
    conditions = (child for token in between for child in token.children if is_if_clause(child))
    return any(child not in words for child in conditions)


def _verbs(act: Token) -> list[Token]:
    """The verb of an act, and those that it depends on, from the inside out.

    A noun's act is not stated by a verb that it is only the occasion for: "met after their clash".
    """
    found = []
    for token in (act, *act.ancestors):
        if token.pos_ in VERBS:
            found.append(token)
        elif not found and token.dep_ == "prep" and token.lower_ in sentence_words("occasion"):
            break
    return found[:MOST_VERBS]
