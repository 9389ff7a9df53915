"""Chromium, as the tests marked ``browser`` drive it, and axe-core, which looks for what some readers cannot use."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

SIZES = ((360, 740), (1440, 900))


class Browser:
    """A browser that shows pages of files."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def show(self, html: str, file: Path, *, width: int = 1440, height: int = 900, dark: bool = False) -> None:
        """Show a page in a window of some size."""
        file.write_text(html, "utf-8")
        self.open(file.as_uri(), width=width, height=height, dark=dark)

    def open(self, address: str, *, width: int = 1440, height: int = 900, dark: bool = False) -> None:
        """Show a page that is there already."""
        from selenium.webdriver.support.ui import WebDriverWait

        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._call("Emulation.setEmulatedMedia", features=scheme)
        self.driver.get_log("performance")  # what was asked for before
        self.driver.get("about:blank")
        self.driver.get(address)
        WebDriverWait(self.driver, 60).until(lambda _: self.run("document.readyState") == "complete")

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of an expression in the page."""
        return self.driver.execute_script(f"return {script}", *arguments)

    def do(self, script: str, *arguments: Any) -> Any:
        """Run statements in the page."""
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        from selenium.webdriver import ActionChains

        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def without_scripts(self, *, disabled: bool) -> None:
        self._call("Emulation.setScriptExecutionDisabled", value=disabled)

    def pdf(self) -> bytes:
        """The page as it is printed."""
        import base64

        return base64.b64decode(self._call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])

    def spent(self) -> float:
        """The processor's time that pages took so far, in seconds."""
        metrics = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return {each["name"]: each["value"] for each in metrics}["ThreadTime"]

    def asked_for(self) -> list[str]:
        """The addresses that the page asked for since it was shown."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def violations(self, axe: str) -> list[str]:
        """What axe-core finds, each with the first element that it speaks of."""
        self.do(axe)
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.map("
            "v => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`)));"
        )
        return list(found)

    def _call(self, name: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, parameters)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("Chromium is not here: apt-get install chromium chromium-driver")
    selenium = pytest.importorskip("selenium.webdriver", reason="Selenium is not here: pip install selenium")
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = program
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "hide-scrollbars"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    made = selenium.Chrome(options=options, service=Service(driver))
    made.set_script_timeout(100)
    made.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    try:
        yield Browser(made)
    finally:
        made.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    places = [os.environ.get("AXE_CORE", ""), str(ROOT / "node_modules" / "axe-core" / "axe.min.js")]
    found = next((Path(place) for place in places if place and Path(place).is_file()), None)
    if found is None:
        pytest.skip("axe-core is not here: npm install --no-save axe-core, or say in AXE_CORE where axe.min.js lies")
    return found.read_text("utf-8")
