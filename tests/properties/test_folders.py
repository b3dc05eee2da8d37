"""Whatever happens to a folder at the same time, and whatever fails, it is whole or absent."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import generated  # noqa: F401  (how much hypothesis tries)
from hypothesis import given
from hypothesis import strategies as st

from helpers.atomic import FolderError, only_writer, replacing, write_whole

MARKS = ("index.html", "article.txt")
actions = st.lists(
    st.tuples(st.sampled_from(["replace", "fail", "foreign", "write", "claim"]), st.integers(0, 9)),
    min_size=1,
    max_size=8,
)


class _FailedError(Exception):
    pass


def do(folder: Path, action: str, number: int) -> None:
    """Do one thing to the contents of a folder, as a separate process would."""
    target = folder / "story"
    with suppress(FolderError, _FailedError):
        if action in {"replace", "fail"}:
            with replacing(target, marks=MARKS) as new:
                for name in (*MARKS, *map(str, range(5))):
                    (new / name).write_text(str(number))
                    if action == "fail" and name == str(number % 5):
                        raise _FailedError
        elif action == "foreign":
            (folder / "mine").mkdir(exist_ok=True)
            (folder / "mine" / "precious.txt").write_text("mine")
            with replacing(folder / "mine", marks=MARKS):
                pass
        elif action == "write":
            write_whole(folder / "page.html", str(number) * 5000)
        else:
            with only_writer(folder):
                pass


@given(actions, st.integers(1, 4))
def test_there_is_a_whole_folder_or_none(todo, n_at_once):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ThreadPoolExecutor(n_at_once) as pool:
            for done in [pool.submit(do, folder, *action) for action in todo]:
                done.result()
        names = {path.name for path in folder.iterdir()}
        assert names <= {"story", "mine", "page.html", "_writer.lock"}
        if "story" in names:
            files = list((folder / "story").iterdir())
            assert len(files) == len(MARKS) + 5
            assert len({file.read_text() for file in files}) == 1
        if "mine" in names:
            assert (folder / "mine" / "precious.txt").read_text() == "mine"
        if "page.html" in names:
            assert len(set((folder / "page.html").read_text())) == 1
        assert ("replace" in {action for action, _ in todo}) == ("story" in names)
