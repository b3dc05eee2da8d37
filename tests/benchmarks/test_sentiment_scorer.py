import pytest
from sentiment_scorer import score

GOLD = [{"id": str(i), "label": label} for i, label in enumerate([-1, -1, 0, 0, 1])]


def predict(*labels):
    return [{"id": str(i), "label": label} for i, label in enumerate(labels) if label is not None]


def test_all_right():
    result = score(GOLD, predict(-1, -1, 0, 0, 1))
    assert result["accuracy"] == result["macro_f1"] == 1


def test_by_hand():
    result = score(GOLD, predict(-1, 0, 0, 0, 0))
    # negative: P 1, R 1/2, F 2/3; neutral: P 2/4, R 1, F 2/3; positive: 0
    assert result["accuracy"] == 3 / 5
    assert result["macro_f1"] == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


def test_missing_is_wrong_and_unknown_is_an_error():
    assert score(GOLD, predict(-1, -1, 0, 0))["accuracy"] == 4 / 5
    with pytest.raises(ValueError):
        score(GOLD, [{"id": "x", "label": 0}])
    with pytest.raises(ValueError):
        score(GOLD, predict(-1) + predict(-1))
