"""Texts of our own that several tests read, and the articles that come with the project."""

import os
import pickle
import subprocess
import sys

import pytest
from browsers import ARGUMENTS, CHROMIUM, NO_CHROMIUM
from filelock import FileLock
from hostile import HOSTILE, article_text

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.reading.articles import Article
from helpers.reading.chosen_article import ARTICLES, PROJECT

MEETING = """\
Trade Minister Clara Novak met Tom Baker of Acme Foods in Norway on Monday. Novak praised the \
wonderful deal, while Baker warned of terrible losses.

“We lost everything,” Baker said. The Norwegian government welcomed Novak and thanked Acme Foods."""

BUNDLED = sorted(ARTICLES.glob("*.txt"))
MAIN = BUNDLED[0].stem

MIXED = """\
Clara Novak <script>alert("x")</script> met Tom Baker & <b>Acme Foods</b> | in Norway on Monday.

=HYPERLINK("http://evil.example","click") said Novak. It costs $x$ and $\\frac{1}{2}$, **she** said.

![pic](http://evil.example/a.png) {{ 7*7 }} {% include 'x' %} </style></svg><img src=x onerror=1>"""

# As files: null bytes are refused, and no file can contain half a surrogate pair.
SHORT = [t for t in HOSTILE.values() if len(t) < 500 and not {"\0", "\ud83d"} & {*t}]
OWN = {
    "hostile": MIXED,
    "every-trick": "\n\n".join(map(article_text, SHORT)),
    "nobody": "It rained all day. Nobody minded.",
    "one": "Clara Novak met Tom Baker in Norway.",
    "word": "Rain",
    "headlines": "CLARA NOVAK WINS\n\nNORWAY AGREES\n\nACME FOODS SOLD",
    "scripts": "Ольга Иванова and 王小明 met الوزير in Oslo. “Πάμε!” she said. 🎉",
}
ALL = [*(path.stem for path in BUNDLED), *OWN]


# Slow tests begin first, so that no process is left with one when the others are done.
LONG = (
    "report/test_browser.py", "corpus/test_corpus_faults.py", "report/test_report.py",
    "corpus/test_corpus.py", "corpus/test_page.py", "test_notebooks.py", "test_lab.py",
    "charts/test_charts.py", "test_same_bytes.py",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """Put the slow files first."""
    rank = {PROJECT / "tests" / name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path, len(LONG)))


def article_of(text, doc_id="test"):
    """Return an article that has only a text."""
    return Article(doc_id=doc_id, title="A test", text=text, metadata={}, origin="test.txt")


def meant_by(words, text):
    """Return the names of those meant by the pronoun that the words begin with."""
    doc = annotate(article_of(text))
    mentions, actors = tables.mentions(doc), tables.actors(doc).set_index("actor_id")
    ids = mentions[mentions["start_char"] == text.index(words)]["actor_id"]
    return actors.loc[ids, "name"].tolist()


@pytest.fixture(scope="session")
def meeting():
    """Return the Doc of a short invented story."""
    return annotate(article_of(MEETING, "meeting"))


@pytest.fixture(scope="session", params=BUNDLED, ids=lambda path: path.stem)
def bundled_doc(request):
    """Return the Doc of each bundled article in turn."""
    from helpers.reading.articles import read_article

    return annotate(read_article(request.param))


def call(*arguments, cwd=PROJECT):
    """Call the command line as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "helpers", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Return the folder of reports on the bundled articles and some of ours, and the output.

    Processes that share the tests of a run share it too.
    """
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "made"
    with FileLock(f"{folder}.lock"):
        if not (folder / "said.pickle").exists():
            folder.mkdir()
            for name, text in OWN.items():
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            texts = (folder / f"{name}.txt" for name in OWN)
            said = call("report", *BUNDLED, *texts, "--out", folder / "reports")
            (folder / "said.pickle").write_bytes(pickle.dumps(said))
    return folder / "reports", pickle.loads((folder / "said.pickle").read_bytes())


@pytest.fixture(scope="module")
def browser():
    """Return an offline Chromium; closed with the module, as it keeps a loop running."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
