"""Lines of a brief as HTML: text of every look, marks, references and footnotes."""

from __future__ import annotations

from markupsafe import Markup

from spadework.briefing.content import (
    Brief,
    Footnote,
    Link,
    Look,
    Mark,
    NoteRef,
    Ref,
    Run,
    Runs,
    StatusMark,
    Text,
    anchors,
)
from spadework.briefing.words import day, quoted
from spadework.model import Status

_LOOKS = {
    Look.PLAIN: "{}",
    Look.STRONG: '<b class="who">{}</b>',
    Look.EMPHASIS: '<em class="ascribed">{}</em>',
    Look.QUOTE: '<span class="quote">{}</span>',
    Look.FAINT: "<small>{}</small>",
    Look.ALERT: '<strong class="alert">{}</strong>',
}


class Lines:
    """Makes lines of one page, and knows what they may lead to.

    Attributes:
        anchors: what there is to lead to.
        referred: numbers of the footnotes that were referred to so far.
    """

    def __init__(self, brief: Brief) -> None:
        self.anchors = anchors(brief)
        self.referred: set[int] = set()
        self._notes = {n.number: n for n in brief.footnotes}

    def runs(self, runs: Runs) -> Markup:
        """A line."""
        return Markup("").join(map(self._run, runs))

    def _run(self, run: Run) -> Markup:
        match run:
            case Text():
                return Markup(_LOOKS[run.look]).format(run.text)
            case Mark():
                drawn = Markup('<svg class="mark" aria-hidden="true"><use href="#m-{}"/></svg>').format(run.name)
                past = " past" if run.faint else ""
                return Markup('<span class="stance {}{}">{}{}</span>').format(run.name, past, drawn, run.word)
            case StatusMark():
                kind = "proposed" if run.status is Status.PROPOSED else "checked"
                return Markup('<span class="flag {}{}">{}</span>').format(
                    kind, " unsure" if run.unsure else "", run.word
                )
            case NoteRef():
                return self._note_ref(run)
            case Ref():
                return self.ref(run)
            case Link():
                return Markup('<a class="external" href="{0}" rel="noreferrer noopener nofollow">{0}</a>').format(
                    run.url
                )

    def ref(self, ref: Ref) -> Markup:
        """A link, or its text alone where the page has nothing of this name."""
        if ref.target in self.anchors:
            return Markup('<a class="no" href="#{}">{}</a>').format(ref.target, ref.text)
        return Markup('<span class="no">{}</span>').format(ref.text)

    def _note_ref(self, ref: NoteRef) -> Markup:
        """A number that leads to the footnote; where it is first told the footnote leads back to it."""
        id = "" if ref.number in self.referred else f"r{ref.number}"
        self.referred.add(ref.number)
        note = self._notes[ref.number]
        told = f"{quoted(_cut(note.quote))} {source(note)}"
        return Markup('<sup class="fn"><a{} href="#n{}" title="{}" aria-label="Footnote {}">{}</a></sup>').format(
            attribute("id", id), ref.number, told, ref.number, ref.number
        )


def source(n: Footnote) -> str:
    """The document, who brought it out, and when."""
    return ", ".join(filter(None, (n.document, n.publisher, day(n.day) if n.tag else "")))


def place(n: Footnote) -> str:
    """Where in it: "D2 p. 3 ¶7"."""
    page = f" p. {n.page}" if n.page else ""
    return f"{n.tag}{page} ¶{n.paragraph}" if n.paragraph else n.tag


def _cut(text: str, most: int = 240) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def attribute(name: str, value: str) -> Markup:
    """A blank and the attribute; nothing if it has no value."""
    return Markup(' {}="{}"').format(Markup(name), value) if value else Markup("")
