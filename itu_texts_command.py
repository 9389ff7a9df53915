"""The command ``itu-texts``: Ctrl-C ends it with one line, even before the library is imported."""

from __future__ import annotations

import gc
import os
import signal

__all__ = ["main"]


def main() -> int:
    """Run the command line of the library.

    :returns: the exit code.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # unless Ctrl-C is ignored
        signal.signal(signal.SIGINT, _stop)
    gc.set_threshold(50_000)  # nothing that is imported is garbage
    from itu_texts.cli import main as run

    return run()


def _stop(number: int, _: object) -> None:
    """End at once: nothing has been done yet, and an import could swallow an exception."""
    os.write(2, b"itu-texts: stopped: nothing was done yet\n")
    os._exit(128 + number)
