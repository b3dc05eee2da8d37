"""One actor across articles: which actors of single articles are the same one in a corpus.

Within an article `helpers.annotation.actors` joins the forms of a name; an id made of a full name,
a country or a known body means the same everywhere. What is left are short names: "Pompeo" in an
article that never says "Mike Pompeo", "CRP" in one that never spells it out. The rule:

1. Candidates are the actors of the corpus with a longer name: for a person, those whose full name
   ends in the surname; for an organisation, those that some article calls by the short form too.
2. *Evidence* is the same role or the same affiliation (strong), or two people or organisations that
   both appear with (weak). Different affiliations without the same role rule a candidate out.
3. One candidate with strong evidence: joined, certain. If others bear the name too, that is certain
   only if the company agrees as well. Weak evidence for one candidate alone: joined, uncertain. An
   acronym that one organisation alone is known by is joined without more, uncertain; a general word
   such as "Commission" never.
4. Otherwise it stays by itself. Articles that share only the short name are one by the same
   evidence; without it each has an actor of its own, `person:smith@<doc_id>`.
5. Two full names are one person's if surname and given names can be ("Joe" and "Joseph", "Donald
   J." and "Donald") and there is evidence; strong makes it certain.

What this can't see: two people of the same full name are one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from helpers.annotation import personal_names
from helpers.annotation.actor_ids import kind_of
from helpers.annotation.actors.evidence import ORGANISATION_WORDS

# Companions that an actor is known by: the most frequent ones.
COMPANIONS = 300
SHARED_COMPANIONS = 2
# Short names looked at at once, which bounds the memory.
AT_ONCE = 20_000
# These make another office of the same words: no deputy is the minister.
QUALIFIERS = frozenset("assistant deputy junior shadow under vice".split())
EMPTY_WORDS = frozenset("a an and at for former in of on the then to".split())
SUFFIXES = frozenset("jr sr ii iii iv".split())
ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,6}[A-Z]")

OWN = "its own name"
ROLE = "short name; role or affiliation of the only bearer"
ROLE_AND_COMPANY = "short name; role or affiliation, and company, of one of several bearers"
ROLE_OF_ONE = "short name; role or affiliation of one of several bearers"
COMPANY = "short name; company of one bearer"
EXPLAINED = "acronym that another article explains"
GENERAL = "general word; each article means its own"
SEVERAL = "short name; several bearers fit"
NO_EVIDENCE = "short name; nothing but the name agrees"
ALONE = "short name; nobody with a longer one"
ALONE_TOO = "short name; others have it, and nothing but the name agrees"
SHORT_AND_ROLE = "short name alone; the same role or affiliation"
SHORT_AND_COMPANY = "short name alone; the same company"
VARIANT = "full name in another form; role or affiliation agree"
VARIANT_COMPANY = "full name in another form; company agrees"

_LAST_WORD = (
    "lower(strip_accents(list_last(string_split("
    "regexp_replace(name, ' (Jr|Sr|II|III|IV)\\.?$', ''), ' '))))"
)
_PARTICLES = "|".join(sorted(personal_names.PARTICLES))
_IS_SHORT = f"(NOT contains(name, ' ') OR regexp_matches(lower(name), '^({_PARTICLES}) '))"


@dataclass
class _Actor:
    """What is known of an actor, in one article or in many."""

    actor_id: str
    name: str
    doc_id: str = ""
    n: int = 1
    roles: set[str] = field(default_factory=set)
    affiliations: set[str] = field(default_factory=set)
    companions: set[str] = field(default_factory=set)

    def shares_office(self, other: "_Actor") -> bool:
        """Strong evidence: a role or an affiliation in common."""
        return any(_same_office(a, b) for a in self.roles for b in other.roles) or any(
            _same(a, b) for a in self.affiliations for b in other.affiliations
        )

    def shares_company(self, other: "_Actor") -> bool:
        """Weak evidence: people or organisations that both appear with."""
        return len(self.companions & other.companions) >= SHARED_COMPANIONS

    def contradicts(self, other: "_Actor") -> bool:
        """Different affiliations and no role in common."""
        both = self.affiliations and other.affiliations
        return bool(both) and not self.shares_office(other)

    def learn(self, other: "_Actor") -> None:
        """Take over what is known of another actor that is the same."""
        self.roles |= other.roles
        self.affiliations |= other.affiliations
        if len(self.companions) < COMPANIONS:
            self.companions |= other.companions


def resolve_identities(corpus: duckdb.DuckDBPyConnection) -> None:
    """Create the table `identities` in `corpus`, which has a table or view `actors`.

    One row is an actor of an article: see `helpers.tables.schema` for the columns, and above for
    the rule.
    """
    _gather(corpus)
    (n,) = corpus.execute("SELECT count(*) FROM short_names").fetchone()
    buckets = n // AT_ONCE + 1
    for bucket in range(buckets):
        short, full = _bucket(corpus, bucket, buckets)
        one_for, variant_rows = {}, []
        for bearers in full.values():
            variant_rows += _variants(bearers, one_for)
        rows = [
            row
            for key, actors in short.items()
            for row in _joined(actors, [a for a in full[key] if a.actor_id not in one_for])
        ]
        _insert(corpus, "variants", variant_rows)
        _insert(corpus, "joined", rows)
    corpus.execute(
        """
        CREATE OR REPLACE TABLE identities AS
        SELECT a.doc_id, a.actor_id,
            coalesce(j.corpus_actor_id, v.corpus_actor_id, a.actor_id) AS corpus_actor_id,
            coalesce(j.rule, v.rule, ?) AS rule,
            coalesce(j.certain, v.certain, true) AS certain
        FROM actors a
        LEFT JOIN joined j ON j.doc_id = a.doc_id AND j.actor_id = a.actor_id
        LEFT JOIN variants v ON v.actor_id = a.actor_id
        ORDER BY a.doc_id, a.actor_id
        """,
        [OWN],
    )


def _gather(corpus: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of short names, of those that they could stand for, and of company."""
    corpus.execute(  # all that is filled in are constants of this module
        f"""
        CREATE OR REPLACE TEMP TABLE named AS
        SELECT doc_id, actor_id, name, kind, role, affiliation,
            CASE kind WHEN 'person' THEN {_LAST_WORD} ELSE name END AS key,
            kind = 'person' AND {_IS_SHORT} AS is_short
        FROM actors WHERE kind IN ('person', 'organisation');

        CREATE OR REPLACE TEMP TABLE called AS
        SELECT DISTINCT actor_id, form AS key FROM (
            SELECT actor_id, name, regexp_replace(
                unnest(string_split(aliases, '; ')), ' \\(\\d+\\)$', '') AS form
            FROM actors WHERE kind = 'organisation'
        ) WHERE length(form) < length(name);

        CREATE OR REPLACE TEMP TABLE short_names AS
        SELECT * FROM named WHERE is_short OR (kind = 'organisation' AND EXISTS (
            SELECT 1 FROM called WHERE called.key = named.key AND called.actor_id != named.actor_id
        ));

        CREATE OR REPLACE TEMP TABLE bearers AS
        SELECT DISTINCT key, actor_id FROM named WHERE kind = 'person' AND NOT is_short
            AND (key IN (SELECT key FROM short_names) OR key IN (
                SELECT key FROM named WHERE kind = 'person' AND NOT is_short
                GROUP BY key HAVING count(DISTINCT actor_id) > 1))
        UNION
        SELECT key, actor_id FROM called WHERE key IN (SELECT key FROM short_names);

        CREATE OR REPLACE TEMP TABLE company AS
        SELECT actor_id, list(companion) AS companions FROM (
            SELECT a.actor_id, b.actor_id AS companion
            FROM named a JOIN named b ON b.doc_id = a.doc_id AND b.actor_id != a.actor_id
            WHERE a.actor_id IN (SELECT actor_id FROM bearers) AND NOT b.is_short
            GROUP BY a.actor_id, b.actor_id
            QUALIFY row_number() OVER (PARTITION BY a.actor_id ORDER BY count(*) DESC, b.actor_id)
                <= {COMPANIONS}
        ) GROUP BY actor_id;

        CREATE OR REPLACE TEMP TABLE joined
            (doc_id TEXT, actor_id TEXT, corpus_actor_id TEXT, rule TEXT, certain BOOLEAN);
        CREATE OR REPLACE TEMP TABLE variants
            (actor_id TEXT, corpus_actor_id TEXT, rule TEXT, certain BOOLEAN);
        """  # noqa: S608
    )


def _bucket(
    corpus: duckdb.DuckDBPyConnection, bucket: int, buckets: int
) -> tuple[dict[str, list[_Actor]], dict[str, list[_Actor]]]:
    """Short names and bearers of a share of the keys, both by key."""
    short: dict[str, list[_Actor]] = defaultdict(list)
    for key, doc_id, actor_id, name, role, affiliation, companions in corpus.execute(
        """
        SELECT s.key, s.doc_id, s.actor_id, any_value(s.name), any_value(s.role),
            any_value(s.affiliation), list(b.actor_id) FILTER (b.actor_id IS NOT NULL)
        FROM short_names s LEFT JOIN named b
            ON b.doc_id = s.doc_id AND b.actor_id != s.actor_id AND NOT b.is_short
        WHERE hash(s.key) % ? = ?
        GROUP BY s.key, s.doc_id, s.actor_id ORDER BY s.key, s.doc_id, s.actor_id
        """,
        [buckets, bucket],
    ).fetchall():
        actor = _Actor(actor_id, name, doc_id, 1, _known([role]), _known([affiliation]))
        actor.companions = set(companions or ())
        short[key].append(actor)
    full: dict[str, list[_Actor]] = defaultdict(list)
    for key, actor_id, name, n, roles, affiliations, companions in corpus.execute(
        """
        SELECT b.key, b.actor_id, max(n.name), count(DISTINCT n.doc_id), list(DISTINCT n.role),
            list(DISTINCT n.affiliation), any_value(c.companions)
        FROM bearers b JOIN named n USING (actor_id) LEFT JOIN company c USING (actor_id)
        WHERE hash(b.key) % ? = ?
        GROUP BY b.key, b.actor_id ORDER BY b.key, b.actor_id
        """,
        [buckets, bucket],
    ).fetchall():
        full[key].append(
            _Actor(
                actor_id, name, "", n, _known(roles), _known(affiliations), set(companions or ())
            )
        )
    return short, full


def _joined(short: list[_Actor], bearers: list[_Actor]) -> Iterator[tuple]:
    """Rows for the short names of one key: joined to a bearer, to one another, or neither."""
    alone: list[tuple[str, _Actor, str]] = []
    for actor in short:
        others = [b for b in bearers if b.actor_id != actor.actor_id]
        bearer, rule, certain = _bearer(actor, others)
        if bearer:
            yield actor.doc_id, actor.actor_id, bearer.actor_id, rule, certain
            continue
        for corpus_id, known, _ in alone:
            if known.actor_id != actor.actor_id or known.contradicts(actor):
                continue
            office = known.shares_office(actor)
            if office or known.shares_company(actor):
                known.learn(actor)
                same = SHORT_AND_ROLE if office else SHORT_AND_COMPANY
                yield actor.doc_id, actor.actor_id, corpus_id, same, office and not others
                break
        else:
            taken = any(known.actor_id == actor.actor_id for _, known, _ in alone)
            corpus_id = f"{actor.actor_id}@{actor.doc_id}" if taken else actor.actor_id
            alone.append((corpus_id, actor, rule))
    for corpus_id, actor, rule in alone:
        same_name = sum(known.actor_id == actor.actor_id for _, known, _ in alone)
        certain = rule == ALONE and same_name == 1
        rule = ALONE_TOO if rule == ALONE and same_name > 1 else rule
        yield actor.doc_id, actor.actor_id, corpus_id, rule, certain


def _bearer(actor: _Actor, bearers: list[_Actor]) -> tuple[_Actor | None, str, bool]:
    """Whom a short name means, why, and whether that is certain."""
    if not bearers:
        return None, ALONE, True
    if actor.name in ORGANISATION_WORDS:
        return None, GENERAL, False
    possible = [b for b in bearers if not b.contradicts(actor)]
    strong = [b for b in possible if b.shares_office(actor)]
    weak = [b for b in possible if b.shares_company(actor)]
    both = [b for b in strong if b in weak]
    if len(strong) == 1 and len(bearers) == 1:
        return strong[0], ROLE, True
    if len(both) == 1:
        return both[0], ROLE_AND_COMPANY, len(strong) == 1
    if len(strong) == 1:
        return strong[0], ROLE_OF_ONE, False
    if not strong and len(weak) == 1:
        return weak[0], COMPANY, False
    if ACRONYM.fullmatch(actor.name) and len(possible) == len(bearers) == 1:
        return possible[0], EXPLAINED, False
    return None, SEVERAL if len(strong) > 1 or len(weak) > 1 else NO_EVIDENCE, False


def _variants(bearers: list[_Actor], one_for: dict[str, _Actor]) -> Iterator[tuple]:
    """Rows for full names that are another form of one in more articles; `one_for` learns them."""
    people = [b for b in bearers if kind_of(b.actor_id) == "person"]
    people.sort(key=lambda b: (-b.n, b.actor_id))
    for place, actor in enumerate(people):
        fitting = [
            other
            for other in people[:place]
            if other.actor_id not in one_for
            and _one_name(actor.name, other.name)
            and not other.contradicts(actor)
        ]
        office = [other for other in fitting if other.shares_office(actor)]
        company = [other for other in fitting if other.shares_company(actor)]
        found = office or company
        if len(found) == 1:
            one_for[actor.actor_id] = found[0]
            found[0].learn(actor)
            rule = VARIANT if office else VARIANT_COMPANY
            yield actor.actor_id, found[0].actor_id, rule, bool(office)


def _one_name(one: str, other: str) -> bool:
    """Can two full names of one surname be one person's?"""
    a, b = one.casefold().split(), other.casefold().split()
    if {w.rstrip(".") for w in a} & SUFFIXES != {w.rstrip(".") for w in b} & SUFFIXES:
        return False
    return personal_names.same_person_could_be(a[0], b[0]) or set(a) <= set(b) or set(b) <= set(a)


def _same_office(one: str, other: str) -> bool:
    """Do two roles name one office: "Secretary of State" and "US Secretary of State"?"""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    if a & QUALIFIERS != b & QUALIFIERS:
        return False
    a, b = a - EMPTY_WORDS, b - EMPTY_WORDS
    return bool(a and b) and (a <= b or b <= a)


def _same(one: str, other: str) -> bool:
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")


def _known(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}


def _insert(corpus: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    if rows:
        frame = pd.DataFrame(rows)
        corpus.register("new_rows", frame)
        corpus.execute(f"INSERT INTO {table} SELECT * FROM new_rows")  # noqa: S608
        corpus.unregister("new_rows")
