"""Interviews as questions and answers: which paragraphs answer, and who is speaking.

Questions and answers are distinguished by labels ("Q:" and "A:", initials), or by the questions
being paragraphs of their own, as they are if they were printed in bold.
"""

from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc, Span

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.grammar import first_child
from helpers.annotation.lexicons import statement_words
from helpers.annotation.mentions import Mention, actor_records, read_mentions
from helpers.annotation.statements.token_ranges import Piece

LONGEST_INITIALS = 3  # letters
FEWEST_QUESTIONS = 3  # paragraphs without labels that are only questions
LONGEST_QUESTION, LONGEST_PROMPT = 60, 25  # tokens
SECOND_PERSON = frozenset("you your yours".split())
FIRST_PERSON = frozenset("i me my we us our".split())
NAMED = frozenset("name title".split())


class Label(NamedTuple):
    """A label such as "Q:" at the beginning of a paragraph: its last token and its text."""

    paragraph: int
    start: int
    last: int
    text: str


def interview_labels(doc: Doc) -> list[Label]:
    """Return the labels of an interview; none if a text has only one side of it."""
    every = (_label(number, paragraph) for number, paragraph in enumerate(doc.spans["paragraphs"]))
    found = [label for label in every if label is not None]
    sides = statement_words("label of questions"), statement_words("label of answers")
    texts = {label.text.lower() for label in found}
    both = all(texts & side for side in sides)
    turns = frozenset().union(*sides) if both else frozenset()
    count = Counter(label.text for label in found)
    return [label for label in found if label.text.lower() in turns or _are_initials(label, count)]


def _are_initials(label: Label, count: Counter) -> bool:
    return label.text.isupper() and len(label.text) > 1 and count[label.text] > 1


def _label(number: int, paragraph: Span) -> Label | None:
    """ "Q:", "Q.", "Answer:" or "CN:" """
    if len(paragraph) < 2:
        return None
    word = paragraph[0].text.removesuffix(".")
    known = statement_words("label of questions") | statement_words("label of answers")
    is_initials = word.isupper() and word.isalpha() and len(word) <= LONGEST_INITIALS
    if word.lower() not in known and not is_initials:
        return None
    first = paragraph.start
    if paragraph[1].text == ":":
        return Label(number, first, first + 1, word)
    dotted = paragraph[0].text.endswith(".") and word.lower() in known
    return Label(number, first, first, word) if dotted else None


def label_speakers(doc: Doc) -> dict[int, str]:
    """Return who the label that begins at each token means, if only one person is possible."""
    found = {}
    answers = statement_words("label of answers")
    labels = interview_labels(doc)
    for label in labels:
        if label.text.lower() in answers:
            found[label.start] = guest(doc, labels[0].start)
        elif label.text.lower() not in statement_words("label of questions"):
            found[label.start] = _with_initials(doc, label.text)
    return {start: actor for start, actor in found.items() if actor is not None}


def guest(doc: Doc, first_question: int) -> str | None:
    """Return the interviewee: the only person who answers by name, or is named before it all."""
    starts = {p.start for p in doc.spans["paragraphs"]}
    people = [m for m in read_mentions(doc) if kind_of(m.actor_id) == PERSON]
    answering = {m.actor_id for m in people if m.span.start in starts and _is_label(m.span)}
    for candidates in (answering, _introduced(people, first_question)):
        if candidates:
            return next(iter(candidates)) if len(candidates) == 1 else None
    return None


def _introduced(people: list[Mention], first_question: int) -> set[str]:
    """Who is named before the first question, and is not said to ask it."""
    earlier = [m for m in people if m.span.start < first_question]
    named = {m.actor_id for m in earlier if m.kind in NAMED}
    return named - {m.actor_id for m in earlier if _asks(m.span)}


def _asks(name: Span) -> bool:
    """ "Tom Ray" in "She spoke to Tom Ray", "Tom Ray asked her" and "told Tom Ray"

    Of "Anna Keller spoke to Tom Ray", either can be the one who asks.
    """
    head, dep = name.root.head, name.root.dep_
    if dep == "nsubj":
        return head.lemma_ in statement_words("interviewing")
    if dep != "pobj" or head.lower_ not in {"to", "with"}:
        return dep in {"dobj", "dative"} and head.lemma_ == "tell"
    subject = first_child(head.head, "nsubj")
    talks = head.head.lemma_ in statement_words("interviewed")
    return talks and subject is not None and subject.lower_ in {"he", "she"}


def _is_label(name: Span) -> bool:
    return name.end < len(name.doc) and name.doc[name.end].text == ":"


def _with_initials(doc: Doc, letters: str) -> str | None:
    having = [
        actor_id
        for actor_id, record in actor_records(doc).items()
        if "".join(word[0] for word in record["name"].split()).upper() == letters
    ]
    return having[0] if len(having) == 1 else None


def unlabelled_answers(doc: Doc) -> list[tuple[Piece, list[Piece]]]:
    """Return the answers to questions in paragraphs of their own, each with the speaker.

    The speaker is the only person named before the first question. Answers are in the first person.
    """
    paragraphs = list(doc.spans["paragraphs"])
    questions = _questions(paragraphs)
    if not questions:
        return []
    answers = [_answer(paragraphs, n, questions) for n in questions]
    speaker = guest(doc, paragraphs[questions[0]].start)
    if speaker is None or sum(map(_says_i, answers)) < FEWEST_QUESTIONS:
        return []
    name = next(m.span for m in read_mentions(doc) if m.actor_id == speaker)
    source = name.start, name.end
    return [(source, [(p.start, p.end) for p in answer]) for answer in answers if answer]


def _questions(paragraphs: list[Span]) -> list[int]:
    """The paragraphs that are questions, if enough surely are, and the prompts between them."""
    sure = [n for n, p in enumerate(paragraphs) if n and _is_question(p)]
    if len(sure) < FEWEST_QUESTIONS:
        return []
    return [n for n, p in enumerate(paragraphs) if n in sure or (n > sure[0] and _is_prompt(p))]


def _says_i(answer: list[Span]) -> bool:
    return any(map(_is_first_person, answer))


def _answer(paragraphs: list[Span], question: int, questions: list[int]) -> list[Span]:
    """The paragraphs between a question and the next; after the last one, those that say "I"."""
    after = next((n for n in questions if n > question), None)
    if after is not None:
        return paragraphs[question + 1 : after]
    rest = paragraphs[question + 1 :]
    end = next((n for n, p in enumerate(rest) if not _is_first_person(p)), len(rest))
    return rest[:end]


def _is_question(paragraph: Span) -> bool:
    words = {token.lower_ for token in paragraph}
    is_long = len(paragraph) > LONGEST_QUESTION
    return paragraph[-1].text == "?" and not is_long and not words.isdisjoint(SECOND_PERSON)


def _is_prompt(paragraph: Span) -> bool:
    """ "You were ill.", "The press called it a fiasco. And the bridge?", between sure questions"""
    if _is_first_person(paragraph) or len(paragraph) > LONGEST_QUESTION:
        return False
    words = {token.lower_ for token in paragraph}
    is_short = len(paragraph) <= LONGEST_PROMPT
    asks = any(token.text == "?" for token in paragraph)
    return is_short and (asks or not words.isdisjoint(SECOND_PERSON))


def _is_first_person(paragraph: Span) -> bool:
    return any(token.lower_ in FIRST_PERSON for token in paragraph)
