"""What cells of a table become where a file can't hold a list."""

import pandas as pd


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose lists are texts: items with blanks between, or "; " between texts.

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
