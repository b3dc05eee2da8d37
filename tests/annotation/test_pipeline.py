import pytest
import spacy
from conftest import MEETING, article_of
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from helpers import tables
from helpers.annotation import pipeline


def test_a_doc_carries_its_article(meeting):
    assert meeting.text == MEETING
    assert meeting.user_data["doc_id"] == "meeting"
    assert meeting.user_data["title"] == "A test"


def test_one_by_one_and_in_batches_find_the_same():
    articles = [article_of(MEETING, "a"), article_of("Clara Novak slept.", "b")]
    for article, doc in zip(articles, pipeline.annotate_many(articles), strict=True):
        alone = pipeline.annotate(article)
        for table in (tables.mentions, tables.actors, tables.sentence_sentiment):
            assert table(doc).equals(table(alone))
        assert tables.actor_sentiment(doc).equals(tables.actor_sentiment(alone))


def test_what_was_found_survives_a_process_boundary(meeting):
    packed = DocBin(store_user_data=True, docs=[meeting]).to_bytes()
    (back,) = DocBin(store_user_data=True).from_bytes(packed).get_docs(Vocab())
    assert tables.actors(back).equals(tables.actors(meeting))
    assert tables.mentions(back).equals(tables.mentions(meeting))
    assert tables.entities(back).equals(tables.entities(meeting))
    assert tables.sentence_sentiment(back).equals(tables.sentence_sentiment(meeting))
    assert tables.actor_sentiment(back).equals(tables.actor_sentiment(meeting))


def test_the_pipeline_is_loaded_once():
    assert pipeline.load_pipeline() is pipeline.load_pipeline()


@pytest.mark.filterwarnings("ignore:.*W095")
def test_words_are_analysed_as_by_the_package_alone():
    text = "The wives had been fining two unhappier banks, whose geese zorbed better than ours."
    alone = spacy.load(pipeline.pipeline_name())(text)
    here = pipeline.annotate(article_of(text, "wives"))
    assert [(t.lemma_, t.tag_) for t in here] == [(t.lemma_, t.tag_) for t in alone]
    assert "wife" in {t.lemma_ for t in here}


def test_a_pipeline_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setenv(pipeline.PIPELINE_VARIABLE, "xx_no_such_pipeline")
    with pytest.raises(pipeline.PipelineError, match=r"xx_no_such_pipeline.*not installed"):
        pipeline.load_pipeline()


def test_a_pipeline_without_a_parser_is_refused(monkeypatch, tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    monkeypatch.setenv(pipeline.PIPELINE_VARIABLE, str(tmp_path / "blank"))
    with pytest.raises(pipeline.PipelineError, match="has no ner and no parser and no tagger"):
        pipeline.load_pipeline()


def test_another_installed_pipeline_can_be_used(monkeypatch, tmp_path):
    import spacy

    nlp = spacy.load(pipeline.DEFAULT_PIPELINE)
    nlp.meta["name"] = "of_our_own"
    nlp.to_disk(tmp_path / "own")
    monkeypatch.setenv(pipeline.PIPELINE_VARIABLE, str(tmp_path / "own"))
    assert pipeline.load_pipeline().meta["name"] == "of_our_own"
    assert "actors" in pipeline.load_pipeline().pipe_names


@pytest.mark.parametrize("word", ["e-mail", "E-mails"])
def test_an_e_mail_is_one_word(word):
    assert word in [token.text for token in pipeline.annotate(article_of(f"{word}, he said."))]
