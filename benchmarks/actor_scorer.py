"""Score predicted ACTORS of documents against gold: mentions, clustering, actors, co-occurrence edges.

    python benchmarks/actor_scorer.py GOLD.jsonl PRED.jsonl [--json OUT.json] [--kinds PERSON,ORG,COUNTRY] [--align overlap|exact]

Both files hold one JSON object per line; documents are joined on "doc_id".  A gold document without prediction
counts as an empty prediction; a predicted document that is not in gold is an error.

  gold  {"doc_id","text","mentions":[...], "ignore":[[s,e],..]?, "sentences":[[s,e],..]?}
  pred  {"doc_id","mentions":[...]}
  mention {"start","end","actor","kind","level"?}   offsets into gold's text, end exclusive; "actor" is any id, local
        to the document and to the file; kind PERSON|ORG|COUNTRY|OTHER; level named (default)|nominal|pronoun

WHAT IS SCORED.  Only level "named", in gold and in pred.  Duplicate spans: the first is kept.  A predicted mention
that overlaps an "ignore" region and no gold named mention is dropped before everything.  The kind of an actor is the
majority over its (named) mentions, ties by kind name; for actors, clustering and edges every mention has the kind of
its actor.  ACTOR KINDS are --kinds (default PERSON, ORG, COUNTRY).  "OTHER" (cities, regions, events, works, ...) is
not an actor: predicting OTHER is the same as predicting nothing, and a predicted actor on a gold OTHER mention is a
false positive.

1 MENTIONS  over mentions of an actor kind on both sides (here the kind is the mention's own field), P/R/F:
    exact        same start and end                      exact_kind    ... and same kind
    overlap      one-to-one, at least one character      overlap_kind  ... and same kind
                 shared (ALIGNMENT below)
    kind:X       overlap_kind restricted to gold kind X (recall) / predicted kind X (precision)

ALIGNMENT (overlap; used by everything below unless --align exact): per document the one-to-one assignment of
predicted to gold mentions of actor kind that maximises the sum of (1 + IoU) over pairs sharing a character (IoU =
intersection over union of the character ranges).  Exact: pairs with equal offsets.  The kind plays no part in it.

2 CLUSTERING  over the mentions of actor kinds; a predicted mention that is aligned is identified with its gold
mention, every other mention is a mention of its own (so spurious and missed mentions cost precision and recall):
    b3      B-cubed P/R/F, summed over the mentions of all documents (singletons count)
    muc     MUC P/R/F;  ceafe  CEAF with phi4 P/R/F (singletons count);  both summed over documents
    conll   mean of the three F.  ("CoNLL-F1-like": named mentions only, and singletons are in.)

3 ACTORS  per document a one-to-one matching between gold and predicted actors (of actor kinds) that maximises the
sum of Dice = 2|G and P| / (|G|+|P|) over aligned mentions; pairs with Dice 0 are not matches.
    actor         matched pairs whose kinds agree are true positives; P/R/F over actors
    actor_anykind the same without the kind condition
    actor_half    the same as "actor" but Dice >= 0.5 is required as well
    kind:X        as in "actor", per kind

4 EDGES  an edge is an unordered pair of different actors (of actor kinds) that each have a mention in the same
sentence; each pair counts once per document.  A mention is in the sentence that holds its start.  Sentences come from
gold's "sentences" (text outside them: nearest sentence before) or, lacking that, from split_sentences(text): the same
for gold and prediction.  A predicted edge is mapped through the actor matching (true positives of "actor" only); it is
right if both ends are mapped and the gold pair is an edge.
    edge          P/R/F over edges
    edge_anykind  the same, mapped through "actor_anykind"

"micro" sums counts over documents.  "macro" is the mean over documents of P, of R and of F; documents with neither
gold nor predicted items are left out of the mean; P (R) of a document with nothing predicted (nothing in gold) but
something on the other side is 0.

The fixed sentence rule (split_sentences): a line break always ends a sentence.  Otherwise one ends after [.!?]
(optionally followed by closing quotes/brackets) + white space, if what follows starts with an upper-case letter, a
digit, or an opening quote/bracket, and if the "." does not belong to an abbreviation (list ABBR), to a single capital
letter ("J."), or to letters with inner dots ("U.S.") - the last two do end a sentence only when the next word is in
STARTERS (The, He, In, ...).
"""
import argparse
import collections
import json
import re
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment

ABBR = {a.lower() for a in """Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Maj Cmdr Adm Rev Hon St Jr Sr Inc Corp
Ltd Co Bros No vs etc al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mt Ft approx e.g i.e a.m p.m Ph.D""".split()}
STARTERS = {"The", "He", "She", "It", "They", "We", "In", "On", "At", "But", "And", "A", "An", "This", "That", "These",
            "Those", "However", "For", "As", "His", "Her", "Its", "Their", "There", "After", "Since", "If", "When"}
_END = re.compile(r"""[.!?]+["'”’)\]]*\s+(?=[A-Z0-9À-ÞĀ-Ž"'“‘(\[])""")


def split_sentences(text):
    """[(start, end)] by the fixed rule of the module docstring; covers all text but white space between sentences."""
    out = []
    for line in re.finditer(r"[^\n]+", text):
        a, b = line.span()
        start = a
        for m in _END.finditer(text, a, b):
            dot = m.start()
            if text[dot] == "." and text[dot:dot + 2] != "..":
                word = re.search(r"[^\s\"'“”‘’(\[]*$", text[start:dot]).group(0)
                nxt = re.match(r"[\"'“‘(\[]*([A-Za-zÀ-ž]*)", text[m.end():b]).group(1)
                if word.lower() in ABBR and not (word.lower() in ("a.m", "p.m", "etc", "inc", "corp", "ltd", "co")
                                                 and nxt in STARTERS):
                    continue
                if re.fullmatch(r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]", word) and nxt not in STARTERS:
                    continue
            end = m.start() + len(text[m.start():m.end()].rstrip())
            out.append((start, end))
            start = m.end()
        if text[start:b].strip():
            out.append((start, b))
    return out


# ------------------------------------------------------------------------------------------------------- counting
class Count:
    """True positives, predicted, gold - with per-document values for the macro mean."""

    def __init__(self):
        self.tp_p = self.tp_r = self.pred = self.gold = 0.0
        self.docs = []

    def add(self, tp, pred, gold, tp_r=None):
        tp_r = tp if tp_r is None else tp_r
        self.tp_p += tp
        self.tp_r += tp_r
        self.pred += pred
        self.gold += gold
        if pred or gold:
            self.docs.append(prf(tp, pred, gold, tp_r))

    def result(self):
        p, r, f = prf(self.tp_p, self.pred, self.gold, self.tp_r)
        m = np.mean(self.docs, axis=0) if self.docs else np.zeros(3)
        return {"p": p, "r": r, "f": f, "macro_p": float(m[0]), "macro_r": float(m[1]), "macro_f": float(m[2]),
                "tp": self.tp_p, "pred": self.pred, "gold": self.gold}


def prf(tp_p, pred, gold, tp_r=None):
    tp_r = tp_p if tp_r is None else tp_r
    p = tp_p / pred if pred else 0.0
    r = tp_r / gold if gold else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


# -------------------------------------------------------------------------------------------------------- reading
def clean(mentions):
    out, seen = [], set()
    for m in mentions:
        if m.get("level", "named") != "named" or (m["start"], m["end"]) in seen:
            continue
        if m["end"] <= m["start"]:
            raise ValueError("empty mention %r" % (m,))
        seen.add((m["start"], m["end"]))
        out.append({"s": m["start"], "e": m["end"], "actor": str(m["actor"]), "kind": m["kind"]})
    return sorted(out, key=lambda m: (m["s"], m["e"]))


def actor_kinds(mentions):
    votes = collections.defaultdict(collections.Counter)
    for m in mentions:
        votes[m["actor"]][m["kind"]] += 1
    return {a: min(c, key=lambda k: (-c[k], k)) for a, c in votes.items()}


def overlaps(s, e, spans):
    return any(a < e and s < b for a, b in spans)


def align(gold, pred, how):
    """[(gold index, pred index)], one-to-one."""
    if how == "exact":
        at = {(m["s"], m["e"]): i for i, m in enumerate(gold)}
        return [(at[m["s"], m["e"]], j) for j, m in enumerate(pred) if (m["s"], m["e"]) in at]
    score = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            if p["s"] >= g["e"]:
                break
            inter = min(g["e"], p["e"]) - max(g["s"], p["s"])
            if inter > 0:
                score[i, j] = 1 + inter / (max(g["e"], p["e"]) - min(g["s"], p["s"]))
    return assign(score)


def assign(score):
    """Maximum-weight one-to-one assignment of a sparse {(i,j): positive weight}, component by component."""
    if not score:
        return []
    adj = collections.defaultdict(list)
    for i, j in score:
        adj["g", i].append(("p", j))
        adj["p", j].append(("g", i))
    seen, out = set(), []
    for node in list(adj):
        if node in seen:
            continue
        comp, todo = [], [node]
        seen.add(node)
        while todo:
            n = todo.pop()
            comp.append(n)
            for k in adj[n]:
                if k not in seen:
                    seen.add(k)
                    todo.append(k)
        rows = sorted(i for t, i in comp if t == "g")
        cols = sorted(j for t, j in comp if t == "p")
        w = np.zeros((len(rows), len(cols)))
        for a, i in enumerate(rows):
            for b, j in enumerate(cols):
                w[a, b] = score.get((i, j), 0.0)
        for a, b in zip(*linear_sum_assignment(-w)):
            if w[a, b] > 0:
                out.append((rows[a], cols[b]))
    return out


def clusters(mentions, ids):
    out = collections.defaultdict(set)
    for m, i in zip(mentions, ids):
        out[m["actor"]].add(i)
    return dict(out)


def edges(mentions, sents):
    """Unordered actor pairs with a mention in one sentence."""
    starts = np.array([s for s, _ in sents]) if sents else np.array([0])
    by = collections.defaultdict(set)
    for m in mentions:
        by[max(0, int(np.searchsorted(starts, m["s"], side="right")) - 1)].add(m["actor"])
    out = set()
    for group in by.values():
        group = sorted(group)
        for a in range(len(group)):
            for b in range(a + 1, len(group)):
                out.add((group[a], group[b]))
    return out


# -------------------------------------------------------------------------------------------------------- scoring
def muc_part(key, response_of):
    """Links of `key` clusters that survive, links there are."""
    num = den = 0
    for c in key:
        parts = {response_of.get(m, ("lone", m)) for m in c}
        num += len(c) - len(parts)
        den += len(c) - 1
    return num, den


def score_document(gdoc, pdoc, kinds, how):
    """Everything about one document, as counts (tp, pred, gold[, tp_r]) by metric name; plus the matching."""
    gold_all = clean(gdoc["mentions"])
    gspans = [(m["s"], m["e"]) for m in gold_all]
    ignore = gdoc.get("ignore") or []
    pred_all = [m for m in clean(pdoc["mentions"])
                if not (overlaps(m["s"], m["e"], ignore) and not overlaps(m["s"], m["e"], gspans))]
    n = len(gdoc["text"])
    for m in pred_all:
        if m["s"] < 0 or m["e"] > n:
            raise ValueError("mention outside the text of %s: %r" % (gdoc["doc_id"], m))
    out = {}
    # 1 mentions, own kind
    g = [m for m in gold_all if m["kind"] in kinds]
    p = [m for m in pred_all if m["kind"] in kinds]
    ex, ov = align(g, p, "exact"), align(g, p, "overlap")
    same = lambda pairs: [(i, j) for i, j in pairs if g[i]["kind"] == p[j]["kind"]]
    out["mention.exact"] = (len(ex), len(p), len(g))
    out["mention.exact_kind"] = (len(same(ex)), len(p), len(g))
    out["mention.overlap"] = (len(ov), len(p), len(g))
    out["mention.overlap_kind"] = (len(same(ov)), len(p), len(g))
    for k in kinds:
        out["mention.kind:" + k] = (sum(g[i]["kind"] == k for i, _ in same(ov)), sum(m["kind"] == k for m in p),
                                    sum(m["kind"] == k for m in g))
    # actors: kind by majority
    gk, pk = actor_kinds(gold_all), actor_kinds(pred_all)
    g = [m for m in gold_all if gk[m["actor"]] in kinds]
    p = [m for m in pred_all if pk[m["actor"]] in kinds]
    pairs = align(g, p, how)
    gid = [("g", i) for i in range(len(g))]
    pid = [("p", j) for j in range(len(p))]
    for i, j in pairs:
        pid[j] = ("g", i)
    gc, pc = clusters(g, gid), clusters(p, pid)
    gof = {m: a for a, c in gc.items() for m in c}
    pof = {m: a for a, c in pc.items() for m in c}
    # 2 clustering
    b3 = lambda own, own_of, other, other_of: sum(
        len(own[own_of[m]] & other[other_of[m]]) / len(own[own_of[m]]) for m in own_of if m in other_of)
    out["cluster.b3"] = (b3(pc, pof, gc, gof), len(pof), len(gof), b3(gc, gof, pc, pof))
    pn, pd = muc_part(pc.values(), gof)
    rn, rd = muc_part(gc.values(), pof)
    out["cluster.muc"] = (pn, pd, rd, rn)
    dice = collections.Counter()
    for m, a in gof.items():
        if m in pof:
            dice[a, pof[m]] += 1
    dice = {(a, b): 2 * v / (len(gc[a]) + len(pc[b])) for (a, b), v in dice.items()}
    match = assign(dice)
    out["cluster.ceafe"] = (sum(dice[x] for x in match), len(pc), len(gc))
    # 3 actors
    good = [(a, b) for a, b in match if gk[a] == pk[b]]
    out["actor.actor"] = (len(good), len(pc), len(gc))
    out["actor.actor_anykind"] = (len(match), len(pc), len(gc))
    out["actor.actor_half"] = (sum(dice[x] >= 0.5 for x in good), len(pc), len(gc))
    for k in kinds:
        out["actor.kind:" + k] = (sum(gk[a] == k for a, _ in good), sum(pk[b] == k for b in pc),
                                  sum(gk[a] == k for a in gc))
    # 4 edges
    sents = [tuple(x) for x in gdoc["sentences"]] if gdoc.get("sentences") else split_sentences(gdoc["text"])
    ge, pe = edges(g, sents), edges(p, sents)
    for name, mt in (("edge.edge", good), ("edge.edge_anykind", match)):
        to = {b: a for a, b in mt}
        tp = sum(1 for x, y in pe if x in to and y in to and tuple(sorted((to[x], to[y]))) in ge)
        out[name] = (tp, len(pe), len(ge))
    return out, {"gold": g, "pred": p, "pairs": pairs, "match": match, "good": good, "gk": gk, "pk": pk,
                 "ge": ge, "pe": pe, "sents": sents}


def score(gold_docs, pred_docs, kinds=("PERSON", "ORG", "COUNTRY"), how="overlap"):
    """{metric: {"p","r","f","macro_p","macro_r","macro_f","tp","pred","gold"}}, and "cluster.conll" with "f"."""
    pred = {}
    for d in pred_docs:
        if d["doc_id"] in pred:
            raise ValueError("document twice in the prediction: " + d["doc_id"])
        pred[d["doc_id"]] = d
    ids = [d["doc_id"] for d in gold_docs]
    extra = set(pred) - set(ids)
    if extra:
        raise ValueError("predicted documents that are not in gold: %s" % sorted(extra)[:5])
    counts = collections.defaultdict(Count)
    for d in gold_docs:
        got, _ = score_document(d, pred.get(d["doc_id"], {"mentions": []}), tuple(kinds), how)
        for k, v in got.items():
            counts[k].add(*v)
    res = {k: c.result() for k, c in counts.items()}
    three = ("cluster.muc", "cluster.b3", "cluster.ceafe")
    if all(t in res for t in three):
        res["cluster.conll"] = {"f": float(np.mean([res[t]["f"] for t in three])),
                                "macro_f": float(np.mean([res[t]["macro_f"] for t in three]))}
    res["documents"] = len(ids)
    res["missing_predictions"] = sum(i not in pred for i in ids)
    return res


def table(res):
    rows = ["%-24s %6s %6s %6s | %7s %7s %7s | %7s %7s %7s" % (
        "metric (percent)", "P", "R", "F", "macroP", "macroR", "macroF", "tp", "pred", "gold")]
    for k, v in res.items():
        if not isinstance(v, dict):
            continue
        c = lambda x: "%6.1f" % (100 * v[x]) if x in v else "     -"
        n = lambda x: "%7.6g" % round(v[x], 1) if x in v else "      -"
        rows.append("%-24s %s %s %s |  %s  %s  %s | %s %s %s" % (
            k, c("p"), c("r"), c("f"), c("macro_p"), c("macro_r"), c("macro_f"), n("tp"), n("pred"), n("gold")))
    return "\n".join(rows)


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(x) for x in f if x.strip()]


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("gold")
    ap.add_argument("pred")
    ap.add_argument("--json")
    ap.add_argument("--kinds", default="PERSON,ORG,COUNTRY")
    ap.add_argument("--align", choices=("overlap", "exact"), default="overlap")
    a = ap.parse_args(argv)
    res = score(read_jsonl(a.gold), read_jsonl(a.pred), a.kinds.split(","), a.align)
    print(table(res))
    print("documents %d, without prediction %d" % (res["documents"], res["missing_predictions"]))
    text = json.dumps(res, indent=1, sort_keys=True)
    if a.json:
        with open(a.json, "w") as f:
            f.write(text + "\n")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
