"""Bytes to text."""

from __future__ import annotations

import pytest

from spadework.errors import NotText
from spadework.intake.encoding import decode

TEXT = "“Yes,” said José Muñoz — it’s the Ministry’s view…\n" * 3
LATIN = "Señor Muñoz went to Genève, and the naïve café owner said so."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_survives_its_encoding(codec: str) -> None:
    assert decode(TEXT.encode(codec), "a.txt") == (TEXT, ())


def test_latin_1() -> None:
    assert decode(LATIN.encode("latin-1"), "a.txt") == (LATIN, ())


def test_a_page_that_declares_latin_1_means_windows() -> None:
    page = f'<meta charset="iso-8859-1"><p>{TEXT}'
    assert decode(page.encode("cp1252"), "a.html") == (page, ())


def test_a_declared_charset_is_believed_unless_the_bytes_are_utf_8() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Москва'
    assert decode(page.encode("cp1251"), "a.html")[0] == page
    assert decode(page.encode("utf-8"), "a.html")[0] == page


@pytest.mark.parametrize("charset", ["rot13", "hex", "no-such", "utf-7", "idna"])
def test_declarations_that_make_no_sense_are_passed_over(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>{TEXT}'
    assert decode(page.encode("cp1252"), "a.html")[0] == page


def test_a_mac_file_is_not_read_as_windows() -> None:
    text, warnings = decode(TEXT.encode("mac_roman"), "a.txt")
    assert "“Yes,” said" in text
    assert "encoding" in warnings[0]


def test_a_broken_character_costs_no_more_than_itself() -> None:
    text, warnings = decode(TEXT.encode()[:-4] + "…".encode()[:2], "a.txt")
    assert text.startswith(TEXT[:60]) and text.endswith("�")
    assert warnings == ("a.txt: 1 damaged character cannot be read and stands as “�”",)


def test_noise_is_refused() -> None:
    with pytest.raises(NotText):
        decode(b"\x89\x00\xff\x00\x10\x00\x00\x80" * 50, "a.txt")
