"""The columns of the frames that compare the articles of a corpus: types and meaning."""

from helpers.tables.docstrings import Columns
from helpers.tables.interactions import OTHER, QUAD_CLASSES

# Descriptions of parameters that several functions share.
COMPARED = "the actors to compare, as `corpus_actors` returns them"
CORPUS = "a corpus, as `helpers.corpus.load` opens it"

ESTIMATE: Columns = {
    "n": ("int64", "mentions"),
    "n_documents": ("int64", "articles"),
    "mean": ("float64", "the estimate"),
    "low": ("float64", "lower end of its 95% interval; missing below 3 articles"),
    "high": ("float64", "upper end; missing below 3 articles"),
}
GROUPS: Columns = {
    "group": ("str", "title of the article, or the source"),
    "n_documents": ("int64", "articles"),
    "n_mentions": ("int64", "mentions of actors in its articles"),
    "first": ("datetime64[us]", "day of its first article; missing if none has a date"),
    "last": ("datetime64[us]", "day of its last article; missing if none has a date"),
}
_ACTOR: Columns = {
    "actor_id": ("str", "the actor's id in the corpus"),
    "name": ("str", "its name in most articles"),
    "kind": ("str", "person, organisation, country or bloc"),
}
ACTORS: Columns = {
    **_ACTOR,
    "n_documents": ("int64", "articles that mention it"),
    "n_groups": ("int64", "groups that mention it"),
    "n_mentions": ("int64", "mentions"),
    "roles": ("str", "roles that articles give it, most frequent first, joined with semicolons"),
}
_GROUP: Columns = {**_ACTOR, "group": ("str", "the group of articles")}
SHARES: Columns = {
    **_GROUP,
    **ESTIMATE,
    "n_documents": ("int64", "articles in the group"),
    "mean": ("float64", "share of the group's mentions of actors, 0 to 1"),
}
_TONE = ("float64", "mean over mentions of P(positive) minus P(negative), -1 to 1")
_MENTIONING = ("int64", "articles that mention the actor")
TONES: Columns = {**_GROUP, **ESTIMATE, "n_documents": _MENTIONING, "mean": _TONE}
TIMES: Columns = {
    **_ACTOR,
    "period": ("datetime64[us]", "first day of the period"),
    **ESTIMATE,
    "n_documents": _MENTIONING,
    "mean": _TONE,
}
BY_ARTICLE: Columns = {
    **_ACTOR,
    "doc_id": ("str", "the article"),
    "title": ("str", "its headline"),
    "group": ("str", "the group that the article is in"),
    "date": ("datetime64[us]", "its day"),
    "n": ("int64", "judged mentions of the actor"),
    "tone": _TONE,
}
TURNS: Columns = {
    **_ACTOR,
    "date": ("datetime64[us]", "first day of the later articles"),
    "n_before": ("int64", "articles before that day"),
    "n_after": ("int64", "articles from that day on"),
    "before": ("float64", "mean tone of the articles before that day, -1 to 1"),
    "after": ("float64", "mean tone of the articles from that day on, -1 to 1"),
    "p_value": ("float64", "Pettitt's test: probability of a change this large by chance"),
    "p_adjusted": ("float64", "p_value corrected for all actors (Benjamini-Hochberg), 0 to 1"),
}
QUOTED: Columns = {
    **_GROUP,
    "n": ("int64", "statements by the actor"),
    "n_direct": ("int64", "those of them in direct speech"),
    "n_group": ("int64", "statements in the group with a known speaker"),
    "mean": ("float64", "n / n_group, 0 to 1"),
}
FIRSTS: Columns = {
    **_ACTOR,
    "date": ("datetime64[us]", "day of the first article that mentions it"),
    "title": ("str", "that article"),
    "source": ("str", "who published it"),
    "doc_id": ("str", "its id; if there are several articles on that day, the first by id"),
    "last": ("datetime64[us]", "day of the last article that mentions it"),
    "days": ("object", "list of days with an article that mentions it"),
}
JOINED: Columns = {
    "rule": ("str", "rule from `helpers.corpus.same_actor`"),
    "certain": ("bool", "false if another actor could be meant"),
    "n": ("int64", "actors of single articles"),
    "share": ("float64", "share of all actors of single articles, 0 to 1"),
    "example": ("str", "one of them: actor_id → corpus_actor_id"),
}
PAIRS: Columns = {
    "source_id": ("str", "actor_id of one of the two"),
    "target_id": ("str", "actor_id of the other"),
    "unit": ("str", "what is counted: sentence"),
    "n": ("int64", "shared sentences"),
    "n_documents": ("int64", "articles with a shared sentence"),
    "expected": ("float64", "sentences that they would share by chance"),
    "p_value": ("float64", "upper bound on the probability of n or more by chance, 0 to 1"),
    "p_adjusted": ("float64", "p_value corrected for all pairs (Benjamini-Hochberg), 0 to 1"),
}
CHANGES: Columns = {
    "source": ("str", "name of one of the two"),
    "target": ("str", "name of the other"),
    "before": ("int64", "earlier articles with a shared sentence"),
    "after": ("int64", "later articles with a shared sentence"),
    "share_before": ("float64", "before as a share of the earlier articles, 0 to 1"),
    "share_after": ("float64", "after as a share of the later articles, 0 to 1"),
    "change": ("float64", "share_after minus share_before"),
    "p_value": ("float64", "Fisher's exact test, two-sided, 0 to 1"),
    "p_adjusted": ("float64", "p_value corrected for the pairs listed (Benjamini-Hochberg)"),
}

_DAYS: Columns = {
    "first": ("datetime64[us]", "day of the first article with it; missing if none has a date"),
    "last": ("datetime64[us]", "day of the last article with it; missing if none has a date"),
}
_ENDS: Columns = {
    "source_id": ("str", "actor_id of one of the two"),
    "target_id": ("str", "actor_id of the other"),
    "source": ("str", "name of one of the two"),
    "target": ("str", "name of the other"),
}
# What `helpers.corpus.exports` writes.
EXPORTS: dict[str, Columns] = {
    "articles": {
        "doc_id": ("str", "the article"),
        "title": ("str", "headline"),
        "date": ("datetime64[us]", "day of publication; missing if none can be read"),
        "source": ("str", "who published it"),
        "url": ("str", "web address; missing if not said"),
        "copies": ("object", "list of sources that ran the same report"),
        "n_sentences": ("int64", "sentences"),
    },
    "actors": {
        **_ACTOR,
        "gender": ("str", "Fem, Masc or unknown; empty if it is not a person"),
        "roles": ("str", "its three most frequent roles, joined with semicolons"),
        "n_documents": ("int64", "articles that mention it"),
        "n_mentions": ("int64", "mentions"),
        **_DAYS,
    },
    "actors_in_articles": {
        "doc_id": ("str", "the article"),
        "actor_id": ("str", "the actor's id in the corpus"),
        "name": ("str", "its name in most articles"),
        "n_mentions": ("int64", "mentions in the article"),
        "n_judged": ("int64", "those of them whose tone was judged"),
        "tone": ("float64", "mean tone of those, -1 to 1; missing if none"),
    },
    "shares_by_source": SHARES,
    "tone_by_source": TONES,
    "quoted_by_source": QUOTED,
    "acts": {
        "source_id": ("str", "actor_id of the actor who acts"),
        "target_id": ("str", "actor_id of the actor acted on"),
        "source": ("str", "name of the actor who acts"),
        "target": ("str", "name of the actor acted on"),
        "n": ("int64", "acts reported as done"),
        "n_mutual": ("int64", "those of them that the target does as well, such as talks"),
        "n_not_done": ("int64", "acts that are negated, planned, possible or denied"),
        "n_documents": ("int64", "articles with an act"),
        **{quad: ("int64", f"acts of {quad}, among those done") for quad in (*QUAD_CLASSES, OTHER)},
        "actions": ("object", "list of the most frequent acts"),
        "sentence_ids": ("object", "list of up to 50 sentences, each as doc_id#sentence_id"),
        **_DAYS,
    },
    "pairs": {
        **PAIRS,
        **_ENDS,
        "sentence_ids": ("object", "list of up to 50 sentences, each as doc_id#sentence_id"),
        **_DAYS,
    },
}
