"""Pronouns and descriptions that refer to an actor, as a spaCy component.

A multi-pass sieve after Raghunathan et al. (2010, "A Multi-Pass Sieve for Coreference Resolution"):
rules one after another, the surest first, each on what those before left. What no rule resolves
stays unresolved. Within a rule, antecedents are searched as Hobbs (1978, "Resolving pronoun
references") has it: the sentence itself from its subject on, then the sentences before, subjects
first. The confidence of each rule is its precision on the news part of GUM (benchmarks/actors.py),
rounded.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from helpers import gazetteers
from helpers.quotations import find_quotations
from helpers.sentences import sentence_ids

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "Masc"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "Fem"),
}
FIRST_PERSON = frozenset("i me my mine myself".split())
NEUTER = frozenset("it its itself".split())
SUBJECTS = frozenset("nsubj nsubjpass".split())
SPEECH = frozenset(
    "say tell add ask explain note claim state argue insist warn write tweet announce declare "
    "admit acknowledge continue conclude remark recall reply respond suggest comment stress "
    "emphasise emphasize complain joke believe think describe call agree point".split()
)
# How many sentences back the antecedent of a pronoun and of a description may stand.
REACH_OF_PRONOUN = 3
REACH_OF_DESCRIPTION = 4
COUNTRY_NOUNS = frozenset("country nation state republic kingdom".split())
ORGANISATION_NOUNS = frozenset(
    "company firm bank group party ministry department agency organisation organization "
    "foundation commission committee council court university union club team newspaper "
    "airline network movement association institute corporation board parliament government "
    "carmaker manufacturer bloc alliance charity church institution".split()
)
COMPANY_NOUNS = frozenset("company firm group corporation business carmaker manufacturer".split())
COUNTRIES_TOGETHER = frozenset(
    "country nation neighbour neighbor side government ally rival".split()
)
PEOPLE_TOGETHER = frozenset(
    "man woman leader minister president politician official candidate diplomat secretary senator "
    "lawmaker rival colleague chief director".split()
)


class Reference(NamedTuple):
    """Tokens that refer to one or several actors."""

    start: int
    end: int
    actor_ids: tuple[str, ...]
    kind: str
    rule: str
    confidence: float


@Language.component("references", requires=["doc.spans", "token.dep"], assigns=["doc.spans"])
def references(doc: Doc) -> Doc:
    """Add the pronouns and descriptions that refer to an actor to `doc.spans["mentions"]`.

    They are mentions of kind pronoun or nominal, one for each actor that is meant, with rule and
    confidence as the others have.
    """
    if len(doc.spans["mentions"]):
        found = list(Sieve(doc).references())
        _add(doc, found)
    return doc


class Sieve:
    """The rules and what they need to know of a text."""

    def __init__(self, doc: Doc):
        self.doc = doc
        group = doc.spans["mentions"]
        self.actors = group.attrs["actors"]
        self.sentence_of = sentence_ids(doc)
        self.named = [(span.start, span.end, span.kb_id_) for span in group]
        self.taken = {i for start, end, _ in self.named for i in range(start, end)}
        self.genders = {a: record.get("gender") for a, record in self.actors.items()}
        # Mentions by sentence, grown by every pronoun that is resolved.
        self.by_sentence: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for start, end, actor_id in self.named:
            head = doc[start:end].root.i
            self.by_sentence[self.sentence_of[start]].append((head, actor_id))
        self.quotation_of = {
            i: number
            for number, (start, end) in enumerate(find_quotations(doc))
            for i in range(start, end)
        }
        self.found: list[Reference] = []

    def references(self) -> Iterator[Reference]:
        """Yield what refers to an actor, pass by pass."""
        self._descriptions()
        self._third_person()
        self._neuter()
        self._first_person()
        yield from sorted(self.found)

    # Pronouns ------------------------------------------------------------------------------------

    def _third_person(self) -> None:
        for token in self.doc:
            gender = GENDERS.get(token.lower_) if token.pos_ == "PRON" else None
            if gender is None or token.i in self.taken:
                continue
            result = self._person_before(token, gender)
            if result:
                self._resolve(token, *result)

    def _person_before(self, token: Token, gender: str) -> tuple[str, str, float] | None:
        sentence_id = self.sentence_of.get(token.i)
        if sentence_id is None:
            return None
        excluded = self._excluded(token)
        for distance in range(REACH_OF_PRONOUN + 1):
            candidates = [
                (head, actor_id)
                for head, actor_id in self.by_sentence.get(sentence_id - distance, ())
                if head < token.i
                and actor_id.startswith("person:")
                and actor_id not in excluded
                and self.genders.get(actor_id) in {gender, None}
            ]
            if not candidates:
                continue
            ids = {actor_id for _, actor_id in candidates}
            if len(ids) == 1:
                confidence = 0.9 if distance < 2 else 0.75
                return ids.pop(), "pronoun: the only person named near", confidence
            sure = {actor_id for actor_id in ids if self.genders.get(actor_id) == gender}
            if len(sure) == 1:
                return sure.pop(), "pronoun: the only one of that gender", 0.85
            subjects = [a for head, a in candidates if self._is_subject(head)]
            if subjects:
                chosen = subjects[0] if distance == 0 else subjects[-1]
                return chosen, "pronoun: the subject before", 0.75
            return candidates[-1][1], "pronoun: the person named last", 0.6
        return self._person_after(token, gender, sentence_id)

    def _person_after(
        self, token: Token, gender: str, sentence_id: int
    ) -> tuple[str, str, float] | None:
        """ "When he came back, Keller resigned": the subject of the main clause."""
        if not any(
            a.dep_ in {"advcl", "prep", "csubj"} for a in [token.head, *token.head.ancestors]
        ):
            return None
        for head, actor_id in sorted(self.by_sentence.get(sentence_id, ())):
            if (
                head > token.i
                and actor_id.startswith("person:")
                and self._is_subject(head)
                and self.genders.get(actor_id) in {gender, None}
            ):
                return actor_id, "pronoun before its subject", 0.8
        return None

    def _excluded(self, token: Token) -> set[str]:
        """Whom the pronoun can't mean: the subject of its verb, the speaker of its quotation."""
        excluded: set[str] = set()
        if token.dep_ in {"dobj", "dative", "pobj"} and not token.lower_.endswith("self"):
            verb = token.head
            while verb.pos_ == "ADP" and verb.head is not verb:
                verb = verb.head
            subjects = {child.i for child in verb.children if child.dep_ in SUBJECTS}
            excluded |= {a for head, a in self._mentions_near(token) if head in subjects}
        if token.i in self.quotation_of:
            speaker = self._speaker(token)
            if speaker:
                excluded.add(speaker)
        return excluded

    def _neuter(self) -> None:
        """ "its" and "it": the organisation or country that is the subject, if the only one."""
        for token in self.doc:
            if token.lower_ not in NEUTER or token.pos_ != "PRON" or token.dep_ == "expl":
                continue
            sentence_id = self.sentence_of.get(token.i)
            if sentence_id is None or token.i in self.taken:
                continue
            here = [
                (head, a)
                for head, a in self.by_sentence.get(sentence_id, ())
                if head < token.i and not a.startswith("person:")
            ]
            subjects = [a for head, a in here if self._is_subject(head)]
            if token.lower_ == "its" and len({a for _, a in here}) == 1 and subjects:
                self._resolve(token, subjects[0], "possessive of the subject", 0.8)
            elif token.lower_ == "it" and not here and self._is_subject(token.i):
                before = self.by_sentence.get(sentence_id - 1, ())
                subjects = [a for head, a in before if self._is_subject(head)]
                ids = {a for _, a in before if not a.startswith("person:")}
                if len(ids) == 1 and subjects and subjects[0] in ids:
                    self._resolve(token, subjects[0], "pronoun: the subject before", 0.75)

    def _first_person(self) -> None:
        """ "I" in a quotation is who speaks."""
        for token in self.doc:
            if token.lower_ not in FIRST_PERSON or token.i not in self.quotation_of:
                continue
            speaker = self._speaker(token)
            if speaker and speaker.startswith("person:"):
                self._resolve(token, speaker, "speaker of the quotation", 0.9)

    def _speaker(self, token: Token) -> str | None:
        """Return who is said to speak the quotation around `token`.

        Looked for in the sentence, outside the quotation, then in those next to it in the paragraph
        that hold the rest of the quotation or the words right before it.
        """
        number = self.quotation_of[token.i]
        sentence_id = self.sentence_of.get(token.i)
        if sentence_id is None:
            return None
        for nearby in (sentence_id, sentence_id - 1, sentence_id + 1, sentence_id - 2):
            if not 0 <= nearby < len(self.doc.spans["sentences"]):
                continue
            span = self.doc.spans["sentences"][nearby]
            if nearby != sentence_id and span.label_ != self._paragraph(sentence_id):
                continue
            for word in span:
                if word.lemma_.lower() in SPEECH and self.quotation_of.get(word.i) is None:
                    speaker = self._subject_of(word)
                    if speaker:
                        return speaker
            if nearby == sentence_id and all(self.quotation_of.get(w.i) != number for w in span):
                return None
        return None

    def _paragraph(self, sentence_id: int) -> str:
        return self.doc.spans["sentences"][sentence_id].label_

    def _subject_of(self, verb: Token) -> str | None:
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                for head, actor_id in self._mentions_near(child):
                    if head == child.i:
                        return actor_id
        return None

    # Descriptions --------------------------------------------------------------------------------

    def _descriptions(self) -> None:
        for token in self.doc:
            if token.pos_ not in {"NOUN", "PROPN"} or token.i in self.taken:
                continue
            start = self._start_of_description(token)
            if start is None or self._is_specified(token):
                continue
            if token.tag_ in {"NNS", "NNPS"}:
                self._together(token, start)
            else:
                self._alone(token, start)

    def _start_of_description(self, token: Token) -> int | None:
        """The "the", "this" or "both" that begins the noun phrase, and nothing else does."""
        for left in range(token.i - 1, max(-1, token.i - 5), -1):
            word = self.doc[left]
            if word.lower_ in {"the", "this", "both", "these"}:
                return left if word.sent.start <= left else None
            if word.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"} or word.is_punct:
                return None
        return None

    def _is_specified(self, token: Token) -> bool:
        """Does more follow that says which one: "the president of France"?"""
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return (
            after is not None
            and (after.lower_ in {"of", "for", "in", "at", "who", "which", "that", "-"})
        ) or (after is not None and after.pos_ in {"NOUN", "PROPN"})

    def _alone(self, token: Token, start: int) -> None:
        noun = token.lemma_.lower()
        modifiers = [w.lower_ for w in self.doc[start + 1 : token.i]]
        if noun in COUNTRY_NOUNS and not modifiers:
            self._country(token, start)
        elif noun in ORGANISATION_NOUNS and not modifiers:
            self._organisation(token, start, noun)
        elif noun in _role_heads():
            self._bearer(token, start, noun, modifiers)

    def _country(self, token: Token, start: int) -> None:
        """ "the country": the one named last, if the sentence that names it names no other."""
        for sentence_id in self._sentences_back(token, 2):
            ids = [
                a
                for head, a in sorted(self.by_sentence.get(sentence_id, ()))
                if head < token.i and a.startswith("country:")
            ]
            if ids:
                if len(set(ids)) == 1:
                    self._describe(start, token, ids[:1], "the country named last", 0.8)
                return

    def _organisation(self, token: Token, start: int, noun: str) -> None:
        """ "the bank": the only organisation of the text so far that is called one."""
        ids = []
        for begin, end, actor_id in self.named:
            if begin > token.i:
                break
            kind = actor_id.partition(":")[0]
            if kind in {"organisation", "bloc"} and actor_id not in ids:
                words = self.doc[begin:end].text.lower().split()
                known = gazetteers.organisation(self.actors[actor_id]["name"])
                called = noun in words or (
                    known is not None and noun in COMPANY_NOUNS and known.type == "company"
                )
                if called or (known is not None and known.type.split()[-1] == noun):
                    ids.append(actor_id)
        if len(ids) == 1:
            self._describe(start, token, ids, "the only one called so", 0.8)

    def _bearer(self, token: Token, start: int, noun: str, modifiers: list[str]) -> None:
        """ "the minister": the person with that office; of several, the only one named near."""
        affiliations = {
            getattr(found, "country", found).name
            for word in modifiers
            if (found := gazetteers.country(word.title()) or gazetteers.bloc(word.upper()))
        }
        bearers = [
            a
            for a, record in self.actors.items()
            if record["role"]
            and record["role"].lower().replace("-", " ").split()[-1] == noun
            and (not affiliations or record["affiliation"] in affiliations)
        ]
        near = {
            a
            for sentence_id in self._sentences_back(token, REACH_OF_DESCRIPTION)
            for head, a in self.by_sentence.get(sentence_id, ())
            if head < token.i
        }
        for choice in (bearers, [a for a in bearers if a in near]):
            if len(choice) == 1 and choice[0] in self._named_before(token):
                self._describe(start, token, choice, "the bearer of the office", 0.8)
                return

    def _together(self, token: Token, start: int) -> None:
        """ "the two ministers", "both sides": two actors of that kind named together before."""
        words = {w.lower_ for w in self.doc[start : token.i]}
        noun = token.lemma_.lower()
        if not words & {"two", "both"}:
            return
        if noun in PEOPLE_TOGETHER:
            kind, rule = "person:", "the two people named before"
        elif noun in COUNTRIES_TOGETHER:
            kind, rule = "country:", "the two countries named before"
        else:
            return
        ids: list[str] = []
        for sentence_id in self._sentences_back(token, REACH_OF_DESCRIPTION):
            for _, a in sorted(self.by_sentence.get(sentence_id, ()), reverse=True):
                if a.startswith(kind) and a not in ids and self._fits(a, noun):
                    ids.append(a)
            if len(ids) >= 2:
                break
        if len(ids) == 2:
            self._describe(start, token, ids, rule, 0.7)
        elif kind == "country:":
            common = Counter(a for _, _, a in self.named if a.startswith(kind)).most_common(3)
            if len(common) == 2 or (len(common) > 2 and common[1][1] > common[2][1]):
                ids = [a for a, _ in common[:2]]
                self._describe(start, token, ids, "the two countries named most", 0.6)

    def _fits(self, actor_id: str, noun: str) -> bool:
        """Is the person one of the ministers meant? Anybody is a man, a woman or a leader."""
        if noun not in _role_heads() or noun in {"leader", "official", "politician"}:
            return True
        role = self.actors[actor_id]["role"]
        last = role.lower().split()[-1] if role else ""
        return (
            last == noun
            or (noun == "minister" and last == "secretary")
            or (noun == "minister" and role is not None and role.lower().startswith("secretary"))
        )

    # Helpers -------------------------------------------------------------------------------------

    def _sentences_back(self, token: Token, reach: int) -> range:
        sentence_id = self.sentence_of.get(token.i, -1)
        return range(sentence_id, max(-1, sentence_id - reach - 1), -1)

    def _named_before(self, token: Token) -> set[str]:
        return {a for start, _, a in self.named if start < token.i}

    def _mentions_near(self, token: Token) -> Iterable[tuple[int, str]]:
        return self.by_sentence.get(self.sentence_of.get(token.i, -1), ())

    def _is_subject(self, head: int) -> bool:
        token = self.doc[head]
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ in SUBJECTS

    def _resolve(self, token: Token, actor_id: str, rule: str, confidence: float) -> None:
        if actor_id.startswith("person:") and self.genders.get(actor_id) is None:
            self.genders[actor_id] = GENDERS.get(token.lower_)
        self._keep(Reference(token.i, token.i + 1, (actor_id,), "pronoun", rule, confidence))

    def _describe(
        self, start: int, token: Token, ids: list[str], rule: str, confidence: float
    ) -> None:
        self._keep(Reference(start, token.i + 1, tuple(ids), "nominal", rule, confidence))

    def _keep(self, reference: Reference) -> None:
        self.found.append(reference)
        self.taken.update(range(reference.start, reference.end))
        head = reference.end - 1
        for actor_id in reference.actor_ids:
            mentions = self.by_sentence[self.sentence_of[reference.start]]
            mentions.append((head, actor_id))
            mentions.sort()


def _role_heads() -> frozenset[str]:
    return frozenset(
        form.replace("-", " ").split()[-1]
        for form, kind in gazetteers.titles().items()
        if kind in {"office", "role", "military", "noble", "religious"} and " of " not in form
    )


def _add(doc: Doc, references: list[Reference]) -> None:
    group = doc.spans["mentions"]
    mentions = [
        (span.start, span.end, span.kb_id_, span.label_, group.attrs["rules"][span.id_],
         group.attrs["confidence"][span.id_])
        for span in group
    ]  # fmt: skip
    for reference in references:
        mentions += [
            (reference.start, reference.end, actor_id, reference.kind, reference.rule,
             reference.confidence)
            for actor_id in reference.actor_ids
        ]  # fmt: skip
    mentions.sort(key=lambda mention: mention[:2])
    doc.spans["mentions"] = SpanGroup(
        doc,
        spans=[
            Span(doc, start, end, label=kind, kb_id=actor_id, span_id=str(i))
            for i, (start, end, actor_id, kind, _, _) in enumerate(mentions)
        ],
        attrs={
            **group.attrs,
            "rules": {str(i): mention[4] for i, mention in enumerate(mentions)},
            "confidence": {str(i): mention[5] for i, mention in enumerate(mentions)},
        },
    )
