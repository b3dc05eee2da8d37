"""A Chromium for tests of pages, and the axe-core rules that pages are checked against."""

import shutil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
NO_CHROMIUM = "there is no Chromium; on Debian, apt-get install chromium"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
).split()
SOON = 30_000  # milliseconds in which a page shows what it is expected to, on a busy machine
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def expect(found):
    """Return Playwright's assertions on a locator or page, which wait until they hold."""
    from playwright.sync_api import expect

    expect.set_options(timeout=SOON)
    return expect(found)


def violations(page):
    """Return what axe-core finds on a page."""
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]
