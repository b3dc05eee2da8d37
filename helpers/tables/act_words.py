"""An event's act in words that can go between the two actors: "to sign an accord"."""

import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.interactions import between_actors

LONGEST = 34  # characters up to which an object is named with its verb
UNTOLD = "other"  # events in this class say too little to be named
CONTRACTED = {"n't": "not", "n’t": "not", "ca": "can", "wo": "will", "sha": "shall"}

ACTS: Columns = {
    "source_id": ("str", "actor_id of the actor who acts"),
    "target_id": ("str", "actor_id of the actor acted on"),
    "words": ("str", "what it does, marked if negated, planned, possible or denied"),
    "mutual": ("bool", "whether the target does the same to the source"),
    "modality": ("str", "asserted, future, hypothetical or denied"),
    "sentence_id": ("int64", "sentence of the event"),
}


@documented(ACTS)
def acts(events: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return what actors do to each other, a row for each event between two, in the text's order.

    Words are the article's own as far as possible: "accused", "to sign an accord" if it is planned,
    "could buy" if it is possible, "did not meet", "threatened (denied)". Events whose only class is
    "other" are left out.
    """
    known = between_actors(events)
    named = known[
        (known["event_class"] != UNTOLD) & (known["source_actor_id"] != known["target_actor_id"])
    ]
    sentences = dict(
        iter(tokens[tokens["sentence_id"].isin(named["sentence_id"])].groupby("sentence_id"))
    )
    rows = [
        {
            "source_id": event.source_actor_id,
            "target_id": event.target_actor_id,
            "words": act_words(event, sentences[event.sentence_id]),
            "mutual": event.mutual,
            "modality": event.modality,
            "sentence_id": event.sentence_id,
        }
        for event in named.itertuples()
    ]
    return typed(rows, ACTS).sort_values("sentence_id", kind="stable", ignore_index=True)


def act_words(event, sentence: pd.DataFrame) -> str:
    """Return the act of a row of `events` in words; `sentence` has the tokens of its sentence."""
    span = sentence[
        (sentence["start_char"] >= event.start_char) & (sentence["end_char"] <= event.end_char)
    ]
    is_root = span["head_id"] == span["token_id"]
    outside = span[is_root | ~span["head_id"].isin(span["token_id"])]
    if outside.empty:
        return _of_noun(event, event.action)
    head = outside.iloc[0]
    lemma, *rest = event.action.split()
    if head["pos"] != "VERB":
        # The words of "a face-off" are just "off".
        return _of_noun(event, max(event.action, head["token"].lower(), key=len))
    if head["lemma"].lower() == lemma:
        after = sentence[sentence["token_id"] > head["token_id"]]
        parts = _in_order([*rest, *_short_object(event, sentence)], after)
        return _of_verb(event, head, " ".join(parts), sentence)
    carrier = span[span["lemma"].str.lower() == lemma]
    if carrier.empty or carrier["dep"].iloc[0] == "pobj":
        return _of_noun(event, event.action if carrier.empty else carrier["token"].iloc[0].lower())
    return _of_verb(event, head, _after(span, head), sentence)


def _of_noun(event, noun: str) -> str:
    if event.negated:
        return f"no {noun}"
    if event.modality == "denied":
        return f"{noun} (denied)"
    return {"future": "planned ", "hypothetical": "possible "}.get(event.modality, "") + noun


def _of_verb(event, verb: pd.Series, rest: str, sentence: pd.DataFrame) -> str:
    """The verb in the form that its modality needs, with what belongs to it."""
    lemma, own = verb["lemma"], verb["token"].lower()
    children = sentence[sentence["head_id"] == verb["token_id"]]
    helping = children[children["dep"].isin({"aux", "neg"})]
    auxiliaries = [CONTRACTED.get(word.lower(), word.lower()) for word in helping["token"]]
    governed = _governor(verb, children, sentence)
    if event.modality == "future":
        words = f"{'not ' if event.negated else ''}to {lemma}"
    elif governed:
        words = f"{governed} to {lemma}"
    elif event.modality == "hypothetical":
        modal = helping.loc[helping["tag"] == "MD", "token"].str.lower()
        first = CONTRACTED.get(modal.iloc[0], modal.iloc[0]) if len(modal) else "might"
        words = f"{first} {'not ' if event.negated else ''}{lemma}"
    elif event.negated and event.modality == "asserted":
        words = f"{' '.join(auxiliaries)} {own}" if "not" in auxiliaries else f"did not {lemma}"
    elif verb["tag"] == "VBG" and auxiliaries:
        words = f"{auxiliaries[-1]} {own}"
    else:
        words = own
    if event.modality == "denied":
        return f"{words} {rest}".strip() + " (denied)"
    return f"{words} {rest}".strip()


def _governor(verb: pd.Series, children: pd.DataFrame, sentence: pd.DataFrame) -> str:
    """The verb that an infinitive without its own subject depends on: refused to support."""
    if verb["dep"] != "xcomp" or children["dep"].isin({"nsubj", "nsubjpass"}).any():
        return ""
    if "to" not in children.loc[children["dep"] == "aux", "token"].str.lower().tolist():
        return ""
    head = sentence[sentence["token_id"] == verb["head_id"]].iloc[0]
    theirs = sentence[sentence["head_id"] == head["token_id"]]
    # In "asked him to pay", the one who pays is not the one who asks.
    if head["pos"] != "VERB" or theirs["dep"].isin({"dobj", "neg", "nsubjpass"}).any():
        return ""
    return head["token"].lower()


def _short_object(event, sentence: pd.DataFrame) -> list[str]:
    """The object, if it is short and whole: the first words of "new areas of work" say nothing."""
    if pd.isna(event.object) or event.object.startswith("to "):
        return []
    is_cut = f"{event.object} of " in " ".join(sentence["token"])
    is_long = len(event.action) + len(event.object) >= LONGEST
    return [] if is_cut or is_long else [event.object]


def _in_order(parts: list[str], after: pd.DataFrame) -> list[str]:
    """What belongs to a verb, as it follows it: "closed *its borders with*"."""
    text = " " + " ".join(after["token"]) + " "
    return sorted(parts, key=lambda part: text.find(f" {part} "))


def _after(span: pd.DataFrame, head: pd.Series) -> str:
    """The part of the span after its verb: "an accord" in "sign an accord"."""
    return " ".join(span.loc[span["token_id"] > head["token_id"], "token"])
