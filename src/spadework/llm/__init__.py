"""Reading and coding with a language model of one's own, behind any OpenAI-compatible endpoint.

The model points, the document speaks: of what a model answers nothing is stored but places in the document, checked
word by word, and ids of the agenda. What cannot be found is dropped and counted. Names, parties and days are then
worked out from the places by `spadework.reading`, as they are for the reader that comes with the package.

    from spadework import Dossier
    from spadework.llm import Endpoint
    dossier = Dossier(agenda, reader=Endpoint("http://127.0.0.1:8080/v1", "my-model"))
"""

from spadework.llm.agreement import Agreement, Shared, agreement
from spadework.llm.endpoint import Endpoint

__all__ = ["Agreement", "Endpoint", "Shared", "agreement"]
