"""Reports opened in a browser."""

import pytest
from conftest import MAIN


@pytest.fixture
def open_page(browser, made):
    """Return a function that opens a report; errors on any of them are asserted at the end."""
    contexts, trouble = [], []

    def opened(name=MAIN, *, width=1200, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        address = (made[0] / name).as_uri() if name == "index.html" else None
        address = address or (made[0] / name / "index.html").as_uri()
        page.on("console", lambda m: trouble.append(m.text) if m.type != "log" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda request: trouble.append(request.url) if request.url != address else None,
        )
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []
