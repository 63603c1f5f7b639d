import pytest

from spadework.agenda import fitting, template
from spadework.model import Document

TEXTS = {
    "labour": """Bus drivers will walk out on Friday after talks on pay broke down. The union seeks a pay rise of
        seven percent; the company has made a pay offer of three. The strike ballot was close. The employer said that
        it could not discuss rosters or overtime under the threat of a strike, and the conciliator
        asked for a cooling-off period.""",
    "trade": """The ministers could not agree on tariffs on steel. The import duty would be phased out over six years
        under the draft, but the quota for beef and the rules of origin for cars stay open. Sanitary inspection of
        slaughterhouses and the digital services tax were put off to the next round of trade talks.""",
    "water": """Upstream, the dam has begun filling its reservoir. The river commission wants a minimum flow at the
        border gauge and hydrological data every day, for the drought leaves farmers downstream without irrigation.""",
    "climate": """Island states asked for deeper cuts in greenhouse gas emissions and for money for the loss and damage
        fund. Oil producers reject a phase-out of fossil fuels. The climate finance goal is the hardest knot.""",
    "politics": """The liberals ended the exploratory talks and ruled out a coalition with the left. A minority
        government would need confidence and supply. The share-out of ministries and the debt brake divide the
        coalition partners, and a snap election is likely after the no-confidence vote.""",
    "peace-process": """The rebels reject a cease-fire before the withdrawal of troops from the valley. Mediators
        propose a prisoner exchange, peacekeepers on the front line and security guarantees; sanctions would be eased
        in steps.""",
}


@pytest.mark.parametrize("name", TEXTS)
def test_fitting_knows_the_kind_of_talks(name: str) -> None:
    assert fitting([Document.of(TEXTS[name], title="")]) == (name, template(name))


def test_fitting_looks_at_all_documents() -> None:
    few, many = Document.of(TEXTS["trade"], title=""), Document.of(TEXTS["labour"] + "\n\n" + TEXTS["labour"], title="")
    assert fitting([few, many, many])[0] == "labour"


@pytest.mark.parametrize("text", ["", "The cat sat on the mat and looked at the rain. " * 20])
def test_fitting_falls_back(text: str) -> None:
    assert fitting([Document.of(text, title="")])[0] == "peace-process"
    assert fitting([])[0] == "peace-process"
