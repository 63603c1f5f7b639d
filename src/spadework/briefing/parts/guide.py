"""How to read a brief: what its numbers and marks mean, and how far to trust it."""

from __future__ import annotations

from spadework.briefing.content import Block, Look, Paragraph, Point, Points, Runs, StatusMark, Text
from spadework.briefing.material import Material, promise, stance
from spadework.briefing.words import STANCES
from spadework.model import Stance, Status

HEADING = "How to read this"
_STANCES = {
    Stance.ACCEPTS: "would have it so",
    Stance.OPEN: "does not rule it out",
    Stance.CONDITIONAL: "would, if something else happens first or in return",
    Stance.NONCOMMITTAL: "was asked, or spoke of it, and did not say",
    Stance.REJECTS: "would not have it so",
}


def blocks(material: Material) -> list[Block]:
    """The same in every brief."""
    trust: Runs = (
        Text(
            "Every row was proposed by a machine from the words that it cites, and is as good as those words: follow "
        ),
        Text("the footnote, which leads to quote, document, page and day, before you rely on it. A row is marked "),
        StatusMark(Status.PROPOSED),
        Text(" until an analyst has "),
        StatusMark(Status.ACCEPTED),
        Text(" or "),
        StatusMark(Status.CORRECTED),
        Text(" it; an "),
        StatusMark(Status.PROPOSED, unsure=True),
        Text(" is more a hint where to look. Rows that an analyst rejected are left out."),
    )
    numbers = (
        "F finding, S statement, P position, K condition, C commitment, E deed, D document. D2 ¶7 is paragraph 7 of "
        "document 2."
    )
    own: Runs = (
        Text("A stance is the party’s own unless it is marked "),
        Text("ascribed", Look.EMPHASIS),
        Text(": then somebody else says so of it. Towards an option a party"),
    )
    stances = tuple(Point((stance(s), Text(f": {_STANCES[s]}"))) for s in STANCES)
    other = Point(
        (promise("promises"), Text(": a deed that it says it will do; "), Text("◆ deed: something that was done"))
    )
    return [
        Paragraph(trust),
        Paragraph((Text(numbers),)),
        Paragraph(own),
        Points((*stances, other)),
    ]
