"""Live blogs, quotations and social media posts in a page, arranged as in an article."""

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

MIN_POSTS = 2
MOST_TIMES = 20  # an element with more is no post
MAX_SOURCE_WORDS = 6
SOURCE_BEGINS = {*"[(—–-"}
POST_CLASS = re.compile(r"tweet|instagram-media|bluesky-embed|mastodon|fb-post|social-embed")
POST_SIGNATURE = re.compile(r"[—–-]\s*(?P<author>[^()@]{2,60}?)\s*\((?P<handle>@[\w.@-]{2,40})\)")


def order_posts(tree: HtmlElement) -> None:
    """Sort the posts of a live blog by time.

    Posts are two or more siblings with the same tag, each with one `<time datetime>` at its top.
    """
    parents = {element.getparent() for element in tree.iter("article", "section", "div", "li")}
    for parent in parents - {None}:
        posts = [(child, stamp) for child in parent if (stamp := _stamp(child))]
        if not _are_posts(posts):
            continue
        position = parent.index(posts[0][0])
        for child, _ in posts:
            parent.remove(child)
        for child, _ in sorted(posts, key=lambda post: post[1], reverse=True):
            # Several articles, or blocks called posts, would be taken for several pages.
            child.tag = "div"
            child.attrib.pop("class", None)
            parent.insert(position, child)


def _are_posts(posts: list[tuple[HtmlElement, str]]) -> bool:
    """Whether elements with a time each have the same tag, different times, and all some text."""
    return (
        len({stamp for _, stamp in posts}) >= MIN_POSTS
        and len({child.tag for child, _ in posts}) == 1
        and all(next(child.iter("p"), None) is not None for child, _ in posts)
    )


def sign_posts(tree: HtmlElement) -> None:
    """Put an embedded post in quotation marks, followed by a dash and its author."""
    for element in tree.iter("blockquote"):
        if not POST_CLASS.search(element.get("class") or ""):
            continue
        paragraphs = [p for p in element.iter("p") if p.text_content().strip()]
        text = " ".join(" ".join(p.text_content().split()) for p in paragraphs)
        rest = " ".join(element.text_content().split())
        found = POST_SIGNATURE.search(rest)
        if not text or not found:
            continue
        element.clear()
        element.tag = "p"
        element.text = f"“{text}” — {found['author']} ({found['handle']})"


def unlink_sources(tree: HtmlElement) -> None:
    """Turn a link right after a quotation that says where it is from into plain text.

    "[The Pier Post]" or "— The Pier Post" is not a link to another article there.
    """
    for quotation in tree.iter("blockquote"):
        source = quotation.getnext()
        text = "" if source is None else source.text_content().strip()
        if text[:1] in SOURCE_BEGINS and len(text.split()) <= MAX_SOURCE_WORDS:
            etree.strip_tags(source, "a")


def _stamp(element: HtmlElement) -> str | None:
    """The time of a post; None if the element has no `<time datetime>` or several."""
    if not isinstance(element.tag, str) or element.tag not in {"article", "section", "div", "li"}:
        return None
    times = list(islice(element.iter("time"), MOST_TIMES))
    stamps = [stamp for time in times if (stamp := time.get("datetime"))]
    return stamps[0] if len(stamps) == 1 and len(times) < MOST_TIMES else None
