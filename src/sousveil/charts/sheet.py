"""Marks at given places of a sheet, in px from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
from msgspec import Struct, field

from sousveil.charts.look import TEXT, data, sheet_x, sheet_y

Align = Literal["left", "center", "right"]
Baseline = Literal["top", "middle", "bottom"]


class Sheet(Struct):
    """A drawing in the making; what is put on it last lies on top."""

    width: float
    height: float
    layers: list[alt.Chart] = field(default_factory=list)

    def words(
        self,
        rows: Sequence[dict[str, Any]],
        *,
        align: Align = "left",
        baseline: Baseline = "middle",
        color: str = TEXT,
        size: float = 11,
        bold: bool = False,
        angle: float = 0,
        halo: str | None = None,
    ) -> None:
        """Put the `words` of each row at its `x` and `y`; a line end breaks them."""
        if not rows:
            return
        given: dict[str, Any] = {
            "align": align,
            "baseline": baseline,
            "fontSize": size,
            "fontWeight": "bold" if bold else "normal",
            "angle": angle,
            "lineBreak": "\n",
        }
        if halo is not None:
            self._put(
                rows,
                "text",
                {**given, "stroke": halo, "strokeWidth": 3, "strokeJoin": "round", "color": halo},
            )
        self._put(rows, "text", {**given, "color": color})

    def boxes(self, rows: Sequence[dict[str, Any]], *, edge: str | None = None) -> None:
        """Put a box from `x`, `y` to `to_x`, `to_y` in the `fill` of each row."""
        if rows:
            mark: dict[str, Any] = {} if edge is None else {"stroke": edge, "strokeWidth": 0.8}
            self._put(rows, "rect", mark, to=True, fill=True)

    def lines(
        self,
        rows: Sequence[dict[str, Any]],
        *,
        color: str,
        width: float = 1,
        dash: Sequence[int] = (1, 0),
    ) -> None:
        """Put a line from `x`, `y` to `to_x`, `to_y` of each row."""
        if rows:
            mark = {"color": color, "strokeWidth": width, "strokeDash": list(dash)}
            self._put(rows, "rule", mark, to=True)

    def signs(
        self,
        rows: Sequence[dict[str, Any]],
        *,
        shape: str,
        size: float,
        filled: bool = True,
        color: str | None = None,
    ) -> None:
        """Put a sign of `size` square px at `x`, `y`, in its colour or the `fill` of each row."""
        if rows:
            mark: dict[str, Any] = {"shape": shape, "size": size, "filled": filled, "opacity": 1}
            if color is not None:
                mark |= {"color": color}
            self._put(rows, "point", mark, fill=color is None)

    def ribbons(self, rows: Sequence[dict[str, Any]], *, opacity: float) -> None:
        """Put bands: the rows of one `ribbon` are its edges `y` and `to_y`, from left to right."""
        if rows:
            chart = alt.Chart(data(rows)).mark_area(
                opacity=1, fillOpacity=opacity, interpolate="linear"
            )
            self.layers.append(
                chart.encode(
                    x=sheet_x("x", self.width),
                    y=sheet_y("y", self.height),
                    y2="to_y:Q",
                    detail="ribbon:N",
                    fill=alt.Fill("fill:N", scale=None, legend=None),
                )
            )

    def chart(self) -> alt.LayerChart:
        """Return what is on the sheet."""
        layered: alt.LayerChart = alt.LayerChart(
            layer=self.layers, width=self.width, height=self.height
        )
        return layered

    def _put(
        self,
        rows: Sequence[dict[str, Any]],
        mark: str,
        looks: dict[str, Any],
        *,
        to: bool = False,
        fill: bool = False,
    ) -> None:
        of: dict[str, Any] = {"x": sheet_x("x", self.width), "y": sheet_y("y", self.height)}
        if to:
            of |= {"x2": "to_x:Q", "y2": "to_y:Q"}
        if mark == "text":
            of |= {"text": "words:N"}
        if fill and mark == "point":
            of |= {"color": alt.Color("fill:N", scale=None, legend=None)}
        elif fill:
            of |= {"fill": alt.Fill("fill:N", scale=None, legend=None)}
        chart = alt.Chart(data(rows))
        self.layers.append(getattr(chart, f"mark_{mark}")(**looks).encode(**of))


def spread(wanted: Sequence[float], between: float) -> list[float]:
    """Return places along a line, in the given order of size, none nearer than `between` px."""
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups: list[tuple[float, list[int]]] = []
    for i in order:
        groups.append((wanted[i], [i]))
        while len(groups) > 1:
            (low, first), (high, second) = groups[-2:]
            need = between * (len(first) + len(second)) / 2
            if high - low >= need:
                break
            both = first + second
            middle = sum(
                wanted[one] - between * (place - (len(both) - 1) / 2)
                for place, one in enumerate(both)
            ) / len(both)
            groups[-2:] = [(middle, both)]
    found = [0.0] * len(wanted)
    for middle, members in groups:
        for place, one in enumerate(members):
            found[one] = middle + between * (place - (len(members) - 1) / 2)
    return found
