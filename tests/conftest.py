"""Where the real texts lie, if they do, and how hypothesis runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
collect_ignore = ["settle.py"]  # which the Python of LibreOffice runs

settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, max_examples=120)
settings.register_profile("long", parent=settings.get_profile("default"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real texts, which are no part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the real texts are not here: they are no part of the project")
    return SHARED


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"
