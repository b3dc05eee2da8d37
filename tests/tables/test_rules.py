from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables import rules


def test_each_rule_used_is_explained_with_its_first_example():
    text = "Anna Keller left Norway. She smiled. Keller was glad that she came."
    doc = annotate(article_of(text))
    table = rules.rule_examples(tables.mentions(doc), tables.sentences(doc)).set_index("rule")
    assert table.loc["country name", "example"] == "Anna Keller left [Norway]."
    assert table["mentions"].sum() == len(tables.mentions(doc))
    assert table["meaning"].str.len().gt(0).all()


def test_every_rule_of_the_components_has_an_explanation(bundled_doc):
    assert set(tables.mentions(bundled_doc)["rule"]) <= set(rules.EXPLANATIONS)
