"""Being told to end while prompts are asked: heard once, and never in the middle of saving what was said."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Told(BaseException):
    """The program was told to end, by the signal of this number."""


@contextmanager
def told_once() -> Iterator[Callable[[], None]]:
    """Being told to end, or Control-C, interrupts what is going on here once, and not what saves after it.

    What is handed out makes it deaf to all that, for an end that comes without a signal.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is unknown to Windows
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]

    def deaf() -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)

    def end(number: int, _frame: object) -> None:
        deaf()
        raise KeyboardInterrupt if number == signal.SIGINT else Told(number)

    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield deaf
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
