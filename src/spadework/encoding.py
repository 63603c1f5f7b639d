"""Hidden states of the shipped reader's network: what its lower layers know of words, for heads learnt on top of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from spadework.networks import READER, session, tokenizer

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

LAYERS = (2, 3, 4)  # of six; the last ones know little but attributions
MOST = 250  # tokens of a text that are read

Place = tuple[int, int]


class Encoder:
    """Some layers of the network in a folder that holds a reader. Safe to share between threads."""

    def __init__(self, folder: Path = READER, layers: tuple[int, ...] = LAYERS) -> None:
        self._names = [_output(n) for n in layers]
        more = [name for name in self._names if name != _MEANING]
        self._network: Any = session(_with_outputs((folder / "reader.onnx").read_bytes(), more))
        self._tokenizer: Any = tokenizer(folder / "tokenizer.json")
        self._ends = tuple(self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._options = _only_what_is_asked()

    def states(self, text: str) -> tuple[list[Place], Floats]:
        """The places of the text's tokens in it (code points), and their states [tokens, layers, 384]."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids = np.array([[self._ends[0], *encoded.ids[:MOST], self._ends[1]]], np.int64)
        one = np.ones_like(ids)
        found = self._network.run(self._names, {"ids": ids, "mask": one, "schemes": one}, self._options)
        return list(encoded.offsets[:MOST]), np.stack([layer[0, 1:-1] for layer in found], 1)


@cache
def encoder() -> Encoder:
    """The shipped one, loaded once."""
    return Encoder()


_MEANING = "meaning"  # the network's own output of the third layer


def _output(layer: int) -> str:
    return (
        _MEANING if layer == 3 else f"/encoder/encoder/layer.{layer - 1}/output/LayerNorm/LayerNormalization_output_0"
    )


def _only_what_is_asked() -> Any:
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True  # the upper layers are not run
    return options


def _with_outputs(network: bytes, names: list[str]) -> bytes:
    """An ONNX file with further outputs: a message of its format (protobuf) is extended by appending to it."""
    floats = bytes((0x0A, 0x02, 0x08, 0x01))  # the type: a tensor of floats
    values = (_field(0x0A, name.encode()) + _field(0x12, floats) for name in names)
    return network + _field(0x3A, b"".join(_field(0x62, value) for value in values))


def _field(tag: int, content: bytes) -> bytes:
    size, left = bytearray(), len(content)
    while left > 0x7F:
        size.append(left & 0x7F | 0x80)
        left >>= 7
    size.append(left)
    return bytes((tag,)) + bytes(size) + content
