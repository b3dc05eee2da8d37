"""The nouns for the organisations in a text: "the bank", "the regulator", "the operator".

A noun can mean an organisation if the text calls it that ("the operator Volkmar"), if the noun is
in its name ("Harbour Bank"), or if a word in its name implies it ("Volkmar Motors"); and so can a
wider noun than one of these ("the firm"). "Shares in Volkmar" make it a company.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import BLOC, ORGANISATION, kind_of
from helpers.annotation.data_tables import read_table
from helpers.annotation.lexicons import reference_words, sentence_words

TABLE = "lexicons/organisation_nouns.csv"
BODIES = frozenset({ORGANISATION, BLOC})
SHORTEST_ENDING = 4  # letters: "Bundesbank" is a bank


class Called:
    """The organisations of a text, by the nouns that can mean them.

    `named` are the mentions by name, as token indices, end exclusive, and the actor; `names` are
    the usual names of the actors.
    """

    def __init__(self, doc: Doc, named: Sequence[tuple[int, int, str]], names: Mapping[str, str]):
        self._first: dict[str, int] = {}
        self._said: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_name: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_word: dict[str, dict[str, int]] = defaultdict(dict)
        for start, end, actor_id in named:
            if kind_of(actor_id) in BODIES:
                self._first.setdefault(actor_id, start)
                words = {token.lower_ for token in doc[start:end]}
                said, own = set(_said_nouns(doc, start, end)), set(_own_nouns(words))
                other = {*_nouns_of(words), *_known_nouns(names[actor_id])}
                if not said | own | other and _is_company(doc[start:end]):
                    other = reference_words("company")
                _put(self._said, said, actor_id, start)
                _put(self._by_name, own, actor_id, start)
                _put(self._by_word, other | _wider(said | own | other), actor_id, start)

    def so(self, noun: str, i: int) -> list[str]:
        """Return the organisations that the noun at token `i` can mean, as far as that is certain.

        Those whose name only suggests it are left out if an organisation of unknown type could also
        be meant.
        """
        for known in (self._said, self._by_name):
            sure = [a for a, first in known.get(noun, {}).items() if first < i]
            if sure:
                return sure
        likely = [a for a, first in self._by_word.get(noun, {}).items() if first < i]
        return likely if not any(map(self._is_unknown, self._before(i))) else []

    def only_unknown(self, i: int) -> str | None:
        """Return the only organisation named before token `i`, if its type is unknown."""
        before = self._before(i)
        return before[0] if len(before) == 1 and self._is_unknown(before[0]) else None

    def _before(self, i: int) -> list[str]:
        return [a for a, first in self._first.items() if first < i]

    def _is_unknown(self, actor_id: str) -> bool:
        tables = (self._said, self._by_name, self._by_word)
        return not any(actor_id in called for table in tables for called in table.values())


def is_organisation_noun(noun: str) -> bool:
    """Say whether the noun can mean an organisation.

    >>> is_organisation_noun("regulator"), is_organisation_noun("table")
    (True, False)
    """
    return noun in _table()


def says_organisation(name: str) -> bool:
    """Say whether a word of a name says that it is an organisation's.

    >>> says_organisation("Volkmar Motors"), says_organisation("Connie Marsh")
    (True, False)
    """
    words = set(name.lower().split())
    return any(noun in words or saying & words for noun, (saying, _) in _table().items())


def _put(table: dict, nouns: set[str], actor_id: str, start: int) -> None:
    for noun in nouns:
        table[noun].setdefault(actor_id, start)


def _said_nouns(doc: Doc, start: int, end: int) -> Iterator[str]:
    """ "the operator Volkmar", "Volkmar, a ferry operator", "Volkmar is an operator" """
    if start and is_organisation_noun(doc[start - 1].lower_):
        yield doc[start - 1].lower_
    root = doc[start:end].root
    words: list[Token] = [c for c in root.children if c.dep_ == "appos"]
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        words += [c for c in root.head.children if c.dep_ == "attr"]
    if root.dep_ == "appos":
        words.append(root.head)
    yield from (w.lemma_.lower() for w in words if is_organisation_noun(w.lemma_.lower()))


def _is_company(name: Span) -> bool:
    """ "shares in Volkmar", "Volkmar's chief executive", "the energy giant Volkmar" """
    if name.start and name.doc[name.start - 1].lemma_.lower() in sentence_words("description"):
        return True
    head = name.root.head
    noun = head.head if head.lower_ in {"in", "of"} else head
    has_it = name.root.dep_ in {"pobj", "poss"} and noun != name.root
    return has_it and noun.lemma_.lower() in reference_words("had by companies")


def _own_nouns(words: set[str]) -> Iterator[str]:
    for noun in _table():
        if any(w == noun or (len(noun) >= SHORTEST_ENDING and w.endswith(noun)) for w in words):
            yield noun


def _nouns_of(words: set[str]) -> Iterator[str]:
    return (noun for noun, (saying, _) in _table().items() if saying & words)


def _wider(nouns: set[str]) -> set[str]:
    """The wider nouns for organisations called by these: an operator is a firm."""
    return {noun for noun, (_, kinds) in _table().items() if kinds & nouns}


def _known_nouns(name: str) -> Iterator[str]:
    known = gazetteers.organisation(name)
    if known:
        yield known.type.split()[-1]
        if known.type == "company":
            yield from ("firm", "business")


@cache
def _table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each noun, the words in a name that imply it, and the nouns that it is wider than."""
    rows = read_table(TABLE, "noun")
    return {
        noun: (frozenset(row["words"].split()), frozenset(row["kinds"].split()))
        for noun, row in rows.items()
    }
