"""LibreOffice, without a window: all tracked changes of Word files accepted or rejected."""

import shutil
import subprocess
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).with_name("settle.py")
_PYTHON = "/usr/bin/python3"  # that of the package python3-uno
_ATTEMPTS = 4  # LibreOffice, or the bridge to it, dies now and then: the next goes on with the files that are left


def settled(folder: Path, files: list[bytes], *, accepted: bool) -> list[bytes]:
    """Word files as LibreOffice stores them once all their tracked changes are accepted, or rejected."""
    return done(folder, files, "AcceptAllTrackedChanges" if accepted else "RejectAllTrackedChanges")


def done(folder: Path, files: list[bytes], command: str) -> list[bytes]:
    """Word files as LibreOffice stores them once it has done a command, or the macro ``FILE.py:NAME``."""
    program = shutil.which("soffice")
    if program is None or subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui python3-uno")
    paths = [folder / f"{number:04}.docx" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    for attempt in range(_ATTEMPTS):
        for lock in folder.glob(".~lock.*"):  # of one that died: another does not open the file
            lock.unlink()
        left = [str(path) for path, data in zip(paths, files, strict=True) if path.read_bytes() == data]
        ended = _run(program, folder / f"profile-{attempt}", [command, *left])
        if ended.returncode == 0:
            break
    ended.check_returncode()
    return [path.read_bytes() for path in paths]


def _run(program: str, profile: Path, given: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run the script beside a LibreOffice of its own."""
    pipe = f"settle-{profile.parent.name}-{profile.name}"
    command = [
        program,
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        try:
            return subprocess.run([_PYTHON, str(_SCRIPT), pipe, *given], check=False, timeout=110)
        finally:
            try:
                office.wait(10)
            except subprocess.TimeoutExpired:
                office.terminate()
