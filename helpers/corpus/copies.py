"""Copies: the same report in several articles of a corpus, word for word or nearly so.

Candidates come from MinHash (Broder 1997, "On the Resemblance and Containment of Documents") with
locality-sensitive hashing by datasketch; each is then compared in full.
"""

import re
from collections.abc import Iterator
from zlib import crc32

import duckdb
import numpy as np

SHINGLE = 3  # consecutive words that are compared
ALIKE = 0.7  # share of all shingles of two articles that are in both
CANDIDATE = 0.5  # as estimated by MinHash, before the full comparison
PERMUTATIONS = 128


def find_copies(corpus: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the copies in a corpus: the doc_id of each, with that of the article it copies.

    `corpus` has a table or view `documents`. The earliest of several articles with the same report
    is not a copy; articles without a date come last, in the order of their ids.
    """
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    originals: dict[str, np.ndarray] = {}
    copies: dict[str, str] = {}
    for doc_id, text in _documents(corpus):
        own = _shingles(text)
        if not own:
            continue
        signature, own = _signature(own), _numbers(own)
        near = {other: _jaccard(own, originals[other]) for other in index.query(signature)}
        original = max(near, key=near.get, default=None)
        if original is not None and near[original] >= ALIKE:
            copies[doc_id] = original
        else:
            originals[doc_id] = own
            index.insert(doc_id, signature)
    return copies


def _documents(corpus: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    found = corpus.execute("SELECT doc_id, text FROM documents ORDER BY date NULLS LAST, doc_id")
    while rows := found.fetchmany(1000):
        yield from rows


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _signature(shingles: set[str]):
    from datasketch import MinHash

    signature = MinHash(num_perm=PERMUTATIONS)
    signature.update_batch([shingle.encode() for shingle in shingles])
    return signature


def _numbers(shingles: set[str]) -> np.ndarray:
    """The shingles as numbers, which take a thirtieth of their memory; hardly two are the same."""
    found = np.fromiter((crc32(shingle.encode()) for shingle in shingles), dtype="uint32")
    return np.unique(found)


def _jaccard(one: np.ndarray, other: np.ndarray) -> float:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)
