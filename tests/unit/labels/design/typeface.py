"""A typeface whose every character is half an em wide, for tests of fitting."""

from labels.design.fitting import MM_PER_PT


class HalfEm:
    """Lacks only the characters given."""

    def __init__(self, lacking: str = "") -> None:
        self._lacking = lacking

    def width_mm(self, text: str, *, bold: bool, size_pt: float) -> float:
        return len(text) * 0.5 * size_pt * MM_PER_PT

    def lacks(self, character: str, *, bold: bool) -> bool:
        return character in self._lacking
