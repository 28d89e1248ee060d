from collections.abc import Sequence

class Axes:
    def plot(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        color: str,
        linestyle: str | tuple[int, tuple[float, ...]] = ...,
        linewidth: float = ...,
        marker: str = ...,
        markersize: float = ...,
        label: str = ...,
        zorder: float = ...,
    ) -> object: ...
    def loglog(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        color: str,
        marker: str,
        linestyle: str,
        linewidth: float,
        markersize: float,
        label: str,
    ) -> object: ...
    def legend(self, *, loc: str, frameon: bool, fontsize: float) -> object: ...
    def margins(self, *, x: float, y: float) -> object: ...
    def axvline(self, x: float, *, color: str, linestyle: str, linewidth: float, zorder: float) -> object: ...
    def annotate(
        self,
        text: str,
        xy: tuple[float, float],
        xytext: tuple[float, float],
        *,
        textcoords: str,
        ha: str,
        va: str,
        fontsize: float,
    ) -> object: ...
    def set_xlabel(self, xlabel: str) -> object: ...
    def set_ylabel(self, ylabel: str) -> object: ...
    def set_xlim(self, left: float, right: float) -> object: ...
    def set_ylim(self, bottom: float, top: float) -> object: ...
    def minorticks_on(self) -> None: ...
    def tick_params(self, *, which: str, direction: str, top: bool, right: bool) -> None: ...
