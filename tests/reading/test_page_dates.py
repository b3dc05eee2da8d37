"""A date counts only if a full date is written, for the article itself."""

import json

import pytest
from reading_texts import FERRY

from helpers.reading.articles import read_article
from helpers.reading.pages import from_page


def data(key, value, under=None):
    """Return JSON-LD with a date in a record, which may lie in another."""
    record = {key: value, "headline": "Storm", "datePublished": "2018-03-03"}
    record = {"@type": "Thing", under: [record]} if under else record
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def date_of(head="", before="", after="", url=None):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in FERRY)
    page = from_page(
        f"<html><head><title>Ferry</title>{head}</head><body><article><h1>Ferry sails</h1>{before}"
        f"{story}{after}</article></body></html>",
        url,
    )
    return page.metadata.get("date")


@pytest.mark.parametrize(
    "place",
    [
        {"before": "<p>He was first elected in 2019.</p>"},
        {"before": '<p class="byline">By Ann Lee, winner of the 2019 prize</p>'},
        {"before": '<span class="date">March 2019</span>'},
        {"before": '<time datetime="2019-03">March</time>'},
        {"before": '<span class="date">03/04/2021</span>'},
        {"before": '<span class="event-date">3 March 2012</span>'},
        {"before": '<p>She sank on <time datetime="1912-04-15">15 April 1912</time>.</p>'},
        {"before": '<p>She sank on <time datetime="2012-04-15">15 April 2012</time>.</p>'},
        {"before": '<p>On <time datetime="2012-04-15">that day</time> she sank off Oslo.</p>'},
        {"before": "<div>Novak (born <b><time>3 May 2001</time></b>) is a minister.</div>"},
        {"head": '<meta http-equiv="expires" content="Wed, 08 Aug 2018 10:00:00 GMT">'},
        {"head": '<meta name="date" content="2019">'},
        {"head": '<meta name="date" content="2019-03">'},
        {"head": '<meta charset="iso2022_jp">'},
        {"head": '<meta name="generator" content="Site 2015.01.02">'},
        {"head": '<meta name="description" content="On 4 March 2017 the ferry sank.">'},
        {"head": '<meta property="og:image" content="https://x.example/2017/03/04/x.jpg">'},
        {"head": '<link rel="canonical" href="https://x.example/assets/2017/03/04/x">'},
        {"head": '<link rel="canonical" href="https://x.example/a?img=/2017/03/04/x">'},
        {"head": data("@type", "Comment")},
        {"head": data("@type", "VideoObject")},
        {"head": data("@type", "WebPage", under="mentions")},
        {"head": data("@type", "NewsArticle", under="itemListElement")},
        {"head": data("@type", "Review", under="review")},
        {"head": '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'},
        {"after": '<p class="copyright date">© 2015 The Post</p>'},
        {"after": '<aside><time datetime="2015-02-03">3 February 2015</time></aside>'},
        {"after": '<ul class="related"><li><time datetime="2015-02-03">then</time></li></ul>'},
        {"after": '<div class="comments"><time datetime="2015-02-03">then</time></div>'},
        {"url": "https://x.example/elections/2019/results"},
        {"url": "https://x.example/story/20191119876"},
        {"url": "https://x.example/2019/02/31/story"},
    ],
    ids=str,
)
def test_no_day_is_made_up(place):
    assert date_of(**place) is None


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ({"before": '<time datetime="2021-02-03T10:00">x</time>'}, "2021-02-03"),
        ({"before": '<span class="date">3 February 2021</span>'}, "2021-02-03"),
        ({"before": "<p>By Ann Lee, <time>3 February 2021, 10 a.m.</time></p>"}, "2021-02-03"),
        (
            {"before": "<p>By Ann Lee of the Post <time>3 February 2021</time> 10 a.m.</p>"},
            "2021-02-03",
        ),
        (
            {"before": "<p>This article was published on <time>3 February 2021</time>.</p>"},
            "2021-02-03",
        ),
        ({"before": '<span class="date">13/02/2021</span>'}, "2021-02-13"),
        ({"head": '<meta name="date" content="2021-02-03">'}, "2021-02-03"),
        ({"url": "https://x.example/2021/feb/03/story"}, "2021-02-03"),
        ({"head": data("@type", "NewsArticle")}, "2018-03-03"),
        ({"head": data("@type", "NewsArticle", under="@graph")}, "2018-03-03"),
        ({"head": data("@type", "OpinionNewsArticle", under="mainEntity")}, "2018-03-03"),
    ],
    ids=str,
)
def test_a_day_that_is_written_counts(place, day):
    assert date_of(**place) == day


@pytest.mark.parametrize("name", ["event-date", "eventDate", "birth_date"])
def test_the_line_with_a_date_of_something_else_gives_no_day(tmp_path, name):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in FERRY)
    body = f'<article><h1>Ferry sails</h1><div class="{name}">12 June 2019</div>{story}</article>'
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>")
    article = read_article(tmp_path / "a.html")
    assert "date" not in article.metadata
    assert "2019" not in article.text
