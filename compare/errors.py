"""Every error that Rashomon raises on purpose.

    RashomonError
    ├── InputError            a file or text cannot be used (exit code 1, HTTP 422)
    │   ├── DocumentError     a document cannot be read: missing, empty, binary, broken, wrong charset
    │   └── RecordError       a line or field of structured input is malformed
    ├── OptionError           an option has a value outside its range (exit code 2)
    ├── ModelError            a model cannot be found or loaded
    └── MissingExtraError     a part needs an optional dependency

A message names the file or field, the value, and the way out. Errors of libraries are translated where
they enter and kept as ``__cause__``.
"""

from __future__ import annotations


class RashomonError(Exception):
    """Base of the tree; its text is one line that a person can act on."""


class InputError(RashomonError):
    """What was given cannot be compared."""


class DocumentError(InputError):
    """A document cannot be turned into a readout."""

    def __init__(self, name: str, problem: str, way_out: str) -> None:
        super().__init__(f"{name}: {problem}; {way_out}")
        self.name = name
        self.problem = problem
        self.way_out = way_out


class RecordError(InputError):
    """A record of structured input is malformed; ``line`` is 1-based, or None outside of files."""

    def __init__(self, name: str, line: int | None, problem: str, way_out: str) -> None:
        where = name if line is None else f"{name}, line {line}"
        super().__init__(f"{where}: {problem}; {way_out}")
        self.name = name
        self.line = line
        self.problem = problem
        self.way_out = way_out


class OptionError(RashomonError):
    """An option has a value that it cannot take."""

    def __init__(self, option: str, value: object, allowed: str) -> None:
        super().__init__(f"{option} = {value!r}: {allowed}")
        self.option = option
        self.value = value


class ModelError(RashomonError):
    """A model is missing, is of the wrong kind, or does not load."""


class MissingExtraError(RashomonError):
    """An optional dependency is not installed; the message carries the command that installs it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part: pip install 'rashomon-readouts[{extra}]'")
        self.feature = feature
        self.extra = extra
