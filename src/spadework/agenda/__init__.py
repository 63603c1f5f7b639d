"""What is being negotiated: written by an analyst as TOML, taken from a template, or suggested from the documents."""

from spadework.agenda.fitting import fitting
from spadework.agenda.parsing import load, loads
from spadework.agenda.suggesting import suggest
from spadework.agenda.templates import template, templates
from spadework.agenda.writing import dump

__all__ = ["dump", "fitting", "load", "loads", "suggest", "template", "templates"]
