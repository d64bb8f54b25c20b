"""What goes wrong, in the command's own sentences."""

from __future__ import annotations

from collections.abc import Sequence


class DualPowerError(Exception):
    """Something was not done.

    ``sentences`` says why, one sentence a finding: file, line, what was found, what is allowed, the way out.
    ``is_bad_input`` tells whether whoever asked can mend it, rather than the machine having failed.
    """

    def __init__(self, sentences: Sequence[str], *, is_bad_input: bool) -> None:
        self.sentences = tuple(sentences)
        self.is_bad_input = is_bad_input
        super().__init__("\n".join(self.sentences))

    def __reduce__(self) -> tuple[object, ...]:
        return _error, (self.sentences, self.is_bad_input)


def _error(sentences: tuple[str, ...], is_bad_input: bool) -> DualPowerError:
    return DualPowerError(sentences, is_bad_input=is_bad_input)
