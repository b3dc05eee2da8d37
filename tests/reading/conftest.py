"""Files with articles, for the tests of what reads them."""

import pytest

FERRY = (
    "The harbour master said that the ferry to Brenholm would sail again on Friday.",
    "“We are ready,” Nora Lind told the crew, and thanked the engineers for their work.",
    "The café at the pier will open as well, and the mayor will be there.",
)
BAKERY = (
    "A bakery in Ostervik has to close because nobody wants to get up so early.",
    "Its owner, Per Holm, asked the council for help, but the council declined.",
)


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file and returns its path."""

    def written(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written
