"""Converts old Word files (.doc, until 2007) with LibreOffice, if it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PATIENCE = 120  # seconds for one file
_SECTOR = 512  # bytes of a sector of an old Office file
_WORD_97 = b"\xec\xa5"  # the first bytes of the stream of a document
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Return the path of LibreOffice; ``None`` if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes) -> bytes:
    """Convert an old Word file to a Word file (.docx).

    LibreOffice works in a temporary folder; macros are not run, and links are not followed.

    :raises OSError: if LibreOffice is not installed, or does not convert the file in two minutes.
    """
    soffice = program()
    if soffice is None:
        raise OSError("LibreOffice, which converts it, is not installed")
    if not any(data.startswith(_WORD_97, at) for at in range(_SECTOR, len(data), _SECTOR)):
        raise OSError("it is broken, or older than Word 97")
    with tempfile.TemporaryDirectory(prefix="itu-texts-", ignore_cleanup_errors=True) as folder:
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        Path(folder, "text.doc").write_bytes(data)
        command = [soffice, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--infilter=MS Word 97", "--convert-to", "docx", "--outdir", folder, str(Path(folder, "text.doc"))]
        _run(command)
        try:
            return Path(folder, "text.docx").read_bytes()
        except FileNotFoundError:
            raise OSError("LibreOffice could not convert it") from None


def _run(command: list[str]) -> None:
    """Run a program to its end; if this process is ended meanwhile, the program and its children are ended too."""
    quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    with subprocess.Popen(command, start_new_session=True, **quiet) as process, _ending(process):
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            raise OSError(f"LibreOffice did not convert it in {_PATIENCE} seconds") from None
        finally:
            _end(process)


@contextmanager
def _ending(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a program when a signal ends this worker."""

    def end(number: int, _: object) -> None:
        _end(process)
        os._exit(128 + number)

    is_worker = threading.current_thread() is threading.main_thread()
    if not is_worker or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        process.kill() if sys.platform == "win32" else os.killpg(process.pid, signal.SIGKILL)
