"""What the command line tells besides its results."""

from helpers import __main__ as command_line


def test_of_many_files_left_out_all_are_in_a_file(tmp_path, capsys):
    lines = [f"{n}.txt: is empty; put the article's text into it" for n in range(30)]
    command_line._warn_of("Left out", lines[:3], tmp_path / "few.txt")
    command_line._warn_of("Left out", lines, tmp_path / "left_out.txt")
    told = capsys.readouterr().err
    assert "Left out (3):" in told
    assert f"all of them in {tmp_path / 'left_out.txt'}" in told
    assert (tmp_path / "left_out.txt").read_text().splitlines() == lines
    assert not (tmp_path / "few.txt").exists()


def test_files_of_folders_that_hold_no_articles_are_told(tmp_path, capsys):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    command_line._warn_of_passed_over([str(tmp_path), "no such folder"], tmp_path)
    assert "picture.png: is no article by its ending .png" in capsys.readouterr().err
