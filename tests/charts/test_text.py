"""Text of charts: split into lines that fit."""

from hypothesis import given
from hypothesis import strategies as st

from helpers.charts.text import text_width, wrap

WORDS = st.text(alphabet="abcdefghij", min_size=1, max_size=9)


@given(st.lists(WORDS, max_size=40).map(" ".join), st.integers(120, 400))
def test_lines_keep_all_words_and_their_width(text, width):
    lines = wrap(text, width, 10)
    assert " ".join(lines) == text
    assert all(text_width(line, 10) <= width for line in lines if " " in line)


def test_no_title_ends_in_a_line_of_one_word():
    title = "Lorne and the Harbour Union share 9 sentences, more than any other pair"
    widths = range(160, 500, 5)
    broken = [lines for width in widths if len(lines := wrap(title, width, 13, "bold")) > 1]
    assert broken
    assert all(" " in lines[-1] for lines in broken)
