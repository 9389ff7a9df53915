"""The command line: ``itu-texts parse | view | check | diff | consolidate | compare | collect | works ...``.

Each command is a row of :data:`COMMANDS`, with its options and the function that runs it.

Exit codes: 0 success; 1 the command found what its help says; 2 a wrong call, or a file that cannot be read or written;
130, 143 and 129 stopped by a signal (Ctrl-C, SIGTERM, SIGHUP).
"""

from collections.abc import Sequence

from itu_texts.cli.calls import run
from itu_texts.cli.commands import COMMANDS

__all__ = ["COMMANDS", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: the arguments without the program name; ``None`` for those of the process.
    :returns: the exit code.
    """
    return run(COMMANDS, arguments)
