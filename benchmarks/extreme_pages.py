"""How long pages take that are as bad as 5 MB allow: deep, broken, endless, all of one kind.

    python benchmarks/extreme_pages.py [--only NAME]

It prints the processor seconds of reading each page and what became of it: the length of its text
in characters, or why it is refused. The exit status is 1 if a page takes more than `MOST`.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from helpers.reading.articles import Article, read_articles

MOST = 3.0  # processor seconds, on a core that does nothing else
SIZE = 5_000_000
STORY = (
    "<p>Clara Novak of Acme Foods told the harbour master that the ferry sails on Friday.</p>" * 3
)
DATA = '<script type="application/ld+json">'
SAID = "Tom Baker said so. "

# What is repeated until the page is full, with `{n}` for a running number.
REPEATED = {
    "short paragraphs": "<p>a</p>",
    "sentences": "<p>Tom said so.</p>",
    "numbered sentences": "<p>Tom {n} said so.</p>",
    "divisions": "<div>Tom Baker {n} said so.</div>",
    "line breaks": "Tom Baker {n} said so.<br>",
    "marked words": "<p><span>Tom</span> <b>Baker</b> <i>{n}</i> said so.</p>",
    "unclosed marks": "<b><i>word ",
    "misnested tags": "<b><p>Tom</b> said</p>",
    "closing tags": "</p></div>x",
    "own tags": "<x{n}>word</x{n}>",
    "divisions in each other": "<div>Tom said so ",
    "lists in each other": "<ul><li>x",
    "tables in each other": "<table><tr><td>x",
    "links in each other": "<a href=x>word ",
    "list items": "<li>Tom Baker {n}</li>",
    "rows": "<tr><td>{n}</td><td>Tom {n}</td></tr>",
    "headings": "<h2>Pier {n}</h2><p>Tom {n} said so.</p>",
    "headlines": "<h1>Ferry {n} sails or does not</h1>",
    "links": '<a href="/{n}">word {n}</a> ',
    "links in sentences": '<p>Tom <a href="/{n}">Baker {n}</a> said <a href=/x>so</a> there.</p>',
    "pictures": '<figure><img src={n} alt="ship {n}"><figcaption>A ship {n}</figcaption></figure>',
    "pictures in a text": "<img src={n}>" + SAID * 25,
    "times in a text": "<time>2 May 2020</time> word {n} ",
    "date lines": '<span class="date">2 May {n}</span>',
    "bylines": '<div class="byline">By Ann Lee {n}</div>',
    "attributes": "<p " + " ".join(f'a{i}="x"' for i in range(150)) + ">word</p>",
    "styles": '<p style="display: block; margin: {n}px">Tom said so.</p>',
    "classes": '<div class="a-b-c-d-e-f{n} g_h">Tom said so.</div>',
    "authors": '<meta name="author" content="Ann Lee {n}">',
    "dates": '<meta name="date" content="2020-13-41 {n}">',
    "records": DATA + '{{"headline": "ferry {n}", "author": "Ann Lee {n}"}}</script>',
    "comments": "<!-- a --><p>x</p>",
    "CDATA": "<![CDATA[ word ]]>",
    "forms": "<form><input name=a><button>Go</button></form>",
    "scripts": '<script>var a = "<p>x</p>";</script>',
    "entities": "&amp; &#8217; &foo; a ",
    "hard spaces": "&nbsp;",
    "brackets": "< ",
    "broken letters": "<p>Tom Bakerâ€™s ship nÂ° {n} sailed.</p>",
    "emoji": "said so 😀 ",
    "hidden in words": "<p>T\u200bo\u202em Ba\u00adker said {n}.</p>",
    "twice broken letters": "<p>Tom Ã¢â‚¬â„¢ said {n}</p>",
    "drawings in each other": "<svg><g>",
    "sections in each other": "<article><section>Tom {n} said so.",
}
# The same, after something that is there once.
ONCE = {
    "one line": ("<p>", SAID),
    "one word": ("<p>", "a"),
    "white space": ("<p>a", " "),
    "lines": ("<pre>", "Tom Baker {n} said so\n"),
    "title": ("<title>", "Ferry | "),
    "dates around dates": ("<div class=date>" * 190, SAID),
    "links around links": ("<p>" + "<a href=x>" * 190, SAID),
    "divisions around marks": ("<div><b>" * 95, SAID),
    "times far inside": ("<div>" * 190, "<time>x</time>"),
    "broken records": (DATA + '{{"author": [', '{{"@type": "Person", "name": "Ann Lee"}},'),
    "records in each other": (DATA, "["),
    "record of a number": (DATA, "9"),
    "tag without end": ('<p title="', "a <b> "),
    "broken letters in a line": ("<p>", "â€™Ã© so "),
    "line separators": ("<p>", "a\u2028"),
    "marks on a letter": ("<p>Tom ", "\u0323\u0301"),
    "marks on letters": ("<p>Tom ", "a\u0301\u0323\u0301"),
    "lines of a typewriter": ("<pre>", "Tom {n}\r"),
    "comment without end": ("<!--", "a - -- "),
}


def main() -> int:
    """Read each page, print, and return 1 if one takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="part of the names of the pages to read")
    options = parser.parse_args()
    kinds = {name: ("", again) for name, again in REPEATED.items()} | ONCE
    chosen = {name: kinds[name] for name in kinds if options.only in name}
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        for name, (once, again) in {"(none)": ("", ""), **chosen}.items():
            path.write_bytes(page(once, again))
            start = time.process_time()
            found = next(iter(read_articles(path)))
            seconds = time.process_time() - start
            if name != "(none)":  # which loads libraries
                slow += seconds > MOST
                what = f"{len(found.text):,}" if isinstance(found, Article) else found.reason[:60]
                print(f"{seconds:6.2f}  {name:24} {what}", flush=True)
    print(f"{len(chosen)} pages, {slow} of them slower than {MOST} s")
    return 1 if slow else 0


def page(once: str, again: str) -> bytes:
    """Return a page: a short article, one thing, and another as often as there is room."""
    times = SIZE // len(again.encode()) + 1 if again else 0
    more = (again.format(n=n) for n in range(times)) if "{n}" in again else [again.format()] * times
    text = f"<html><body><article><h1>Ferry</h1>{STORY}{once.format()}{''.join(more)}"
    return text.encode()[:SIZE].decode(errors="ignore").encode()


if __name__ == "__main__":
    sys.exit(main())
