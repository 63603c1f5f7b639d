"""A folder watched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from spadework.errors import MissingFile
from spadework.intake import watch


class Over(Exception):
    """The test has seen enough."""


def watched(folder: Path, *steps: Callable[[], object]) -> list[list[str]]:
    """The names given in each look; a step is done after each."""
    looks: list[list[str]] = [[]]
    waiting = iter(steps)

    def sleep(seconds: float) -> None:
        step = next(waiting, None)
        if step is None:
            raise Over
        step()
        looks.append([])

    with pytest.raises(Over):
        for path in watch(folder, sleep=sleep):
            looks[-1].append(path.relative_to(folder).as_posix())
    return looks


def write(path: Path, text: str, at: int) -> Callable[[], object]:
    def do() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (at, at))

    return do


def nothing() -> None:
    pass


def test_files_are_given_once_they_rest(tmp_path: Path) -> None:
    write(tmp_path / "old.txt", "a", 1)()
    looks = watched(
        tmp_path,
        nothing,
        write(tmp_path / "sub/new.txt", "half", 2),
        write(tmp_path / "sub/new.txt", "half and more", 3),
        nothing,
        nothing,
    )
    assert looks == [[], ["old.txt"], [], [], ["sub/new.txt"], []]


def test_a_changed_file_is_given_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, "a", 1)()
    looks = watched(tmp_path, nothing, write(path, "b", 2), nothing, nothing)
    assert looks == [[], ["a.txt"], [], ["a.txt"], []]


def test_a_file_that_went_and_came_back_is_given_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, "a", 1)()
    looks = watched(tmp_path, nothing, path.unlink, write(path, "a", 1), nothing)
    assert looks == [[], ["a.txt"], [], [], ["a.txt"]]


def test_hidden_files_and_links_outside_are_not_given(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / ".part", "a", 1)()
    write(tmp_path / "out.txt", "a", 1)()
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    assert watched(folder, nothing, nothing) == [[], [], []]


def test_the_folder_may_go_and_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.txt", "a", 1)()
    looks = watched(
        folder, nothing, lambda: folder.rename(tmp_path / "x"), lambda: (tmp_path / "x").rename(folder), nothing
    )
    assert looks == [[], ["a.txt"], [], [], ["a.txt"]]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        next(watch(tmp_path / "nope"))
