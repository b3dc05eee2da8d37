"""Views of an annotated Doc as tidy frames; `helpers.tables.schema` lists their columns.

Nothing is found here: the content of each row is already on the Doc. What is written as a generator
of rows returns a frame, thanks to `view`. Statements and events are in
`helpers.tables.records_from_doc`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span, SpanGroup

from helpers.annotation.actor_ids import ORGANISATION, kind_of
from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.sentences import sentence_ids
from helpers.annotation.statements import voices
from helpers.annotation.tone_model import POLARITIES, polarity_of
from helpers.tables.views import doc_id_of, place_of, view


@view("sentences")
def sentences(doc: Doc) -> Iterator[dict]:
    """Return the sentences of an article, one per row, in order.

    Examples
    --------
    >>> sentences(doc)[["sentence_id", "n_tokens", "text"]].values.tolist()[1]
    [1, 10, '“We welcome the deal,” Baker said.']
    """
    for span in doc.spans["sentences"]:
        yield {
            **doc_id_of(doc),
            "paragraph_id": int(span.label_),
            "sentence_id": int(span.id_),
            **place_of(span),
            "n_tokens": sum(not token.is_space for token in span),
        }


@view("tokens")
def tokens(doc: Doc) -> Iterator[dict]:
    """Return the tokens of an article, except white space, with tags, morphology, dependencies.

    Examples
    --------
    >>> tokens(doc).loc[2, ["token", "lemma", "pos", "dep"]].tolist()
    ['met', 'meet', 'VERB', 'ROOT']
    """
    sentence_of = sentence_ids(doc)
    kept = [token for token in doc if not token.is_space]
    token_ids = {token.i: token_id for token_id, token in enumerate(kept)}
    for token_id, token in enumerate(kept):
        yield {
            **doc_id_of(doc),
            "sentence_id": sentence_of[token.i],
            "token_id": token_id,
            "start_char": token.idx,
            "end_char": token.idx + len(token),
            "token": token.text,
            "lemma": token.lemma_,
            "pos": token.pos_,
            "tag": token.tag_,
            "morph": str(token.morph),
            "head_id": token_ids.get(token.head.i, token_id),
            "dep": token.dep_,
            "is_stop": token.is_stop,
        }


@view("entities")
def entities(doc: Doc) -> Iterator[dict]:
    """Return the named entities of an article, each with the actor that it names.

    `model_label` is the label of the first of the model's entities that shares a token with this
    one.

    Examples
    --------
    >>> entities(doc)[["text", "label"]].values.tolist()[:2]
    [['Clara Novak', 'PERSON'], ['Tom Baker', 'PERSON']]
    """
    sentence_of = sentence_ids(doc)
    actor_of = {(span.start, span.end): span.kb_id_ for span in doc.spans["mentions"]}
    model_labels = {token.i: ent.label_ for ent in doc.spans["model_entities"] for token in ent}
    for entity_id, ent in enumerate(doc.ents):
        yield {
            **doc_id_of(doc),
            "entity_id": entity_id,
            "sentence_id": sentence_of[ent.start],
            **place_of(ent),
            "label": ent.label_,
            "model_label": next((model_labels[t.i] for t in ent if t.i in model_labels), None),
            "actor_id": actor_of.get((ent.start, ent.end)) or _body_in(ent, doc),
        }


def _body_in(ent: Span, doc: Doc) -> str | None:
    """The organisation in an entity that has its country's name too: "Czech Senate"."""
    if ent.label_ != "ORG":
        return None
    inside = (m for m in doc.spans["mentions"] if ent.start <= m.start and m.end <= ent.end)
    return next((m.kb_id_ for m in inside if kind_of(m.kb_id_) == ORGANISATION), None)


@view("mentions")
def mentions(doc: Doc) -> Iterator[dict]:
    """Return the mentions of actors: where, in which words, by which rule, and inside what.

    To find who speaks about whom, `merge` with the statements on `statement_id`, which is the
    number of the statement that a mention is inside; likewise `event_id` for the parties of events.

    Examples
    --------
    >>> mentions(doc)[["text", "actor_id", "kind"]].values.tolist()[-1]
    ['Baker', 'person:tom-baker', 'name']
    >>> mentions(doc)["event_id"].tolist()
    [0, 0, <NA>, <NA>]
    """
    sentence_of = sentence_ids(doc)
    statement_of = _records_of_tokens(doc.spans["statements"], ("content",))
    event_of = _records_of_tokens(doc.spans["events"], ("source", "target", "object"))
    for mention in read_mentions(doc):
        yield {
            **doc_id_of(doc),
            "mention_id": int(mention.id),
            "statement_id": statement_of.get(mention.span.start),
            "event_id": event_of.get(mention.span.start),
            "actor_id": mention.actor_id,
            "sentence_id": sentence_of[mention.span.start],
            **place_of(mention.span),
            "kind": mention.kind,
            "rule": mention.rule,
            "confidence": mention.confidence,
            "rivals": "; ".join(f"{name} {score:.2f}" for name, score in mention.rivals) or None,
        }


@view("actors")
def actors(doc: Doc) -> Iterator[dict]:
    """Return the actors of an article, the most mentioned first, then by first mention.

    Examples
    --------
    >>> actors(doc)[["name", "kind", "n_mentions"]].values.tolist()
    [['Tom Baker', 'person', 2], ['Clara Novak', 'person', 1], ['Norway', 'country', 1]]
    """
    sentence_of = sentence_ids(doc)
    spans_of = defaultdict(list)
    for span in doc.spans["mentions"]:
        spans_of[span.kb_id_].append(span)
    rows = []
    for actor_id, record in actor_records(doc).items():
        spans = spans_of[actor_id]
        forms = Counter(" ".join(span.text.split()) for span in spans)
        in_sentences = {sentence_of[span.start] for span in spans}
        rows.append(
            {
                **doc_id_of(doc),
                "actor_id": actor_id,
                **{column: record[column] for column in ("name", "kind", "role", "affiliation")},
                "role_evidence": _words(doc, record["role_span"]),
                "aliases": "; ".join(f"{form} ({n})" for form, n in forms.most_common()),
                "n_mentions": len(spans),
                "n_sentences": len(in_sentences),
                "first_sentence_id": min(in_sentences),
            }
        )
    yield from sorted(rows, key=lambda row: (-row["n_mentions"], row["first_sentence_id"]))


@view("sentence_sentiment")
def sentence_sentiment(doc: Doc) -> Iterator[dict]:
    """Return the tone of each sentence by VADER, and whose voice most of it is.

    Scores are those of VADER (Hutto and Gilbert, ICWSM 2014). It counts words, and recognises
    neither irony nor the target of a tone.

    Examples
    --------
    >>> sentence_sentiment(doc)[["compound", "voice"]].values.tolist()
    [[0.0, 'narrator'], [0.4588, 'quoted']]
    """
    group = doc.spans["sentences"]
    voice = voices(doc)
    for span, scores in zip(group, group.attrs["sentiment"], strict=True):
        yield {
            **doc_id_of(doc),
            "sentence_id": int(span.id_),
            **place_of(span),
            "negative": scores["neg"],
            "neutral": scores["neu"],
            "positive": scores["pos"],
            "compound": scores["compound"],
            "voice": Counter(voice[span.start : span.end]).most_common(1)[0][0],
        }


@view("corrections")
def corrections(doc: Doc) -> Iterator[dict]:
    """Return the user's corrections that apply to an article, and what each changed."""
    for record in doc.spans["mentions"].attrs.get("corrections", []):
        yield {
            **doc_id_of(doc),
            **{column: record[column] for column in ("line", "action", "name", "value")},
            "n_mentions": record["n"],
            "question": record["question"] or None,
        }


@view("removed")
def removed(doc: Doc) -> Iterator[dict]:
    """Return the pieces of text that were left out because they are not part of the article."""
    for piece in doc.user_data["removed"]:
        yield {**doc_id_of(doc), **piece}


@view("actor_sentiment")
def actor_sentiment(doc: Doc) -> Iterator[dict]:
    """Return the tone towards the actor of each judged mention, and whose voice it is in.

    Empty if the tone model can't be used (see `helpers.annotation.actor_tone`).
    """
    sentence_of = sentence_ids(doc)
    voice = voices(doc)
    polarity = doc.spans["mentions"].attrs.get("polarity", {})
    for span in doc.spans["mentions"]:
        if span.id_ in polarity:
            yield {
                **doc_id_of(doc),
                "mention_id": int(span.id_),
                "actor_id": span.kb_id_,
                "sentence_id": sentence_of[span.start],
                **place_of(span),
                "polarity": polarity_of(polarity[span.id_]),
                **dict(zip(POLARITIES, polarity[span.id_], strict=True)),
                "voice": voice[span.start],
            }


def _records_of_tokens(group: SpanGroup, parts: tuple[str, ...]) -> dict[int, int]:
    """The number of the record, by token of these parts of it; the first if there are several."""
    records: dict[int, int] = {}
    for span in group:
        if span.label_ in parts:
            for token in span:
                number = int(span.id_)
                records[token.i] = min(number, records.get(token.i, number))
    return records


def _words(doc: Doc, tokens: list[int] | None) -> str | None:
    return None if tokens is None else doc[slice(*tokens)].text
