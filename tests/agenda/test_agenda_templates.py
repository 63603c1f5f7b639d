import pytest

from spadework.agenda import template, templates
from spadework.errors import AgendaError
from spadework.model import Nature


def test_templates_are_those_promised() -> None:
    assert templates() == ("climate", "labour", "peace-process", "politics", "trade", "water")


@pytest.mark.parametrize("name", templates())
def test_template_names_issues_and_no_parties(name: str) -> None:
    agenda = template(name)
    assert agenda.name and not agenda.parties and not agenda.actors
    assert len(agenda.issues) >= 8
    for issue in agenda.issues:
        assert 2 <= len(issue.options) <= 4, issue.id
        assert len(issue.words) >= 5, issue.id
        for option in issue.options:
            assert len(option.words) >= 3, (issue.id, option.id)
            assert len(set(option.words)) == len(option.words), (issue.id, option.id)


@pytest.mark.parametrize(
    ("issue", "options"),
    [
        ("leaders-meeting", {"held", "not-held"}),
        ("outside-support", {"ground-troops", "air-support", "none"}),
        ("foreign-force", {"deployed", "none"}),
        ("sequence", {"ceasefire-first", "agreement-first"}),
        ("sanctions", {"imposed", "not-imposed"}),
        ("territory", {"ceded", "not-ceded"}),
    ],
)
def test_peace_process_has_what_a_summit_is_about(issue: str, options: set[str]) -> None:
    assert options <= {o.id for o in template("peace-process").issue(issue).options}


def test_peace_process_tells_process_from_substance() -> None:
    process = {i.id for i in template("peace-process").issues if i.nature is Nature.PROCESS}
    assert process == {"sequence", "leaders-meeting", "talks", "mediation-venue"}


def test_template_offers_the_nearest_name() -> None:
    with pytest.raises(AgendaError, match="Did you mean 'labour'"):
        template("labor")
    with pytest.raises(AgendaError, match="The templates are climate, "):
        template("../../etc/passwd")
