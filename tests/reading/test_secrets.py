"""Secrets are in nothing that is read, and no file can say where it is from."""

import shlex

import pytest

from helpers.corpus.worker import rejected_frame
from helpers.reading.articles import Rejected, read_article, read_articles
from helpers.reading.url_secrets import without_secrets
from helpers.wording import quoted

STORY = "Clara Novak met Tom Baker of Acme Foods in Norway on Monday."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://ann:secret@news.example/a?b=1", "https://news.example/a?b=1"),
        ("https://ann:se@cret@news.example/", "https://news.example/"),
        ("https://ann:sec/ret@news.example/", "https://news.example/"),
        ("HTTP://ANN:SECRET@NEWS.EXAMPLE", "HTTP://NEWS.EXAMPLE"),
        ("//ann:secret@news.example/a", "//news.example/a"),
        ("see ftp://ann:secret@a.example, http://b.example",
         "see ftp://a.example, http://b.example"),
        ("https://news.example:8080/@ann/post", "https://news.example:8080/@ann/post"),
        ("https://[::1]:80/a@b", "https://[::1]:80/a@b"),
        ("ann@news.example", "ann@news.example"),
        ("https:/ann:secret@news.example/a", "https://news.example/a"),
        ("https:ann:secret@news.example/a", "https://news.example/a"),
        ("https://ann:secret＠news.example/a", "https://news.example/a"),
        ("https://a.example/?u=https%3A%2F%2Fann%3Asecret%40b.example%2Fc",
         "https://a.example/?u=https%3A%2F%2Fb.example%2Fc"),
        ("https://a.example/?u=https%253A%252F%252Fann%253Asecret%2540b.example",
         "https://a.example/?u=https%253A%252F%252Fb.example"),
        ("https://a.example/?u=https%3A%2F%2Fb.example%2F%40ann",
         "https://a.example/?u=https%3A%2F%2Fb.example%2F%40ann"),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_user_and_password(written, shown):
    assert without_secrets(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://h.example/a?token=secret", "https://h.example/a"),
        ("https://h.example/a?token=secret&id=3&API-Key=secret#top", "https://h.example/a?id=3#top"),
        ("https://h.example/a?id=3&amp;accessToken=secret&amp;p=5",
         "https://h.example/a?id=3&amp;p=5"),
        ("https://h.example/a?p=5&password=sec%26ret;sec?ret", "https://h.example/a?p=5"),
        ("https://h.example/a?user%5Bpassword%5D=secret&p=5", "https://h.example/a?p=5"),
        ("https://h.example/a;jsessionid=secret?id=3", "https://h.example/a?id=3"),
        ("https://h.example/a#access_token=secret&page=2", "https://h.example/a#page=2"),
        ("https://h.example/to?u=https%3A%2F%2Fb.example%2F%3Ftoken%3Dsecret%26id%3D3&p=5",
         "https://h.example/to?u=https%3A%2F%2Fb.example%2F%3Fid%3D3&p=5"),
        ("https://h.example/to?u=https://b.example/?pwd=secret&id=3",
         "https://h.example/to?u=https://b.example/?id=3"),
        ("https://h.example/f.xml?X-Amz-Security-Token=secret&X-Amz-Signature=secret",
         "https://h.example/f.xml"),
        ("https://h.example/a?token[a]=secret&signature_v4=secret&token2=secret&id=3",
         "https://h.example/a?id=3"),
        ("https://h.example/a?ASPSESSIONIDQA=secret&ｔｏｋｅｎ=secret", "https://h.example/a"),
        ("see h.example/?secret=secret and h.example/?id=3", "see h.example/ and h.example/?id=3"),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_secret_parameters(written, shown):
    assert without_secrets(written) == shown


@pytest.mark.parametrize(
    "query",
    ["id=3", "p=5&page=2", "author=Ann&authors=2", "tokenizer=x", "session=2026", "code=5", "key=5",
     "q=token", "q=my+password", "a=token=5", "token", "passage=2", "article=a&b", "design=x"],
)  # fmt: skip
def test_an_address_still_says_which_article_it_is(query):
    address = f"https://news.example/a?{query}"
    assert without_secrets(address) == address


ADDRESS = "https://ann:secret@h.example/a?api_key=secret&id=3"
FILES = {
    "a.txt": f"---\nurl: {ADDRESS}\nfeed: http://ann:secret@h/\n---\n{STORY}",
    "a.jsonl": f'{{"text": "{STORY}", "url": "{ADDRESS}", "x": "//a:secret@b"}}',
    "a.csv": f"text,link\n{STORY},{ADDRESS}",
    "a.html": f'<html><head><link rel="canonical" href="{ADDRESS}"></head><body><article><p>{STORY}'
    f"</p><p>{STORY} Again.</p></article></body></html>",
    "a.ris": f"TY  - NEWS\nTI  - Ferry\nUR  - {ADDRESS}\nAB  - {STORY}\nER  - \n",
}


@pytest.mark.parametrize("name", FILES)
def test_no_metadata_has_a_password(tmp_path, name):
    (tmp_path / name).write_text(FILES[name])
    (article,) = read_articles(tmp_path / name)
    assert "secret" not in str(article.metadata)
    assert "https://h.example/a?id=3" in article.metadata.values()


def test_neither_a_reason_nor_a_table_has_one():
    (found,) = read_articles("http://ann:secret@127.0.0.1:1/story?token=secret")
    assert "secret" not in str(found)
    table = rejected_frame([Rejected("http://ann:secret@h.example/?pwd=secret", None, None, "x")])
    assert table["origin"].tolist() == ["http://h.example/"]


def test_a_file_is_not_believed_on_where_it_is_from(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f'---\norigin: "https://bank.example/; rm -rf ~"\ntitle: x\n---\n{STORY}')
    article = read_article(path)
    assert article.origin == str(path)
    assert "origin" not in article.metadata


@pytest.mark.parametrize(
    "path",
    ["a b.txt", "$(rm x).txt", "it's.txt", "`id`", "a;b&c", "-x", "#2", "*", "~", "a\tb\x1b"],
)
def test_a_command_names_just_this_file_and_shows_as_it_is(path):
    command = quoted(path)
    assert command.isprintable()
    if path.isprintable():
        assert [word.removeprefix("./") for word in shlex.split(command)] == [path]
    else:
        assert command == r"$'a\x09b\x1b'"
