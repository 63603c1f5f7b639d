"""Real small files of each kind, made here so that none has to be kept: their making is their documentation."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

SENTENCES = (
    "The foreign minister of Torrania said on Monday that the government would not accept foreign pilots.",
    "Negotiations would go on in Geneva until Friday, an official of the Kettering Isles told reporters.",
    "Oswin rejects any international administration of the strait and demands compensation for fishermen.",
    "Representatives of both delegations described the discussions as constructive but inconclusive.",
)


def prose(number: int) -> str:
    """A sentence that is another for every number."""
    return f"In round {number}, {SENTENCES[number % 4][0].lower()}{SENTENCES[number % 4][1:]}"


def pdf(pages: Iterable[Callable[[canvas.Canvas], object]], **how: Any) -> bytes:
    """A PDF with a page for each function, which draws on the canvas."""
    data = io.BytesIO()
    drawn = canvas.Canvas(data, pagesize=A4, invariant=True, **how)
    for draw in pages:
        draw(drawn)
        drawn.showPage()
    drawn.save()
    return data.getvalue()


def lines(page: canvas.Canvas, words: Iterable[str], x: float = 2 * cm, y: float = 26 * cm, size: float = 10) -> float:
    """Lines of text from (x, y) downwards; the height under the last one."""
    page.setFont("Helvetica", size)
    for line in words:
        page.drawString(x, y, line)
        y -= 1.2 * size
    return y


def report(count: int = 3, **how: Any) -> bytes:
    """A report of so many pages, with running headers and footers and a paragraph over each end of a page."""

    def page(number: int) -> Callable[[canvas.Canvas], object]:
        def draw(c: canvas.Canvas) -> None:
            c.setFont("Helvetica", 8)
            c.drawString(2 * cm, 28.5 * cm, "Torrania Policy Review")
            c.drawRightString(19 * cm, 28.5 * cm, "May 2025")
            c.drawCentredString(10.5 * cm, 1 * cm, f"Page {number + 1} of {count}")
            begun = [f"delegation {number} left the hall and came back. It was late by then."] if number else []
            y = lines(c, begun)
            for n in range(3):
                y = lines(c, [prose(10 * number + n), "More was not to be learnt on that day."], y=y - 12)
            lines(c, [f"In the end, on day {number + 1}, and after a long night without any result, the"], y=y - 12)

        return draw

    return pdf(map(page, range(count)), **how)


def two_columns() -> bytes:
    """A page with a title across two columns, with words broken at the ends of lines."""

    def draw(c: canvas.Canvas) -> None:
        c.setFont("Helvetica-Bold", 18)
        c.drawString(2 * cm, 27 * cm, "Ferry pilots and the limits")
        c.drawString(2 * cm, 26.2 * cm, "of compromise in the strait")
        left = [
            "The foreign minister of Torrania said on",
            "Monday that the government would nego-",
            "tiate about pilots, and that a cease-",
            "fire had to come before anything else.",
            "She did not say for how long she would",
            "wait, nor who would pay for the boats,",
            "but the negotiate-or-leave line of last",
            "week was not heard again in the hall of",
        ]
        right = [
            "the conference centre. Officials of the",
            "Kettering Isles spoke of a cease-fire on",
            "their own terms, with a long list of the",
            "conditions that they had named before.",
            "Both said that they would negotiate on",
            "Friday, and both left without a word to",
            "the reporters who had been waiting since",
            "the morning in the rain.",
        ]
        lines(c, left, x=2 * cm, y=24 * cm)
        lines(c, right, x=10.5 * cm, y=24 * cm)

    return pdf([draw])


def scanned(pages: int = 2) -> bytes:
    """A PDF of pictures."""
    from PIL import Image

    picture = ImageReader(Image.new("L", (200, 280), 200))
    return pdf([lambda c: c.drawImage(picture, 0, 0, *A4)] * pages)


def encrypted() -> bytes:
    return report(1, encrypt=StandardEncryption("secret", ownerPassword="owner", canPrint=0))


def word(*, macros: bool = False) -> bytes:
    """A Word file with a title, a heading, a table and, if wished, macros."""
    made = docx.Document()
    made.add_heading("Note on the ferry talks", 0)
    made.add_heading("Where they stand", 1)
    made.add_paragraph(f"{SENTENCES[0]} {SENTENCES[1]}")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("Party", "Position", "Oswin", "Rejects any administration of the strait."),
        strict=True,
    ):
        cell.text = text
    made.add_paragraph(SENTENCES[3])
    made.core_properties.title = ""
    data = io.BytesIO()
    made.save(data)
    return with_members(data.getvalue(), {"word/vbaProject.bin": b"Sub AutoOpen()"}) if macros else data.getvalue()


def with_members(archive: bytes, members: dict[str, bytes | None]) -> bytes:
    """The archive with these members in place of what it has of that name; None takes one out."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, content in members.items():
            if content is not None:
                new.writestr(name, content)
    return data.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return data.getvalue()


def mail(subject: str = "Re: Ferry talks", body: str = SENTENCES[0], **attached: bytes) -> bytes:
    """A mail; attachments by name, in which two underscores stand for the dot."""
    message = EmailMessage()
    message["From"] = "Press Office of Torrania <press@torrania.example>"
    message["To"] = "desk@herald.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 13 May 2025 09:30:00 +0200"
    message["Message-ID"] = "<1@torrania.example>"
    message.set_content(body)
    for name, data in attached.items():
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("__", ".").replace("_", " ")
        )
    return message.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    return b"".join(b"From press@torrania.example Tue May 13 09:30:00 2025\n" + m.strip() + b"\n\n" for m in messages)


def rss(count: int = 2) -> bytes:
    items = "".join(
        f"<item><title>Round {n} of the talks</title><link>https://herald.example/{n}</link>"
        f"<pubDate>Tue, {n + 1:02} May 2025 09:30:00 +0200</pubDate>"
        f"<description>&lt;p&gt;{prose(n)}&lt;/p&gt;&lt;p&gt;{SENTENCES[3]}&lt;/p&gt;</description></item>"
        for n in range(count)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Reef Herald</title>{items}</channel></rss>'
    ).encode()


def atom() -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Wire</title>'
        "<entry><title>Pilots again</title><id>1</id><updated>2025-05-13T09:30:00Z</updated>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCES[0]}</p><p>{SENTENCES[2]}</p>'
        "</div></content></entry></feed>"
    ).encode()
