"""Imports through the API."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from spadework.desk import jobs as module
from spadework.desk.jobs import Job, State
from spadework.desk.uploads import shown_name
from spadework.stored import StoredDossier

STORY = (
    b"LAUZEN, May 20 - Ushkara rejects any ceiling below 70,000 animals, its agriculture minister, Ilyas Berdane, said "
    b'on Wednesday. "We cannot accept fewer," Mr. Berdane told reporters.\n'
)
NOISE = b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 50


def files(*named: tuple[str, bytes]) -> list[tuple[str, Any]]:
    return [("files", one) for one in named]


def over(client: TestClient, answer: Any) -> dict[str, Any]:
    """The job once it is over, by its events."""
    assert answer.status_code == 202, answer.text
    client.get(f"/api/jobs/{answer.json()['id']}/events")
    return client.get(f"/api/jobs/{answer.json()['id']}").json()  # type: ignore[no-any-return]


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_files_are_added_skipped_or_failed_each_by_itself(client: TestClient, dossier: StoredDossier) -> None:
    archive = zipped(**{"one.txt": STORY + b"One more line of it.", "two.bin": NOISE})
    sent = files(
        ("talks/story.txt", STORY), ("again.txt", STORY), ("noise.bin", NOISE), ("x.zip", archive),
        ("empty.txt", b""), ("hollow.zip", zipped(**{".hidden": b"x"})),
    )  # fmt: skip
    job = over(client, client.post("/api/imports", files=sent, data={"publisher": "Sulen Post"}))
    assert job["state"] == "done" and job["by"] == "Mira Anand"
    by_name = {f["name"]: f for f in job["files"]}
    assert {name: f["state"] for name, f in by_name.items()} == {
        "talks/story.txt": "added", "again.txt": "skipped", "noise.bin": "failed", "x.zip": "added",
        "empty.txt": "failed", "hollow.zip": "skipped",
    }  # fmt: skip
    story = by_name["talks/story.txt"]
    assert story["statements"] > 0
    document = dossier.ledger.document(story["became"][0]["document"])
    assert document.publisher == "Sulen Post" and document.origin == "story.txt"
    assert [b["state"] for b in by_name["x.zip"]["became"]].count("added") == 1
    assert (job["added"], job["skipped"], job["failed"]) == (2, 2, 3)
    told = json.dumps(job)
    assert "spadework-import" not in told and "/tmp" not in told


def test_two_files_of_one_name_are_told_apart(client: TestClient) -> None:
    sent = files(("a/notes.txt", STORY), ("b/notes.txt", NOISE), ("c/notes.txt", STORY + b"And this."))
    job = over(client, client.post("/api/imports", files=sent))
    assert [(f["name"], f["state"], len(f["became"])) for f in job["files"]] == [
        ("a/notes.txt", "added", 1),
        ("b/notes.txt", "failed", 1),
        ("c/notes.txt", "added", 1),
    ]


def test_what_was_sent_does_not_stay(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    over(client, client.post("/api/imports", files=files(("a.txt", STORY))))
    assert list(tmp_path.glob("spadework-import-*")) == []


def test_events_go_on_where_one_stopped(client: TestClient) -> None:
    job = over(client, client.post("/api/imports", files=files(("a.txt", STORY))))
    path = f"/api/jobs/{job['id']}/events"
    text = client.get(path).text
    blocks = [b for b in text.split("\n\n") if b.startswith("id:")]
    kinds = [b.split("\n")[1] for b in blocks]
    assert kinds[-1] == "event: end" and "event: file" in kinds
    numbers = [int(b.split("\n")[0][4:]) for b in blocks[:-1]]
    assert numbers == list(range(1, job["events"] + 1))
    rest = client.get(path, headers={"last-event-id": str(numbers[-2])}).text
    assert f"id: {numbers[-1]}\n" in rest and f"id: {numbers[-2]}\n" not in rest


def test_a_quiet_stream_shows_signs_of_life_and_ends_with_the_desk(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spadework.desk.api.imports._HEARTBEAT", 0.01)
    job = Job("Mira", [])
    app.state.jobs._all[job.id] = job
    threading.Timer(0.5, app.state.desk.closing.set).start()
    assert ": still here" in client.get(f"/api/jobs/{job.id}/events").text


def test_a_queued_import_is_cancelled_and_what_was_added_stays(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, began = threading.Event(), threading.Event()
    run = module.Jobs._run

    def held(self: module.Jobs, job: Job) -> None:
        began.set()
        assert go.wait(10)
        run(self, job)

    monkeypatch.setattr(module.Jobs, "_run", held)
    first = client.post("/api/imports", files=files(("a.txt", STORY)))
    assert began.wait(10)
    second = client.post("/api/imports", files=files(("b.txt", STORY + b"More.")))
    assert second.json()["state"] == "queued"
    ended = client.post(f"/api/jobs/{second.json()['id']}/cancel").json()
    assert ended["state"] == "cancelled" and ended["files"][0]["state"] == "cancelled"
    go.set()
    assert over(client, first)["state"] == "done"
    assert [j["state"] for j in client.get("/api/jobs").json()] == ["cancelled", "done"]


def test_a_running_import_ends_after_the_document_that_is_read(client: TestClient, app: FastAPI) -> None:
    job = app.state.jobs
    changed = job._changed

    def stop() -> None:
        changed()
        for one in job.all():
            job.cancel(one)

    job._changed = stop
    sent = files(*((f"{n}.txt", STORY + f"Number {n} of them.".encode()) for n in range(4)))
    done = over(client, client.post("/api/imports", files=sent))
    assert done["state"] == "cancelled" and done["added"] == 1
    assert [f["state"] for f in done["files"]].count("cancelled") == 3


def test_only_so_many_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_WAITING", 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert client.post("/api/imports", files=files(("a.txt", STORY))).status_code == 503
    assert list(tmp_path.glob("spadework-import-*")) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1:8321/", "address of this machine or of a private network"),
        ("http://localhost/", "address of this machine or of a private network"),
        ("http://169.254.169.254/latest/meta-data", "address of this machine or of a private network"),
        ("http://[::1]/", "address of this machine or of a private network"),
        ("http://u:p@192.0.2.1/", "holds a name or a password"),
    ],
)
def test_the_desk_is_no_way_into_the_inner_network(client: TestClient, address: str, told: str) -> None:
    job = over(client, client.post("/api/imports/address", json={"address": address}))
    assert job["files"][0]["state"] == "failed" and told in job["files"][0]["became"][0]["told"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "-", "", "ftp://192.0.2.1/x"])
def test_what_is_no_address_is_not_fetched(client: TestClient, address: str) -> None:
    assert client.post("/api/imports/address", json={"address": address}).status_code == 422
    assert client.get("/api/jobs").json() == []


@pytest.mark.parametrize("data", [{"published": "yesterday"}, {"title": "One"}, {"publisher": "x" * 501}])
def test_what_is_said_of_them_has_to_fit(client: TestClient, data: dict[str, str]) -> None:
    answer = client.post("/api/imports", files=files(("a.txt", STORY), ("b.txt", STORY)), data=data)
    assert answer.status_code == 422 and client.get("/api/jobs").json() == []


def test_nothing_is_there(client: TestClient) -> None:
    assert client.post("/api/imports").status_code == 422
    assert client.get("/api/jobs/nothing").status_code == 404
    assert client.get("/api/jobs/nothing/events").status_code == 404


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("talks/may/story.txt", "talks/may/story.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\windows\\system.ini", "windows/system.ini"),
        ("C:\\x\\a.txt", "C:/x/a.txt"),
        ("a\x00b\n<c>.txt", "a b <c›.txt"),
        ("....//....//x", "x"),
        (".htaccess", "htaccess"),
        ("", "unnamed"),
        ("///", "unnamed"),
        ("é" * 200 + ".pdf", "é" * 58 + ".pdf"),
    ],
)
def test_names_lead_nowhere(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_the_page_shows_what_became_of_each(client: TestClient) -> None:
    job = over(client, client.post("/api/imports", files=files(("<img src=x>.txt", STORY), ("b.bin", NOISE))))
    page = client.get("/import").text
    assert "&lt;img src=x›.txt" in page and "<img src" not in page
    assert f'href="/documents/{job["files"][0]["became"][0]["document"]}"' in page
    assert "1 added, 0 skipped, 1 failed" in page


def test_readers_look_and_do_not_import(signed_in: Callable[[str], TestClient]) -> None:
    reader = signed_in("Otto Reed")
    page = reader.get("/import").text
    assert "Choose files" not in page and "drop.js" not in page
    assert reader.post("/api/imports", files=files(("a.txt", STORY))).status_code == 403
    assert reader.get("/api/jobs").json() == []


def test_states() -> None:
    assert [s for s in State if not s.over] == ["queued", "reading"]
