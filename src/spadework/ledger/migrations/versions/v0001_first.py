"""The first form of the ledger.

What is written here stays as it is: a later form is a step of its own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Key = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, the search indexes and the guards."""
    _tables()
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _tables() -> None:
    op.create_table("meta", sa.Column("key", Key, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "document",
        sa.Column("n", Number, primary_key=True, autoincrement=False),
        sa.Column("id", Key, nullable=False, unique=True),
        sa.Column("running", Number, nullable=False, unique=True),
        sa.Column("sha256", Key, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("published", Key),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("pages", sa.Text, nullable=False),
        sa.Column("rewrite_of", Key),
        sa.Column("sketch", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "source",
        sa.Column("digest", Key, primary_key=True),
        sa.Column("document", Number, sa.ForeignKey("document.n"), nullable=False),
    )
    op.create_table(
        "revision",
        sa.Column("number", Number, primary_key=True, autoincrement=False),
        sa.Column("batch", Number, nullable=False),
        sa.Column("kind", Key, nullable=False),
        sa.Column("row", Key, nullable=False),
        sa.Column("change", Key, nullable=False),
        sa.Column("by", Key, nullable=False),
        sa.Column("at", Key, nullable=False),
        sa.Column("previous", Number),
        sa.Column("after", sa.Text),
        sa.Column("reverts", Number),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("seal", Key, nullable=False),
    )
    op.create_index("revision_row", "revision", ["row", "number"])
    op.create_index("revision_batch", "revision", ["batch"])
    _partial("revision_reverts", "revision", ["reverts"], "reverts IS NOT NULL")
    _partial("revision_by", "revision", ["by", "batch"], "by <> 'machine'")
    op.create_table(
        "entry",
        sa.Column("n", Number, primary_key=True, autoincrement=False),
        sa.Column("id", Key, nullable=False, unique=True),
        sa.Column("kind", Key, nullable=False),
        sa.Column("status", Key, nullable=False),
        sa.Column("revision", Number, sa.ForeignKey("revision.number"), nullable=False),
        sa.Column("document", Number, sa.ForeignKey("document.n")),
        *(sa.Column(name, Key) for name in ("statement", "party", "issue", "stance", "basis", "said_from", "said_to")),
        *(sa.Column(name, Key) for name in ("slot", "day")),
        sa.Column("text", sa.Text),
        sa.Column("facets", sa.Text),
    )
    op.create_index("entry_kind", "entry", ["kind", "n"])
    op.create_index("entry_document", "entry", ["document", "kind"])
    _partial("entry_statement", "entry", ["statement", "kind"], "statement IS NOT NULL")
    _partial("entry_slot", "entry", ["slot", "day", "n"], "slot IS NOT NULL")
    op.create_table(
        "actor",
        sa.Column("name", Key, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("speaks_for", Key),
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


_FTS = "columnsize=0, tokenize='porter unicode61 remove_diacritics 2'"

# The indexes hold no text of their own; triggers keep them in step with the tables.
_SQLITE = (
    f"CREATE VIRTUAL TABLE document_index USING fts5(title, text, content='document', content_rowid='n', {_FTS})",
    """CREATE TRIGGER document_enters AFTER INSERT ON document BEGIN
        INSERT INTO document_index(rowid, title, text) VALUES (new.n, new.title, new.text); END""",
    "CREATE VIEW said AS SELECT n, text, facets FROM entry WHERE kind = 'statement'",
    f"CREATE VIRTUAL TABLE said_index USING fts5(text, facets, content='said', content_rowid='n', {_FTS})",
    """CREATE TRIGGER said_enters AFTER INSERT ON entry WHEN new.kind = 'statement' BEGIN
        INSERT INTO said_index(rowid, text, facets) VALUES (new.n, new.text, new.facets); END""",
    """CREATE TRIGGER said_leaves AFTER DELETE ON entry WHEN old.kind = 'statement' BEGIN
        INSERT INTO said_index(said_index, rowid, text, facets) VALUES ('delete', old.n, old.text, old.facets); END""",
    """CREATE TRIGGER said_changes AFTER UPDATE OF text, facets ON entry
       WHEN new.kind = 'statement' AND (old.text IS NOT new.text OR old.facets IS NOT new.facets) BEGIN
        INSERT INTO said_index(said_index, rowid, text, facets) VALUES ('delete', old.n, old.text, old.facets);
        INSERT INTO said_index(rowid, text, facets) VALUES (new.n, new.text, new.facets); END""",
    """CREATE TRIGGER revision_stays BEFORE UPDATE ON revision
       BEGIN SELECT RAISE(ABORT, 'revisions are never altered'); END""",
    """CREATE TRIGGER revision_keeps BEFORE DELETE ON revision
       BEGIN SELECT RAISE(ABORT, 'revisions are never deleted'); END""",
    """CREATE TRIGGER document_stays BEFORE UPDATE OF id, sha256, text ON document
       BEGIN SELECT RAISE(ABORT, 'the text of a document is never altered'); END""",
)  # fmt: skip

# Letters with marks are found without them, as in SQLite's index. Both strings have the same length.
_MARKED = "àáâãäåāăąçćĉċčďèéêëēĕėęěĝğġģìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťùúûüũūŭůűųŵýÿŷźżž"
_PLAIN = "aaaaaaaaacccccdeeeeeeeeeggggiiiiiiiiijkllllnnnnooooooooorrrssssttuuuuuuuuuuwyyyzzz"
_LONGEST = 400_000  # characters; a tsvector holds a megabyte


def _words(column: str, longest: int = _LONGEST) -> str:
    return f"to_tsvector('english'::regconfig, translate(lower(left({column}, {longest})), '{_MARKED}', '{_PLAIN}'))"


_POSTGRESQL = (
    f"""ALTER TABLE document ADD COLUMN words tsvector
        GENERATED ALWAYS AS ({_words('title', 1000)} || {_words('text')}) STORED""",
    "CREATE INDEX document_words ON document USING gin (words)",
    f"""ALTER TABLE entry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        CASE WHEN kind = 'statement'
        THEN {_words('text')} || array_to_tsvector(string_to_array(facets, ' ')) END) STORED""",
    "CREATE INDEX entry_words ON entry USING gin (words)",
    """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION '% is never altered', TG_TABLE_NAME; END $$""",
    "CREATE TRIGGER revision_stays BEFORE UPDATE OR DELETE ON revision FOR EACH ROW EXECUTE FUNCTION refuse()",
    "CREATE TRIGGER revision_keeps BEFORE TRUNCATE ON revision EXECUTE FUNCTION refuse()",
    """CREATE TRIGGER document_stays BEFORE UPDATE OF id, sha256, text ON document
        FOR EACH ROW EXECUTE FUNCTION refuse()""",
)  # fmt: skip
