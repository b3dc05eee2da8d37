from conftest import MEETING, article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables import terms

HARBOUR = (
    "The harbour master closed the old harbour. Ships waited outside the harbour. "
    "The harbour master said the ship waits were long."
)


def tokens_of(text):
    return tables.tokens(annotate(article_of(text)))


def test_frequencies_count_dictionary_forms_without_function_words():
    table = terms.term_frequencies(tokens_of(HARBOUR)).set_index("term")
    assert table.loc["harbour", "n"] == 4
    assert table.loc["ship", "n"] == 2
    assert "the" not in table.index
    assert table["n"].is_monotonic_decreasing


def test_collocations_are_pairs_seen_together_and_never_cross_a_stop():
    table = terms.collocations(tokens_of(HARBOUR))
    assert table["words"].tolist() == ["harbour master"]
    assert table["n"].tolist() == [2]
    assert table["g2"].iloc[0] > 0


def test_keyword_in_context_finds_all_forms_of_a_word():
    table = terms.keyword_in_context(tokens_of(HARBOUR), HARBOUR, "Ship")
    assert table["keyword"].tolist() == ["Ships", "ship"]
    assert table["right"].iloc[0].startswith("waited outside the harbour.")
    assert table["left"].iloc[1].endswith("The harbour master said the")


def test_key_terms_are_in_the_text_and_ranked(meeting):
    table = terms.key_terms(tables.tokens(meeting), tables.sentences(meeting))
    assert table["score"].is_monotonic_decreasing
    assert table["score"].between(0, 1).all()
    assert all(term.lower() in MEETING.lower() for term in table["term"])
    assert (table["n"] > 0).all()


def test_parts_of_speech_add_up_to_all_words(meeting):
    counts = terms.part_of_speech_counts(tables.tokens(meeting))
    assert abs(counts["share"].sum() - 1) < 1e-9
    assert "PUNCT" not in set(counts["pos"])


def test_a_text_of_one_word_has_no_collocations_and_no_crash():
    tokens = tokens_of("Rain")
    sentences = tables.sentences(annotate(article_of("Rain")))
    assert terms.collocations(tokens).empty
    assert len(terms.key_terms(tokens, sentences)) <= 1
    assert terms.keyword_in_context(tokens, "Rain", "snow").empty
    assert terms.keyword_in_context(tokens, "Rain", "").empty


def test_key_terms_are_whole_noun_phrases():
    text = "Prime Minister Clara Novak said on Monday a large-scale trade deal was dead."
    sentences = tables.sentences(annotate(article_of(text)))
    found = set(terms.key_terms(tokens_of(text), sentences)["term"])
    assert "large-scale trade deal" in found
    assert not found & {"Novak said", "Minister Clara", "trade deal", "Monday"}


def test_half_of_a_name_with_of_is_not_a_key_term():
    text = (
        "The Bank of State Street met. Secretary of State Mara Tolvan praised the Bank of State "
        "Street. Tolvan said that the harbour tax was wrong. The harbour tax ends."
    )
    doc = annotate(article_of(text))
    found = set(terms.key_terms(tables.tokens(doc), tables.sentences(doc))["term"])
    assert "harbour tax" in {term.lower() for term in found}
    assert not {"State Mara Tolvan", "State Street", "State Mara"} & found
