"""Chart titles that people can replace: they stay above the keys and within the chart's width."""

from matplotlib.axes import Axes

from helpers.charts.text import wrap

LINE = 1.3  # height of a line of text, relative to the font size


class ChartAxes(Axes):
    """Axes on their own figure, which makes space for whatever title they are given.

    Matplotlib's own `set_title` ignores keys and edges: it would overwrite the former and cross the
    latter.
    """

    _room: float | None = None
    _n_lines = 0

    def style_title(self, room: float, **style) -> None:
        """Give titles `room` points of width, and `style`, keyword arguments for `set_title`.

        The figure has no space for a title yet.
        """
        self._room, self._style = room, style

    def set_title(self, label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs):
        """Set the title, as matplotlib's method does, above the keys and in lines that fit."""
        if self._room is None:
            return super().set_title(label, fontdict, loc, pad, y=y, **kwargs)
        how = {**self._style, **kwargs}
        if pad is not None:
            how["pad"] = pad
        if y is not None:
            how["y"] = y
        if loc not in (None, "left"):
            super().set_title("", loc="left")
            how.pop("x")
        lines = wrap(str(label), self._room, how["fontsize"], how["fontweight"])
        self._make_higher((len(lines) - self._n_lines) * how["fontsize"] * LINE / 72)
        self._n_lines = len(lines)
        return super().set_title("\n".join(lines), fontdict, loc or "left", **how)

    def _make_higher(self, inches: float) -> None:
        width, height = self.figure.get_size_inches()
        left, bottom, wide, high = self.get_position().bounds
        shrink = height / (height + inches)
        self.figure.set_size_inches(width, height + inches)
        self.set_position((left, bottom * shrink, wide, high * shrink))
