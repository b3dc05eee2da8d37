"""Charts as SVG inside a page: text stays text, ids stay unique, and screen readers get a title and
a description.
"""

import hashlib
import io
import re
import sys
from xml.etree import ElementTree as ET

from matplotlib.axes import Axes

from helpers.charts import plain
from helpers.charts.style import drawing

NO_MATH = "tex2jax_ignore mathjax_ignore"
# All of these run narrower than DejaVu Sans, in which the charts are measured.
FONTS = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", Roboto, sans-serif'

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def to_svg(ax: Axes, *, prefix: str | None = None) -> str:
    """Return the figure of `ax` as an SVG element for an HTML page.

    It scales with its container up to its natural width, and is announced by its title and
    `ax.alt_text`. Text stays text, in the reader's own fonts. The same chart always gives the same
    SVG.

    Every id starts with `prefix`, by default a hash of the whole chart, so that different charts
    never share an id. Only a page that shows exactly the same chart twice needs prefixes.
    """
    raw = _raw_svg(ax)
    # By hand, as an XML parser in the standard library resolves no external entities anyway.
    root = ET.fromstring(raw)  # noqa: S314
    title, description = _words(ax)
    prefix = prefix or "c" + hashlib.sha256(f"{raw}{description}".encode()).hexdigest()[:10]
    _remove(root, f"{_SVG}metadata")
    _remove(root, f"{_SVG}style")
    _plain_names(root)
    _prefix_ids(root, prefix)
    for text in root.iter("text"):
        text.set("style", _with_own_fonts(text.get("style", "")))
    _announce(root, title, description, prefix)
    # What matplotlib puts into a style sheet, which would apply to the whole page.
    width = root.get("width")
    root.attrib = {
        "xmlns": _SVG.strip("{}"),
        "viewBox": root.get("viewBox"),
        "role": "img",
        "aria-labelledby": root.get("aria-labelledby"),
        "style": f"max-width: {width}; stroke-linejoin: round; stroke-linecap: butt",
    }
    return ET.tostring(root, encoding="unicode")


def figure_html(ax: Axes) -> str:
    """Return the figure of `ax` as an HTML figure element; MathJax leaves its text alone."""
    return f'<figure class="chart {NO_MATH}" tabindex="0">{to_svg(ax)}</figure>'


def register() -> None:
    """Show charts in the IPython that runs this as SVG, and in a terminal as alternative text.

    matplotlib's own plots are also shown this way, in the style of the charts. Outside IPython this
    does nothing.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return
    plain.follow_style()
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type(Axes, _html)
    formatters["text/plain"].for_type(Axes, _print_plain)


def _html(ax: Axes) -> str:
    plain.shown_once(ax)
    return figure_html(ax)


def _print_plain(ax: Axes, printer, _cycle: bool) -> None:
    printer.text(_words(ax)[1])


def _raw_svg(ax: Axes) -> str:
    file = io.StringIO()
    with drawing():
        ax.figure.savefig(file, format="svg", metadata=_NO_METADATA)
    return file.getvalue()


def _words(ax: Axes) -> tuple[str, str]:
    """The title and the alternative text; Axes that show only a sentence use it for both."""
    alt_text = getattr(ax, "alt_text", None) or plain.described(ax)
    title = ax.get_title(loc="left") or ax.get_title()
    return " ".join(title.split()) or alt_text, alt_text


def _remove(root: ET.Element, tag: str) -> None:
    for parent in list(root.iter()):
        for child in parent.findall(tag):
            parent.remove(child)


def _plain_names(root: ET.Element) -> None:
    """Drop XML namespaces, which HTML does not have."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        if _XLINK_HREF in element.attrib:
            element.set("href", element.attrib.pop(_XLINK_HREF))


def _prefix_ids(root: ET.Element, prefix: str) -> None:
    """Drop the ids that nothing refers to, and prefix the others with `prefix`."""
    references = " ".join(
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name == "href" or "url(#" in value
    )
    renamed = {}
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old and f"#{old}" in references:
            renamed[old] = f"{prefix}-{len(renamed)}"
            element.set("id", renamed[old])
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "href":
                element.set(name, f"#{renamed[value.removeprefix('#')]}")
            elif "url(#" in value:
                element.set(
                    name, re.sub(r"url\(#(.*?)\)", lambda m: f"url(#{renamed[m[1]]})", value)
                )


def _with_own_fonts(style: str) -> str:
    rules = [rule.strip() for rule in style.split(";")]
    kept = [rule for rule in rules if rule and not rule.startswith("font-family")]
    return "; ".join([*kept, f"font-family: {FONTS}"])


def _announce(root: ET.Element, title: str, description: str, prefix: str) -> None:
    ids = []
    for tag, words in (("title", title), ("desc", description)):
        element = ET.Element(tag, id=f"{prefix}-{tag}")
        element.text = words
        root.insert(len(ids), element)
        ids.append(element.get("id"))
        if title == description:
            break
    root.set("aria-labelledby", " ".join(ids))
