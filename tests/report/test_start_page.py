"""The start page as somebody uses it: fields filled in and buttons clicked, without a browser."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from conftest import BUNDLED

from helpers.reading import chosen_article
from helpers.report.start_page import StartPage

PASTED = (
    "A <b>headline</b>\n\nClara Novak met Tom Baker in Oslo.\n\nRead more: https://example.org/x"
)


@pytest.fixture(autouse=True)
def own_choice(tmp_path, monkeypatch):
    """Preserve the choice and the articles of whoever runs the tests."""
    monkeypatch.setattr(chosen_article, "CHOICE", tmp_path / "chosen_article.txt")
    monkeypatch.setattr(chosen_article, "OWN_ARTICLES", tmp_path / "articles")


def words(html):
    return BeautifulSoup(html.value, "lxml").get_text(" ")


def read_now():
    return chosen_article.load_article().title


def test_an_article_is_read_looked_at_and_only_then_chosen():
    before = read_now()
    page = StartPage()
    page.place.value = BUNDLED[1].name
    page.read.click()
    article = chosen_article.load_article(BUNDLED[1].name)
    shown = words(page.preview)
    assert article.title in shown
    assert article.metadata["date"] in shown
    assert f"{len(article.text.split()):,} words" in shown
    assert article.text[:100] in shown
    assert read_now() == before
    page.choose.click()
    assert read_now() == article.title
    assert f"All notebooks now read “{article.title}”" in words(page.answer)


def test_running_the_page_again_takes_nothing_back():
    StartPage()
    chosen_article.choose_article(str(BUNDLED[2]))
    page = StartPage()
    assert read_now() == chosen_article.load_article(str(BUNDLED[2])).title
    assert read_now() in words(page.answer)


def test_an_article_at_hand_is_shown_as_soon_as_it_is_picked():
    page = StartPage()
    page.at_hand.value = BUNDLED[2].name
    assert chosen_article.load_article(BUNDLED[2].name).title in words(page.preview)


def test_the_beginning_that_is_shown_ends_with_a_whole_word():
    page = StartPage()
    page.pasted.value = "A long story\n\n" + "Wanderers remembered everything. " * 40
    page.read.click()
    shown = BeautifulSoup(page.preview.value, "lxml").blockquote.get_text()
    assert shown.endswith(("Wanderers …", "remembered …", "everything. …"))


def test_a_pasted_text_is_kept_and_what_was_left_out_is_shown():
    page = StartPage()
    page.pasted.value, page.source.value = PASTED, "The Post"
    page.read.click()
    assert "<b>" not in page.preview.value
    assert "A <b>headline</b>" in words(page.preview)
    assert "left out" in words(page.preview)
    page.choose.click()
    kept = chosen_article.load_article()
    assert (kept.title, kept.metadata["source"]) == ("A <b>headline</b>", "The Post")
    assert page.pasted.value == ""
    assert kept.title in page.at_hand.options[1][0]


def test_a_file_is_kept_beside_another_of_its_name(tmp_path):
    page = StartPage()
    for number, text in enumerate(("One\n\nClara Novak won.", "Two\n\nTom Baker lost the vote.")):
        file = {"name": "story.txt", "type": "", "size": len(text), "content": text.encode()}
        page.upload.value = ({**file, "last_modified": datetime.now(UTC)},)
        page.read.click()
        assert ("One", "Two")[number] in words(page.preview)
        page.choose.click()
        assert page.upload.value == ()
    names = sorted(path.name for path in (tmp_path / "articles").iterdir())
    assert names == ["story-2.txt", "story.txt"]


def test_each_article_in_a_folder_can_be_previewed_and_broken_ones_are_reported(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in (("a", "First\n\nClara Novak won."), ("b", "Second\n\nTom Baker lost it.")):
        (folder / f"{name}.txt").write_text(text)
    (folder / "c.txt").write_text("")
    page = StartPage()
    page.place.value = str(folder)
    page.read.click()
    assert [label for label, _ in page.found.options] == ["1. First", "2. Second"]
    assert page.at_hand.layout.display is None, "only the list of what was found comes and goes"
    page.found.index = 1
    assert "Second" in words(page.preview)
    assert "c.txt" in words(page.answer)
    page.choose.click()
    assert read_now() == "Second"


def test_what_is_not_there_is_one_line_and_can_not_be_chosen():
    page = StartPage()
    page.place.value = "nowhere.txt"
    page.read.click()
    assert "nowhere.txt: there is no such file" in words(page.answer)
    assert page.choose.disabled
    assert page.preview.value == ""
