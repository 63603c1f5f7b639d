"""The brief at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from spadework.briefing import FORMATS
from spadework.stored import StoredDossier


@pytest.mark.parametrize("format", list(FORMATS))
def test_every_format_comes_as_a_file_to_be_saved(client: TestClient, format: str) -> None:
    answer = client.get("/api/brief", params={"format": format, "part": ["positions", "findings"]})
    assert answer.status_code == 200, answer.text
    told = answer.headers["content-disposition"]
    assert told.startswith('attachment; filename="Sulen pass') and FORMATS[format][1][0] in told
    assert len(answer.content) > 1_000


def test_what_is_chosen_is_in_it(client: TestClient) -> None:
    chosen = {"part": ["findings", "positions"], "classification": "Restricted until 1 June", "as_of": "2026-04-20"}
    text = client.get("/api/brief", params=chosen).text
    assert "Restricted until 1 June" in text
    assert 0 < text.index('id="findings"') < text.index('id="positions"')
    assert "9 May 2026" not in text


def test_what_cannot_be_told_is_refused(client: TestClient) -> None:
    for wrong in ({"format": "exe"}, {"part": "gossip"}, {"scenario": "nowhere"}, {"as_of": "yesterday"}):
        assert client.get("/api/brief", params=wrong).status_code in (404, 422), wrong
    page = client.get("/brief/file", params={"part": "gossip", "classification": "<script>alert(1)</script>"})
    assert page.status_code == 422 and "There is no part" in page.text
    assert "<script>alert" not in page.text and "&lt;script&gt;alert(1)" in page.text  # and it is still filled in


def test_settlement_is_told_if_it_is_asked_for(client: TestClient) -> None:
    text = client.get("/api/brief", params={"part": "settlement", "scenario": "draft"}).text
    assert 'id="settlement"' in text


def test_a_brief_that_is_looked_at_can_do_nothing(client: TestClient) -> None:
    answer = client.get("/brief/view?part=summary")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox") and "allow-scripts" not in policy and "allow-same-origin" not in policy
    assert "default-src 'none'" in policy and answer.headers["content-disposition"] == "inline"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["content-type"].startswith("text/html")


def form(client: TestClient, action: str) -> dict[str, str]:
    """The hidden fields of a form on the page of the brief."""
    found = re.search(
        rf'<form method="post" action="{re.escape(action)}">(.*?)</form>', client.get("/brief").text, re.S
    )
    assert found
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found[1]))


def test_notes_are_kept_changed_and_left_out(client: TestClient, dossier: StoredDossier) -> None:
    fields = form(client, "/brief/notes")
    client.headers.pop("x-csrf-token")  # forms alone
    assert (
        client.post("/brief/notes", data={**fields, "text": "Watch the <b>fair</b>.\r\nAnd the goats."}).status_code
        == 200
    )
    (note,) = dossier.issue_notes()
    assert (note.text, note.author, note.issue) == (
        "Watch the <b>fair</b>.\nAnd the goats.",
        "Mira Anand",
        fields["issue"],
    )
    page = client.get("/brief").text
    assert "Watch the &lt;b&gt;fair&lt;/b&gt;." in page
    assert "the &lt;b&gt;fair" in client.get("/api/brief?part=notes").text
    change = form(client, f"/brief/notes/{note.id}")
    assert client.post(f"/brief/notes/{note.id}", data={**change, "text": "Watch the goats."}).status_code == 200
    assert dossier.issue_notes()[0].text == "Watch the goats."
    late = client.post(f"/brief/notes/{note.id}", data={**change, "text": "Mine."})  # somebody has changed it since
    assert late.status_code == 409 and "What you wrote: Mine." in late.text
    assert dossier.issue_notes()[0].text == "Watch the goats."
    change = form(client, f"/brief/notes/{note.id}")
    assert client.post(f"/brief/notes/{note.id}", data={**change, "remove": "1"}).status_code == 200
    assert "goats." not in client.get("/brief").text
    assert client.post("/brief/notes", data={**fields, "text": "  "}).status_code == 422
    assert client.post("/brief/notes", data={**fields, "issue": "nothing", "text": "x"}).status_code == 422


def test_notes_by_the_api(client: TestClient) -> None:
    issue = client.get("/api/notes").json()[0]["issue"]
    made = client.post("/api/notes", json={"issue": issue, "text": "Watch the goats."})
    assert made.status_code == 201
    (note,) = made.json()[0]["notes"]
    changed = client.patch(f"/api/rows/{note['id']}", json={"seen": note["revision"], "fields": {"text": "Or not."}})
    assert changed.status_code == 200
    assert client.get("/api/notes").json()[0]["notes"][0]["text"] == "Or not."


def test_readers_read_it_and_write_no_notes(signed_in: Callable[[str], TestClient]) -> None:
    reader = signed_in("Otto Reed")
    assert reader.get("/api/brief?part=summary").status_code == 200
    assert "Add a note" not in reader.get("/brief").text
