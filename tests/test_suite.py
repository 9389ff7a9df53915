"""What holds of the tests themselves: which are marked, and what a sample of cases is."""

from types import SimpleNamespace

import pytest
import together
from conftest import pytest_runtest_makereport


@pytest.mark.parametrize(("flag", "outcome"), [(True, "failed"), (False, "skipped")])
def test_a_skipped_test_fails_where_nothing_may_be_skipped(flag, outcome):
    config = SimpleNamespace(option=SimpleNamespace(nothing_skipped=flag))
    report = SimpleNamespace(outcome="skipped", skipped=True, longrepr=("file", 1, "Skipped: axe-core is not here"))
    hook = pytest_runtest_makereport(SimpleNamespace(config=config))
    next(hook)
    with pytest.raises(StopIteration) as ended:
        hook.send(report)
    assert ended.value.value is report
    assert report.outcome == outcome
    assert "axe-core is not here" in str(report.longrepr)


def test_a_sample_is_spread_over_all_cases_and_all_texts_are_all(monkeypatch):
    monkeypatch.setattr(together.asked, "everything", False)
    assert [together.some("abcdefgh", 3, first) for first in range(4)] == [[*"adg"], [*"beh"], [*"cf"], [*"adg"]]
    assert [together.tries(count) for count in (1, 2, 3, 30)] == [1, 1, 1, 10]
    monkeypatch.setattr(together.asked, "everything", True)
    assert together.some("abcdefgh", 3, 1) == [*"abcdefgh"]
    assert together.tries(30) == 30
