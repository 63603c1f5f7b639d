"""What a rewrite repeats is no second account, voice or source."""

from dataclasses import replace

from spadework.comparing import compare
from spadework.comparing.once import counted_once
from spadework.model import FindingKind, Record

ACCOUNT = "Arland has promised in a letter to open the port to all foreign ships."
DENIAL = "No promise of any kind was given in any letter to anybody."
SOURCED = "Arland would open the port to foreign ships by the autumn if the dues were paid"
WHO = "a person familiar with the talks"


def linked(record: Record, rewrite: str, first: str) -> Record:
    """The record in which one document, by its title, is a rewrite of another."""
    ids = {d.title: d.id for d in record.documents}
    documents = tuple(replace(d, rewrite_of=ids[first]) if d.title == rewrite else d for d in record.documents)
    return replace(record, documents=documents)


def kinds(record: Record) -> list[FindingKind]:
    return [f.kind for f in compare(record)]


def test_a_source_that_a_rewrite_repeats_is_not_found_twice(table) -> None:
    for day, name, publisher in (("03-01", "wire", "Coast Wire"), ("03-02", "post", "Morning Post")):
        table.statement(
            None, day, SOURCED, speaker=WHO, doc=name, publisher=publisher, paragraph=f"{name}: {SOURCED}, said {WHO}."
        )
    record = table.record()
    assert FindingKind.SINGLE_SOURCE in kinds(record)
    assert FindingKind.SINGLE_SOURCE not in kinds(linked(record, "post", "wire"))


def test_an_account_that_a_rewrite_repeats_is_contested_in_the_first_alone(table) -> None:
    table.position("ar", "port.open", "accepts", "03-01", ACCOUNT, by="med", doc="wire")
    table.place("post", "03-02", "More was not known in the port.")
    table.position("ar", "port.open", "accepts", "03-02", ACCOUNT, by="med", doc="post")
    table.position("ar", "port.open", "noncommittal", "03-03", DENIAL, actor="Anna Ask")
    record = linked(table.record(), "post", "wire")
    (found,) = [f for f in compare(record) if f.kind is FindingKind.CONTESTED_ACCOUNT]
    first = next(d.id for d in record.documents if d.title == "wire")
    assert found.evidence[0].document == first


def test_what_only_the_rewrite_has_stays(table) -> None:
    table.position("ar", "port.open", "accepts", "03-01", ACCOUNT, doc="wire")
    table.position("ar", "port.open", "rejects", "03-05", DENIAL, doc="post")
    record = linked(table.record(), "post", "wire")
    once = counted_once(record)
    assert once.coding.positions == record.coding.positions
    assert once.statements == record.statements
    assert FindingKind.SHIFT in kinds(record)


def test_a_restatement_in_a_rewrite_is_set_aside_with_its_acts_and_rows(table) -> None:
    table.position("ar", "port.open", "accepts", "03-01", ACCOUNT, doc="wire")
    table.position("ar", "port.open", "accepts", "03-02", ACCOUNT.upper(), doc="post")
    table.event("COERCE", "03-01", "Boats of Borland were seized off the coast on Sunday.", "ar")
    record = linked(table.record(), "post", "wire")
    once = counted_once(record)
    assert [p.evidence.document for p in once.coding.positions] == [d.id for d in record.documents if d.title == "wire"]
    assert len(once.statements) == 1 and len(once.coding.events) == 1


def test_few_words_are_repeated_only_with_their_sentence(table) -> None:
    table.statement("ar", "03-01", "we accept", doc="wire", paragraph="On the port we accept, she said. It rained.")
    table.statement("ar", "03-02", "we accept", doc="post", paragraph="Of the quota he said we accept, nothing else.")
    record = linked(table.record(), "post", "wire")
    assert len(counted_once(record).statements) == 2
    table.texts["post"] = ["On the port we accept, she said. It snowed.", "said"]
    assert len(counted_once(linked(table.record(), "post", "wire")).statements) == 1


def test_a_first_document_that_is_not_there_changes_nothing(table) -> None:
    table.position("ar", "port.open", "accepts", "03-02", ACCOUNT, doc="post")
    record = table.record()
    orphan = replace(record, documents=tuple(replace(d, rewrite_of="gone") for d in record.documents))
    assert counted_once(orphan) is orphan
