"""Views of an annotated Doc as tidy frames; `helpers.tables.schema` lists their columns.

Nothing is found here: what a row says lies on the Doc already.
"""

from collections import Counter, defaultdict

import pandas as pd
from spacy.tokens import Doc, Span

from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.sentences import sentence_ids
from helpers.annotation.statements import voices
from helpers.annotation.tone_model import POLARITIES
from helpers.tables.schema import frame


def sentences(doc: Doc) -> pd.DataFrame:
    """Return one row a sentence: its paragraph, number, place, text and number of tokens."""
    return frame(
        "sentences",
        (
            {
                **_doc_id(doc),
                "paragraph_id": int(span.label_),
                "sentence_id": int(span.id_),
                **_place(span),
                "n_tokens": sum(not token.is_space for token in span),
            }
            for span in doc.spans["sentences"]
        ),
    )


def tokens(doc: Doc) -> pd.DataFrame:
    """Return one row a token, white space left out, with tags, morphology and dependency."""
    sentence_of = sentence_ids(doc)
    kept = [token for token in doc if not token.is_space]
    token_ids = {token.i: token_id for token_id, token in enumerate(kept)}
    return frame(
        "tokens",
        (
            {
                **_doc_id(doc),
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
            for token_id, token in enumerate(kept)
        ),
    )


def entities(doc: Doc) -> pd.DataFrame:
    """Return one row a named entity: its label, the model's own label, and the actor it names.

    `model_label` is that of the first of the model's entities that shares a token with this one.
    """
    sentence_of = sentence_ids(doc)
    actor_of = {(span.start, span.end): span.kb_id_ for span in doc.spans["mentions"]}
    model_labels = {token.i: ent.label_ for ent in doc.spans["model_entities"] for token in ent}
    return frame(
        "entities",
        (
            {
                **_doc_id(doc),
                "entity_id": entity_id,
                "sentence_id": sentence_of[ent.start],
                **_place(ent),
                "label": ent.label_,
                "model_label": next((model_labels[t.i] for t in ent if t.i in model_labels), None),
                "actor_id": actor_of.get((ent.start, ent.end)),
            }
            for entity_id, ent in enumerate(doc.ents)
        ),
    )


def mentions(doc: Doc) -> pd.DataFrame:
    """Return one row a mention of an actor: where, in which words, and why it is a mention."""
    sentence_of = sentence_ids(doc)
    return frame(
        "mentions",
        (
            {
                **_doc_id(doc),
                "mention_id": int(mention.id),
                "actor_id": mention.actor_id,
                "sentence_id": sentence_of[mention.span.start],
                **_place(mention.span),
                "kind": mention.kind,
                "rule": mention.rule,
                "confidence": mention.confidence,
            }
            for mention in read_mentions(doc)
        ),
    )


def actors(doc: Doc) -> pd.DataFrame:
    """Return one row an actor, the most mentioned first: name, kind, role, aliases and counts."""
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
                **_doc_id(doc),
                "actor_id": actor_id,
                **{column: record[column] for column in ("name", "kind", "role", "affiliation")},
                "role_evidence": _words(doc, record["role_span"]),
                "aliases": "; ".join(f"{form} ({n})" for form, n in forms.most_common()),
                "n_mentions": len(spans),
                "n_sentences": len(in_sentences),
                "first_sentence_id": min(in_sentences),
            }
        )
    table = frame("actors", rows)
    return table.sort_values(
        ["n_mentions", "first_sentence_id"], ascending=[False, True], ignore_index=True
    )


def sentence_sentiment(doc: Doc) -> pd.DataFrame:
    """Return one row a sentence with VADER's four scores, and in whose voice most of it is."""
    group = doc.spans["sentences"]
    voice = voices(doc)
    return frame(
        "sentence_sentiment",
        (
            {
                **_doc_id(doc),
                "sentence_id": int(span.id_),
                **_place(span),
                "negative": scores["neg"],
                "neutral": scores["neu"],
                "positive": scores["pos"],
                "compound": scores["compound"],
                "voice": Counter(voice[span.start : span.end]).most_common(1)[0][0],
            }
            for span, scores in zip(group, group.attrs["sentiment"], strict=True)
        ),
    )


def events(doc: Doc) -> pd.DataFrame:
    """Return one row an event: the words of the act, who does it to whom, its class and modality.

    Where an act has several sources or targets, each pair is an event of its own.
    """
    sentence_of = sentence_ids(doc)
    group = doc.spans["events"]
    parts = defaultdict(dict)
    for span in group:
        parts[span.id_][span.label_] = span
    rows = []
    for key, spans in parts.items():
        record = group.attrs["records"][key]
        source, target = _party("source", spans), _party("target", spans)
        judged = {name: record[name] for name in ("event_class", "quad_class")}
        how = {name: record[name] for name in ("negated", "modality", "time")}
        rows.append(
            {
                **_doc_id(doc),
                "event_id": int(key),
                "sentence_id": sentence_of[spans["action"].start],
                **_place(spans["action"]),
                **source,
                "action": record["action"],
                **judged,
                **target,
                **how,
            }
        )
    return frame("events", rows)


def _party(label: str, spans: dict[str, Span]) -> dict:
    span = spans.get(label)
    return {
        label: span.text if span else None,
        f"{label}_actor_id": (span.kb_id_ or None) if span else None,
    }


def statements(doc: Doc) -> pd.DataFrame:
    """Return one row a statement: who said what, in which words, and in which sense.

    A cue or content in several pieces stands from its first to its last character; the columns
    `cue` and `content` join the pieces with " … ".
    """
    sentence_of = sentence_ids(doc)
    group = doc.spans["statements"]
    parts: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in group:
        parts[span.id_][span.label_].append(span)
    rows = []
    for number, part in parts.items():
        record = group.attrs["records"][number]
        begins = (part["cue"] or part["content"])[0]
        near = _near(part)
        extent = doc[min(s.start for s in near) : max(s.end for s in near)]
        source = part["source"][0] if part["source"] else None
        rows.append(
            {
                **_doc_id(doc),
                "statement_id": int(number),
                "sentence_id": sentence_of[begins.start],
                **_place(extent),
                "kind": record["kind"],
                "form": record["form"],
                **_pieces("source", part["source"]),
                "source_actor_id": (source.kb_id_ or None) if source is not None else None,
                "source_actor_ids": list(record["actors"]),
                **_pieces("cue", part["cue"]),
                "sense": record["sense"],
                **_pieces("content", part["content"]),
            }
        )
    return frame("statements", rows)


def _near(part: dict[str, list[Span]]) -> list[Span]:
    """Content and cue, and the source unless its speaker is carried over from further up."""
    return [*part["content"], *part["cue"], *(part["source"] if part["cue"] else ())]


def _pieces(name: str, spans: list[Span]) -> dict:
    """The columns of a part of a statement: its words, where they begin and where they end."""
    return {
        name: " … ".join(span.text for span in spans) if spans else None,
        f"{name}_start_char": spans[0].start_char if spans else None,
        f"{name}_end_char": spans[-1].end_char if spans else None,
    }


def corrections(doc: Doc) -> pd.DataFrame:
    """Return one row a correction that holds for the article, and what it changed."""
    return frame(
        "corrections",
        (
            {
                **_doc_id(doc),
                **{column: record[column] for column in ("line", "action", "name", "value")},
                "n_mentions": record["n"],
            }
            for record in doc.spans["mentions"].attrs.get("corrections", [])
        ),
    )


def removed(doc: Doc) -> pd.DataFrame:
    """Return one row a piece of text that was left out because it is not the article's."""
    return frame("removed", ({**_doc_id(doc), **piece} for piece in doc.user_data["removed"]))


def actor_sentiment(doc: Doc) -> pd.DataFrame:
    """Return one row a judged mention: the tone towards its actor, and in whose voice.

    Empty if the tone model can't be used (see `helpers.annotation.actor_tone`).
    """
    sentence_of = sentence_ids(doc)
    voice = voices(doc)
    polarity = doc.spans["mentions"].attrs.get("polarity", {})
    return frame(
        "actor_sentiment",
        (
            {
                **_doc_id(doc),
                "mention_id": int(span.id_),
                "actor_id": span.kb_id_,
                "sentence_id": sentence_of[span.start],
                **_place(span),
                "polarity": max(zip(polarity[span.id_], POLARITIES, strict=True))[1],
                **dict(zip(POLARITIES, polarity[span.id_], strict=True)),
                "voice": voice[span.start],
            }
            for span in doc.spans["mentions"]
            if span.id_ in polarity
        ),
    )


def _words(doc: Doc, tokens: list[int] | None) -> str | None:
    return None if tokens is None else doc[slice(*tokens)].text


def _doc_id(doc: Doc) -> dict:
    return {"doc_id": doc.user_data["doc_id"]}


def _place(span: Span) -> dict:
    return {"start_char": span.start_char, "end_char": span.end_char, "text": span.text}
