"""The steps by which the database of a dossier came to its present form, oldest first, run by alembic."""
