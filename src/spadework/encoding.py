"""Hidden states of the shipped reader's network: what its lower layers know of words, for heads learnt on top of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from spadework.networks import session, tokenizer

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

READER = Path(__file__).parent / "weights" / "reader"
LAYER = 3  # of six; the last ones know little but attributions
WIDTH = 384
MOST = 250  # tokens of a text that are read

Place = tuple[int, int]


class Encoder:
    """The lower layers of the network in a folder that holds a reader. Safe to share between threads."""

    def __init__(self, folder: Path = READER, layer: int = LAYER) -> None:
        self._name = f"/encoder/encoder/layer.{layer - 1}/output/LayerNorm/LayerNormalization_output_0"
        self._network: Any = session(_with_output((folder / "reader.onnx").read_bytes(), self._name))
        self._tokenizer: Any = tokenizer(folder / "tokenizer.json")
        self._ends = tuple(self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._options = _only_what_is_asked()

    def states(self, text: str) -> tuple[list[Place], Floats]:
        """The places of the text's tokens in it (code points) and the state of each, [tokens, 384]."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids = np.array([[self._ends[0], *encoded.ids[:MOST], self._ends[1]]], np.int64)
        one = np.ones_like(ids)
        [found] = self._network.run([self._name], {"ids": ids, "mask": one, "schemes": one}, self._options)
        return list(encoded.offsets[:MOST]), found[0, 1:-1]


@cache
def encoder() -> Encoder:
    """The shipped one, loaded once."""
    return Encoder()


def _only_what_is_asked() -> Any:
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True  # the upper layers are not run
    return options


def _with_output(network: bytes, name: str) -> bytes:
    """An ONNX file with one more output: a message of the format (protobuf) is extended by appending to it."""
    number = bytes((0x0A, 0x02, 0x08, 0x01))  # the type: a tensor of floats
    value = _field(0x0A, name.encode()) + _field(0x12, number)
    return network + _field(0x3A, _field(0x62, value))


def _field(tag: int, content: bytes) -> bytes:
    size, left = bytearray(), len(content)
    while left > 0x7F:
        size.append(left & 0x7F | 0x80)
        left >>= 7
    size.append(left)
    return bytes((tag,)) + bytes(size) + content
