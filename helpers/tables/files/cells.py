"""Cells with lists as text, for files that can't hold lists."""

import pandas as pd


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with lists as text: items separated by blanks, or texts by "; ".

    >>> flat(pd.DataFrame({"ids": [[1, 2]], "words": [["a b", "c"]]})).values.tolist()
    [['1 2', 'a b; c']]
    """
    return table.assign(
        **{
            column: table[column].map(_joined).astype("str")
            for column in table.columns
            if table[column].dtype == "object"
        }
    )


def _joined(cell) -> str:
    if isinstance(cell, str):
        return cell
    if not hasattr(cell, "__len__"):
        return "" if pd.isna(cell) else str(cell)
    return ("; " if any(isinstance(item, str) for item in cell) else " ").join(map(str, cell))
