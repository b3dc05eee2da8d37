"""A fingerprint of everything that affects the tables of a corpus; if it changes, they are remade.

It covers the versions of the spaCy pipeline and of the libraries, and the content of this project's
code, data tables and models and of the user's corrections.
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

from helpers.annotation.pipeline import load_pipeline, pipeline_name

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE.parent / "data"
CORRECTIONS_VARIABLE = "NEWS_ACTORS_CORRECTIONS"
# Affects what is found in a text and how it is written down.
CODE = ("reading", "annotation", "tables")
KNOWLEDGE = ("formats", "gazetteers", "lexicons", "rules", "models")
# Says how good a model is, but does not affect what it finds.
NOT_KNOWLEDGE = {"README.md", "accuracy.json"}
# Libraries that affect how a text is cleaned, what is found in it, and how that is written.
LIBRARIES = (
    "beautifulsoup4",
    "dateparser",
    "faker",
    "feedparser",
    "ftfy",
    "lxml",
    "nicknames",
    "nltk",
    "numpy",
    "onnxruntime",
    "pandas",
    "pyarrow",
    "pycountry",
    "pypdfium2",
    "python-calamine",
    "python-docx",
    "rispy",
    "scipy",
    "spacy",
    "striprtf",
    "thinc",
    "tokenizers",
    "trafilatura",
    "vaderSentiment",
)


@cache
def fingerprint() -> str:
    """Return 16 hexadecimal digits that depend on everything that affects what is found."""
    digest = blake2b(digest_size=8)
    digest.update(json.dumps(made_with(), sort_keys=True).encode())
    for path in _files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def made_with() -> dict[str, str]:
    """Return the versions of Python, the spaCy pipeline and the installed libraries.

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
    code = (path for room in CODE for path in (PACKAGE / room).rglob("*.py"))
    knowledge = (
        path
        for room in KNOWLEDGE
        for path in (DATA / room).rglob("*")
        if path.is_file() and path.name not in NOT_KNOWLEDGE and not path.name.startswith(".")
    )
    corrections = Path(os.environ.get(CORRECTIONS_VARIABLE) or DATA / "corrections.csv")
    return [*sorted(code), *sorted(knowledge), *([corrections] if corrections.is_file() else [])]
