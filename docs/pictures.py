"""Draws the pictures of the manual anew: ``python docs/pictures.py``.

It needs Chromium with its driver, LibreOffice, pdftoppm, and what ``examples/workbench/build`` needs. Look at the
pictures before you keep them. ``python docs/pictures.py workbench/workbench.html`` draws only those of a workbench
that is built.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import itu_texts
from itu_texts.cli import main

HERE = Path(__file__).parent
PICTURES = HERE / "images"
_ZOOM = 1.5  # pixels for a point
_HASTE = """RESOLUTION 7 (REV. HILLTOP, 2022)

Rescue boats

The Conference of Lakes (Hilltop, 2022),

resolves
1	to keep a list of all rescue boats;
3	to publish it according to resolves 4,

instructs the Secretary General
to keep the list.
"""
_LAMPS = """RESOLUTION 7 (REV. HILLTOP, 2022)

Rescue boats on lakes

The Conference of Lakes (Hilltop, 2022),

considering
a) that rescue boats on lakes and rivers need a lamp;
b) Resolution 5 (Rev. Lakeside, 2018), on lamps in harbours,

resolves
1 to keep a list of the the boats, given considering a) above;
2 that each boat carries two lamps;
4 to review the list every two years,

instructs the Secretary-General
to publish the list before 1 March 2031.
"""


def draw_page(page: Path, name: str, *, height: int = 720, dark: bool = False) -> None:
    """Draw the top of a page of HTML."""
    subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            f"--window-size=1200,{height}",
            f"--screenshot={PICTURES / name}",
            page.resolve().as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def draw_word(file: Path, name: str, folder: Path) -> None:
    """Draw the first page of a Word file as LibreOffice sets it, with the comments of the file beside it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(convert, check=True, capture_output=True)
    pdf = folder / f"{file.stem}.pdf"
    subprocess.run(
        ["pdftoppm", "-r", str(72 * _ZOOM), "-png", "-singlefile", str(pdf), str(pdf.with_suffix(""))], check=True
    )
    words = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    heights = {
        word.strip(",.;"): float(top) * _ZOOM for top, word in re.findall(r'yMin="([\d.]+)".*?>([^<]+)</word>', words)
    }
    boxes, below = [], 0.0
    for comment in itu_texts.parse_file(file).comments:
        below = max(below, heights[comment.document.source[comment.span].split()[-1]])
        boxes.append(f'<p style="top: {below:.0f}px"><b>{comment.author}</b><br>{escape(comment.text)}</p>')
        below += 74
    style = "body { margin: 0 } p { position: absolute; left: 850px; width: 310px; margin: 0; padding: 4px 8px;"
    style += " font: 13px sans-serif; background: #fdf3cf; border-left: 3px solid #c90 }"
    page = f'<meta charset="utf-8"><style>{style}</style><img src="{file.stem}.png">{"".join(boxes)}'
    (folder / "word.html").write_text(page, "utf-8")
    draw_page(folder / "word.html", name, height=600)


def draw_workbench(page: Path) -> None:
    """Draw the workbench with a draft: its findings in a wide window, and its outline on a dark, narrow one."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "hide-scrollbars"):
        options.add_argument(f"--{argument}")
    with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as driver:
        for name, width, look, tab in (("workbench", 1200, "light", "findings"), ("phone", 390, "dark", "outline")):
            size = {"width": width, "height": 720, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            scheme = [{"name": "prefers-color-scheme", "value": look}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
            driver.get("about:blank")
            driver.get(f"{page.resolve().as_uri()}#tongue=en&tab={tab}")
            waiting = WebDriverWait(driver, 60)
            waiting.until(lambda there: there.execute_script("return document.body.dataset.ready === 'yes'"))
            driver.execute_script("document.getElementById('text').value = arguments[0]; read()", _LAMPS)
            waiting.until(lambda there: there.execute_script("return !!shown?.findings"))
            driver.execute_script("document.getElementById(innerWidth < 700 ? 'found' : 'draft').scrollIntoView()")
            driver.save_screenshot(str(PICTURES / f"{name}.png"))


def draw_all(folder: Path) -> None:
    """Draw all pictures from the examples and the files of the manual."""
    shutil.copytree(HERE / "files", folder / "files")
    files = folder / "files"
    main(["parse", str(HERE.parent / "examples" / "resolution.txt"), "-o", str(folder / "page.html")])
    draw_page(folder / "page.html", "page.png")
    main(["parse", str(HERE.parent / "examples" / "session.txt"), "-o", str(folder / "session.html")])
    draw_page(folder / "session.html", "proposals.png", dark=True)
    main(["parse", str(files / "assembly" / "islands_79.txt"), "-o", str(folder / "islands.html")])
    draw_page(folder / "islands.html", "assembly.png", height=640)
    texts = [str(files / name) for name in ("lakes_2018.txt", "lakes_draft.txt")]
    main(["collect", *texts, str(HERE.parent / "examples"), "-o", str(folder / "acts.db")])
    main(["site", str(folder / "acts.db"), "-o", str(folder / "site"), "--title", "Texts of the lakes"])
    draw_page(next((folder / "site" / "works").glob("resolution-7-*.html")), "site.png", height=720)
    (folder / "haste.txt").write_text(_HASTE, "utf-8")
    main(["parse", str(folder / "haste.txt"), "-o", str(folder / "haste.docx")])
    main(["check", str(folder / "haste.docx"), "-o", str(folder / "comments.docx")])
    draw_word(folder / "comments.docx", "comments.png", folder)
    build = [sys.executable, str(HERE.parent / "examples" / "workbench" / "build"), "-o", str(folder / "workbench")]
    subprocess.run(build, check=True)
    draw_workbench(folder / "workbench" / "workbench.html")


if __name__ == "__main__":
    if sys.argv[1:]:
        draw_workbench(Path(sys.argv[1]))
        sys.exit()
    with tempfile.TemporaryDirectory() as made:
        draw_all(Path(made))
