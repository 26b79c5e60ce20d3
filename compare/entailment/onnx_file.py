"""ONNX models written by hand: the few messages of the format that a transformer needs, and no more.

Field numbers are those of ``onnx.proto3`` (IR version 8). Written here so that running the bundled model
needs onnxruntime alone: the ``onnx`` package would be 30 MB for a task of a page.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

IR_VERSION = 8
OPSET = 17
CONTRIBUTED = "com.microsoft"
ELEMENT = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}

Attribute = int | float | Sequence[int]


class Graph:
    """Nodes and tensors in the order in which they were added; :meth:`to_bytes` is the model file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []
        self._inputs: list[bytes] = []
        self._outputs: list[bytes] = []
        self._made = 0

    def input(self, name: str, kind: str, shape: Sequence[int | str]) -> str:
        """Declares an input; a dimension that varies has a name."""
        self._inputs.append(_value(name, kind, shape))
        return name

    def output(self, name: str, kind: str, shape: Sequence[int | str]) -> None:
        """Declares that the value ``name`` is an output."""
        self._outputs.append(_value(name, kind, shape))

    def tensor(self, values: NDArray[np.generic]) -> str:
        """Stores a constant; its name."""
        name = self._fresh()
        message = b"".join(_int(1, size) for size in values.shape)
        message += _int(2, ELEMENT[values.dtype.name]) + _text(8, name)
        message += _bytes(9, np.ascontiguousarray(values).tobytes())
        self._tensors.append(message)
        return name

    def node(
        self,
        operator: str,
        *inputs: str,
        contributed: bool = False,
        name: str | None = None,
        **attributes: Attribute,
    ) -> str:
        """Adds an operator; the name of its output (``name`` if given)."""
        result = name or self._fresh()
        message = b"".join(_text(1, each) for each in inputs) + _text(2, result) + _text(4, operator)
        message += b"".join(_bytes(5, _attribute(key, value)) for key, value in attributes.items())
        if contributed:
            message += _text(7, CONTRIBUTED)
        self._nodes.append(message)
        return result

    def to_bytes(self) -> bytes:
        """The model: IR version, graph, operator sets."""
        parts = [_bytes(1, node) for node in self._nodes]
        parts.append(_text(2, self._name))
        parts += [_bytes(5, tensor) for tensor in self._tensors]
        parts += [_bytes(11, value) for value in self._inputs]
        parts += [_bytes(12, value) for value in self._outputs]
        operator_sets = {"": OPSET, CONTRIBUTED: 1}
        return b"".join(
            [
                _int(1, IR_VERSION),
                _text(2, "rashomon"),
                _bytes(7, b"".join(parts)),
                *(_bytes(8, _text(1, domain) + _int(2, at)) for domain, at in operator_sets.items()),
            ]
        )

    def _fresh(self) -> str:
        self._made += 1
        return f"v{self._made}"


def _value(name: str, kind: str, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(_bytes(1, _int(1, size) if isinstance(size, int) else _text(2, size)) for size in shape)
    tensor = _int(1, ELEMENT[kind]) + _bytes(2, sizes)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _int(3, value) + _int(20, 2)
    if isinstance(value, float):
        return _text(1, name) + _key(2, 5) + struct.pack("<f", value) + _int(20, 1)
    return _text(1, name) + b"".join(_int(8, each) for each in value) + _int(20, 7)


def _key(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _int(field: int, value: int) -> bytes:
    return _key(field, 0) + _varint(value & 0xFFFFFFFFFFFFFFFF)


def _bytes(field: int, value: bytes) -> bytes:
    return _key(field, 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
