import ast
from pathlib import Path

from conftest import article_of

from helpers import annotation, tables
from helpers.annotation.mention_rules import mention_rules
from helpers.annotation.pipeline import annotate
from helpers.tables import rules


def test_each_rule_used_is_explained_with_its_first_example():
    text = "Anna Keller left Norway. She smiled. Keller was glad that she came."
    doc = annotate(article_of(text))
    table = rules.rule_examples(tables.mentions(doc), tables.sentences(doc)).set_index("rule")
    assert table.loc["country name", "example"] == "Anna Keller left [Norway]."
    assert table["mentions"].sum() == len(tables.mentions(doc))
    assert table["meaning"].str.len().gt(0).all()


def test_every_rule_of_the_components_has_a_line_in_the_table_and_no_line_is_idle():
    package = Path(annotation.__file__).parent
    words = {
        node.value
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    acting = {f"{kind} that acts as the government" for kind in ("capital", "seat")}
    assert set(mention_rules()) - words == acting


def test_rules_that_articles_need_are_in_the_table(bundled_doc):
    assert set(tables.mentions(bundled_doc)["rule"]) <= set(mention_rules())
