"""Mail: bodies, headers, attachments, mailboxes."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from intake_files import SENTENCES, archive, mail, mailbox, two_columns, word

from spadework.intake import Failed, Taken, take, take_each
from spadework.model import Document


def taken(tmp_path: Path, data: bytes, name: str = "a.eml") -> list[Document]:
    path = tmp_path / name
    path.write_bytes(data)
    found = list(take_each(path))
    assert all(isinstance(t, Taken) for t in found), found
    return [t.document for t in found if isinstance(t, Taken)]


def test_headers_give_title_publisher_and_day(tmp_path: Path) -> None:
    (document,) = taken(tmp_path, mail())
    assert document.title == "Ferry talks"
    assert document.publisher == "Press Office of Torrania"
    assert document.published == date(2025, 5, 13)
    assert (document.text, document.origin) == (SENTENCES[0], "a.eml")


def test_attachments_are_documents_of_their_own_also_nested_ones(tmp_path: Path) -> None:
    inner = mail("Inner note", "Words of the inner mail.", annex__pdf=two_columns())
    pack = archive({"sub/b.txt": b"Words of a text in an archive in a mail."})
    found = taken(tmp_path, mail(note__docx=word(), inner__eml=inner, pack__zip=pack))
    assert [d.origin for d in found] == [
        "a.eml", "a.eml > note.docx", "a.eml > inner.eml", "a.eml > inner.eml > annex.pdf",
        "a.eml > pack.zip > sub/b.txt",
    ]  # fmt: skip
    assert [d.title for d in found[1:3]] == ["Note on the ferry talks", "Inner note"]
    assert found[3].pages == (0,) and "would negotiate about pilots" in found[3].text


def test_a_forwarded_message_is_a_document(tmp_path: Path) -> None:
    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"], inner["From"] = "What they wrote", "a@b.example"
    inner.set_content("We accept the text as it stands.")
    outer["Subject"], outer["From"] = "Fwd: what they wrote", "c@d.example"
    outer.set_content("See what they wrote to us yesterday.")
    outer.add_attachment(inner)
    first, second = taken(tmp_path, outer.as_bytes())
    assert first.title == "what they wrote"
    assert (second.title, second.text) == ("What they wrote", "We accept the text as it stands.")


def test_a_mail_that_is_only_an_attachment(tmp_path: Path) -> None:
    (document,) = taken(tmp_path, mail("See attached", "", note__docx=word()))
    assert document.origin == "a.eml > note.docx"


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "koi8-r", "unknown-8bit", "x-no-such-thing", "utf-16"])
def test_a_wrong_charset_survives(tmp_path: Path, declared: str) -> None:
    head = f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset={declared}\n"
    body = "“We won’t sign,” said the café’s owner — twice."
    (document,) = taken(tmp_path, head.encode() + b"Content-Transfer-Encoding: 8bit\n\n" + body.encode())
    assert document.text == body


def test_windows_text_that_claims_to_be_utf_8(tmp_path: Path) -> None:
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    (document,) = taken(tmp_path, head + "“We won’t sign,” she said.".encode("cp1252"))
    assert document.text == "“We won’t sign,” she said."


def test_a_charset_that_only_the_header_tells(tmp_path: Path) -> None:
    words = "Министр заявил во вторник, что переговоры продолжатся."
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=koi8-r\n\n"
    (document,) = taken(tmp_path, head + words.encode("koi8-r"))
    assert document.text == words


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"=?utf-8?q?Caf=C3=A9_talks?=", "Café talks"),
        (b"=?no-such?q?Caf=C3=A9_talks?=", "Café talks"),
        (b"=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("Café talks".encode(), "Café talks"),
        ("Café talks".encode("cp1252"), "Café talks"),
        (b"RE: Fwd: AW: the text", "the text"),
    ],
)
def test_subjects_as_they_come(tmp_path: Path, raw: bytes, title: str) -> None:
    (document,) = taken(tmp_path, b"From: a@b.example\nSubject: " + raw + b"\n\nThe words of the mail are here.")
    assert document.title == title


def test_marks_of_quoting_go_and_the_words_stay(tmp_path: Path) -> None:
    body = "> Will you\n> sign it?\n\nNo, we will not.\n\n>> An older line\n> and a newer one\n\n-- \nAnna Ask"
    (document,) = taken(tmp_path, mail(body=body))
    assert document.text.split("\n\n") == [
        "Will you sign it?", "No, we will not.", "An older line", "and a newer one"
    ]  # fmt: skip


def test_the_page_is_read_where_there_is_no_text(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "x", "a@b.example", "<1@b>"
    message.set_content("<p>The words of the <b>page</b></p><p>and more.</p><script>no()</script>", subtype="html")
    (document,) = taken(tmp_path, message.as_bytes())
    assert document.text == "The words of the page\n\nand more."


def test_of_two_forms_of_one_text_one_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "x", "a@b.example"
    message.set_content("The words of the mail are here.")
    message.add_alternative("<p>The words of the mail are here.</p>", subtype="html")
    (document,) = taken(tmp_path, message.as_bytes())
    assert document.text == "The words of the mail are here."


def test_every_message_of_a_mailbox(tmp_path: Path) -> None:
    box = mailbox(
        mail("One", "First words of one mail.\n\nFrom here on nothing is a separator."),
        mail("Two", "Second words of one mail.", annex__txt=b"Words of an annex."),
        mail("Three", "Third words of one mail."),
    )
    found = taken(tmp_path, box, "all.mbox")
    assert [d.origin for d in found] == ["all.mbox > 1", "all.mbox > 2", "all.mbox > 2 > annex.txt", "all.mbox > 3"]
    assert "From here on nothing is a separator." in found[0].text
    assert [d.title for d in found] == ["One", "Two", "annex", "Three"]
    assert len(taken(tmp_path, box, "Inbox")) == 4, "a mailbox is known without its ending"


def test_a_memorandum_is_no_mail(tmp_path: Path) -> None:
    memo = f"From: The minister\nTo: The cabinet\nSubject: Ferries\nDate: 13 May 2025\n\n{SENTENCES[0]}"
    (document,) = taken(tmp_path, memo.encode(), "memo")
    assert "The cabinet" in document.text


@pytest.mark.parametrize("year", ["0000", "0001", "9999", "99999"])
def test_an_impossible_day_costs_the_day_and_not_the_mail(tmp_path: Path, year: str) -> None:
    data = mail().replace(b"13 May 2025", f"13 May {year}".encode())
    path = tmp_path / "all.mbox"
    path.write_bytes(mailbox(data))
    (found,) = take_each(path)
    assert isinstance(found, Taken) and found.document.published is None
    assert "Date" in found.warnings[0] and year[:4] in found.warnings[0]


def test_one_mail_by_itself_tells_of_its_attachments(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(note__docx=word()))
    found = take(path)
    assert found.document.text == SENTENCES[0]
    assert "attachments left out: note.docx" in found.warnings[0]


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    message = mail("0", "The innermost words of all.")
    for n in range(1, 12):
        message = mail(str(n), f"Words of mail number {n}.", next__eml=message)
    path = tmp_path / "a.eml"
    path.write_bytes(message)
    *found, last = take_each(path)
    assert len(found) == 6 and all(isinstance(f, Taken) for f in found)
    assert isinstance(last, Failed) and "nested too deep" in str(last.error)


def test_multiparts_in_multiparts_end_somewhere(tmp_path: Path) -> None:
    lines = []
    for n in range(3000):
        lines += [f"Content-Type: multipart/mixed; boundary=b{n}", "", f"--b{n}"]
    path = tmp_path / "a.eml"
    path.write_text("From: a@b.example\nMIME-Version: 1.0\n" + "\n".join(lines))
    (found,) = take_each(path)
    assert isinstance(found, Failed)
    assert "damaged" in str(found.error) or "nothing" in str(found.error) or "parts" in str(found.error)


def test_a_mail_that_would_keep_the_parser_busy_for_ever_is_refused(tmp_path: Path) -> None:
    heads = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(200))
    path = tmp_path / "a.eml"
    path.write_text(f"From: a@b.example\n{heads}" + "x\n" * 1_100_000)
    (found,) = take_each(path)
    assert isinstance(found, Failed) and "nested as no mail is" in str(found.error)


def test_a_mailbox_without_messages_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"Nothing in here parts one message from another.\n")
    (found,) = take_each(path)
    assert isinstance(found, Failed) and "no message in the mailbox" in str(found.error)
