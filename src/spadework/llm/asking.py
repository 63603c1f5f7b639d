"""Many questions to one model, a few at a time, until they are answered or the budget is used up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from spadework.llm.budget import Budget
from spadework.llm.client import Client, Unanswered
from spadework.llm.endpoint import Endpoint
from spadework.llm.schema import Form, Parsed

T = TypeVar("T", bound=msgspec.Struct)

Progress = Callable[[int, int], None]

_GIVEN_UP = 3  # questions in a row that a server leaves unanswered, before no more is asked
_AGAIN = "\n\nYour last answer could not be used: {why}. Answer with the JSON object alone."


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked: who the model is to be, the material, and the form of the answer."""

    system: str
    user: str
    form: Form[T]


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What came of a question: `parsed`, or else why there is nothing."""

    parsed: Parsed[T] | None
    why: str = ""


def ask(
    endpoint: Endpoint,
    questions: Sequence[Question[T]],
    budget: Budget,
    share: float = 1.0,
    progress: Progress = lambda done, total: None,
) -> list[Answer[T]]:
    """The answers, in the order of the questions. The first questions are asked first.

    Args:
        budget: what may be sent; it is entered there.
        share: of the budget, what may be used for these questions.
        progress: called with the number of questions done and of all.

    Raises:
        EndpointError: the server refuses what it is asked.
    """
    asking = _Asking(endpoint, questions, budget, share, progress)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asking.all())  # a Ctrl-C ends what is under way and closes the connections
    with ThreadPoolExecutor(1) as beside:  # called from a notebook, which has a loop of its own
        return beside.submit(asyncio.run, asking.all()).result()


class _Asking(Generic[T]):
    def __init__(
        self, endpoint: Endpoint, questions: Sequence[Question[T]], budget: Budget, share: float, progress: Progress
    ) -> None:
        self._endpoint, self._questions = endpoint, questions
        self._budget, self._share, self._progress = budget, share, progress
        self._next = iter(enumerate(questions))
        self._answers: dict[int, Answer[T]] = {}
        self._silence = 0

    async def all(self) -> list[Answer[T]]:
        self._progress(0, len(self._questions))
        async with Client(self._endpoint, self._budget, self._share) as client:
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(min(self._endpoint.concurrency, len(self._questions))):
                        group.create_task(self._work(client))
            except ExceptionGroup as several:
                raise several.exceptions[0] from None
        return [self._answers[n] for n in range(len(self._questions))]

    async def _work(self, client: Client) -> None:
        for n, question in self._next:
            self._answers[n] = await self._answer(client, question)
            self._progress(len(self._answers), len(self._questions))

    async def _answer(self, client: Client, question: Question[T]) -> Answer[T]:
        if self._silence >= _GIVEN_UP:
            return Answer(None, "the server had stopped answering")
        try:
            try:
                parsed = await self._once(client, question, question.user)
            except Unanswered as first:
                if not first.useless:
                    raise
                parsed = await self._once(client, question, question.user + _AGAIN.format(why=first))
        except Unanswered as e:
            self._silence = self._silence + 1 if e.silent else self._silence
            return Answer(None, str(e))
        self._silence = 0
        return Answer(parsed)

    @staticmethod
    async def _once(client: Client, question: Question[T], user: str) -> Parsed[T]:
        return question.form.parse(await client.complete(question.system, user, question.form.schema))
