import os
import sys

import pytest
from conftest import BUNDLED

from helpers.__main__ import main
from helpers.reading import chosen_article
from helpers.reading.articles import ArticleError


@pytest.fixture(autouse=True)
def own_choice(tmp_path, monkeypatch):
    """Preserve the choice of whoever runs the tests."""
    monkeypatch.setattr(chosen_article, "CHOICE", tmp_path / "chosen_article.txt")


def test_without_a_choice_it_is_the_first_bundled_article():
    assert chosen_article.load_article().doc_id == "india-us-two-plus-two"


def test_a_choice_is_seen_by_all_who_ask_without_naming_an_article():
    chosen_article.choose_article(str(BUNDLED[1]))
    assert chosen_article.load_article("").doc_id == BUNDLED[1].stem


def test_a_named_article_takes_precedence_over_the_choice():
    chosen_article.choose_article(str(BUNDLED[1]))
    assert chosen_article.load_article(str(BUNDLED[2])).doc_id == BUNDLED[2].stem


def test_no_name_keeps_the_choice():
    chosen_article.choose_article(str(BUNDLED[1]))
    assert chosen_article.choose_article("").doc_id == BUNDLED[1].stem
    assert chosen_article.load_article().doc_id == BUNDLED[1].stem


@pytest.mark.parametrize("name", [BUNDLED[1].name, f"data/articles/{BUNDLED[1].name}"])
def test_bundled_articles_are_found_from_any_folder(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert chosen_article.load_article(name).doc_id == BUNDLED[1].stem


def test_a_choice_that_cannot_be_read_changes_nothing(capsys):
    chosen_article.choose_article(str(BUNDLED[1]))
    with pytest.raises(ArticleError, match="no-such-file"):
        chosen_article.choose_article("no-such-file.txt")
    assert main(["choose", "no-such-file.txt"]) == 1
    assert "no-such-file.txt" in capsys.readouterr().err
    assert chosen_article.load_article().doc_id == BUNDLED[1].stem


def test_the_command_chooses_for_all_notebooks(capsys):
    assert main(["choose", str(BUNDLED[2])]) == 0
    assert "All notebooks now read" in capsys.readouterr().out
    assert chosen_article.load_article().doc_id == BUNDLED[2].stem


def test_a_pasted_article_is_kept_and_chosen(tmp_path, monkeypatch):
    monkeypatch.setattr(chosen_article, "CHOICE", tmp_path / "choice.txt")
    monkeypatch.setattr(chosen_article, "OWN_ARTICLES", tmp_path / "articles")
    assert chosen_article.add_article("\n  ") is None
    text = "Clara Novak won.\n\nTom Baker lost <b>it</b>."
    article = chosen_article.add_article(text, source="AFP", date="")
    assert (article.title, article.metadata) == ("Clara Novak won.", {"source": "AFP"})
    assert chosen_article.load_article().text == text
    chosen_article.add_article(text)
    chosen_article.add_article("Clara Novak won.\n\nAnother text.")
    names = sorted(path.name for path in (tmp_path / "articles").iterdir())
    assert names == ["clara-novak-won-2.txt", "clara-novak-won.txt"]
    table = chosen_article.articles()
    assert table.loc[table["chosen"] == "✓", "article"].tolist() == ["clara-novak-won-2.txt"]
    assert "india-us-two-plus-two.txt" in set(table["article"])


def test_an_article_that_cannot_be_read_is_listed_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(chosen_article, "OWN_ARTICLES", tmp_path)
    (tmp_path / "empty.txt").write_text("")
    table = chosen_article.articles().set_index("article")
    assert "is empty" in table.loc["empty.txt", "title"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_of_any_name_is_chosen(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("Clara Novak won.")
    chosen_article.choose_article(path)
    assert chosen_article.load_article().text == "Clara Novak won."


def test_the_password_of_a_chosen_address_is_not_shown():
    chosen_article.CHOICE.write_text("http://ann:secret@127.0.0.1:1/story\n")
    table = chosen_article.articles()
    assert table.loc[0, "article"] == "http://127.0.0.1:1/story"
    assert "secret" not in table.to_string()
