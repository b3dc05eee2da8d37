"""How certain it is that a name near a pronoun is that person's, where several share a surname."""

from collections.abc import Iterable

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference.context import Context

SURE = 1.0


def certainty_of_name(context: Context, actor_id: str, before: list[int], gender: str) -> float:
    """Return how certain it is that the actor's last name before a pronoun is the actor's.

    `before` are the first tokens of the actor's mentions before it. A namesake of the other gender
    is no reason for doubt: the pronoun tells them apart.
    """
    sure = [context.sure_of[i] for i in before if i in context.sure_of]
    namesakes = _namesakes(context, actor_id)
    if not sure or sure[-1] == SURE or not namesakes:
        return sure[-1] if sure else SURE
    rivals = [a for a in namesakes if context.genders.get(a) in {gender, None}]
    return sure[-1] if rivals else SURE


def may_be_named(context: Context, actor_id: str, chains: Iterable[str]) -> list[tuple[int, int]]:
    """Return the tokens, start and end, of surnames that count as another's but may be the actor's.

    `chains` are those whom a pronoun can mean: "Paul Carter met Ada Carter. Carter spoke. She".
    """
    others = set(_namesakes(context, actor_id) if actor_id in context.actors else ()) - {*chains}
    if not others:
        return []
    return [
        (start, end)
        for start, end, other in context.named
        if other in others and context.sure_of[start] < SURE
    ]


def _namesakes(context: Context, actor_id: str) -> list[str]:
    surname = context.actors[actor_id]["name"].split()[-1]
    return [
        other
        for other, record in context.actors.items()
        if other != actor_id and kind_of(other) == PERSON and record["name"].split()[-1] == surname
    ]
