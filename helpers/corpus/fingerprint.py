"""What decides the tables of a corpus, in one short text: change any of it and they are made anew.

That is the spaCy pipeline and the libraries by version, and this project's code, tables, models and
the user's corrections by content.
"""

import json
import os
import platform
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from spacy.util import is_package

from helpers.pipeline import load_pipeline, pipeline_name

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE.parent / "data"
CORRECTIONS_VARIABLE = "NEWS_ACTORS_CORRECTIONS"
# What finds nothing in a text: pages, pictures, questions to tables, and the work of spreading.
NOT_CODE = {"charts", "templates", "report.py", "show.py", "findings", "highlight.py", "rules.py"}
NOT_CODE |= {"page.py", "page_parts.py", "chapters.py", "network_map.py", "table_tools.py"}
NOT_CODE |= {"folders.py", "terms.py", "speaking.py"}
NOT_CODE |= {"chosen_article.py", "__main__.py", "run.py", "plan.py", "dataset.py"}
NOT_CODE |= {"comparison.py", "corpus_network.py", "corpus_findings.py", "identities.py"}
NOT_DATA = {"articles", "README.md", "report.png"}
# What decides how a text is cleaned, what is found in it, and how that is written.
LIBRARIES = (
    "faker",
    "ftfy",
    "nicknames",
    "nltk",
    "numpy",
    "onnxruntime",
    "pandas",
    "pyarrow",
    "pycountry",
    "scipy",
    "spacy",
    "thinc",
    "tokenizers",
    "vaderSentiment",
)


@cache
def fingerprint() -> str:
    """Return 16 hexadecimal digits for all that decides what is found in a text."""
    digest = blake2b(digest_size=8)
    digest.update(json.dumps(made_with(), sort_keys=True).encode())
    for path in _files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def made_with() -> dict[str, str]:
    """Return the versions of Python, the spaCy pipeline and those libraries that are installed.

    Raises `PipelineError` if the pipeline is not installed.
    """
    made = {"python": ".".join(platform.python_version_tuple()[:2])}
    name = pipeline_name()
    made[name] = version(name) if is_package(name) else load_pipeline().meta["version"]
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            made[library] = version(library)
    return made


def _files() -> list[Path]:
    code = (p for p in PACKAGE.rglob("*.py") if not NOT_CODE & {*p.relative_to(PACKAGE).parts})
    data = (
        p
        for p in DATA.rglob("*")
        if p.is_file() and not NOT_DATA & {*p.relative_to(DATA).parts} and p.name[0] != "."
    )
    own = os.environ.get(CORRECTIONS_VARIABLE)
    corrections = [Path(own)] if own and Path(own).is_file() else []
    return [*sorted(code), *sorted(data), *corrections]
