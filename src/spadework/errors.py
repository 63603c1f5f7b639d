"""The one tree of errors.

    SpadeworkError
    ├── InputError         a document that cannot be taken in
    │   ├── MissingFile
    │   ├── NotText        binary, or of a kind that is not read
    │   ├── EmptyDocument
    │   ├── TooLarge
    │   └── NotEnglish     nothing in the only language that is read
    ├── BadDate            a date that is no date, or cannot be
    ├── AgendaError        an agenda that does not hold together
    ├── ScenarioError      a scenario that does not hold together
    ├── ProvenanceError    a span that does not equal its text
    ├── ReaderError        a folder that holds no trained reader
    └── EndpointError      a language model that cannot be asked, or that refuses

Every message says what is wrong, where, and what to do. The command line prints it and exits with 2.
"""

from __future__ import annotations


class SpadeworkError(Exception):
    """Anything that Spadework can explain to its user.

    Args:
        what: what is wrong, one clause.
        where: file, key, line or offset; empty if there is no place.
        remedy: what to do about it; empty if nothing can be done.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(self.__str__())

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}.{advice}"


class InputError(SpadeworkError):
    """A document cannot be taken in."""


class MissingFile(InputError):
    """There is no such file, or it may not be read."""


class NotText(InputError):
    """The bytes are no text of a kind that is read."""


class EmptyDocument(InputError):
    """Nothing to read is left once the markup is off."""


class TooLarge(InputError):
    """The document is over the size limit."""


class NotEnglish(InputError):
    """Of all that was given nothing is in English, the only language that is read."""


class BadDate(SpadeworkError):
    """A date that is no date, or that cannot be."""


class AgendaError(SpadeworkError):
    """An agenda that does not hold together."""


class ScenarioError(SpadeworkError):
    """A scenario that does not hold together, or that is too large to be searched."""


class ProvenanceError(SpadeworkError):
    """A quote that is not at its place in the document."""


class ReaderError(SpadeworkError):
    """A folder that holds no trained reader."""


class EndpointError(SpadeworkError):
    """A language model that cannot be asked, or that refuses."""
