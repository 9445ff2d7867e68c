"""Places on a slide, in points: 72 to the inch."""

from dataclasses import dataclass

EMU = 12_700
"""Of the file's units in a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle.

    Attributes
    ----------
    left, top, width, height : float
        Points.
    """

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge, in points."""
        return self.top + self.height

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as the file counts them, never beyond the box."""
        return tuple(int(side * EMU) for side in (self.left, self.top, self.width, self.height))

    def columns(self, share: float, gap: float = 24) -> tuple["Box", "Box"]:
        """Divide it in a left and a right part.

        Parameters
        ----------
        share : float
            Of the width without the gap that the left part gets, 0 to 1.
        gap : float
            Points between them.

        Returns
        -------
        tuple of Box
        """
        width = (self.width - gap) * share
        right = self.left + width + gap
        return (
            Box(left=self.left, top=self.top, width=width, height=self.height),
            Box(
                left=right,
                top=self.top,
                width=self.left + self.width - right,
                height=self.height,
            ),
        )

    def rows(self, height: float, gap: float = 12) -> tuple["Box", "Box"]:
        """Divide it in an upper part of a height, in points, and what is left below.

        Parameters
        ----------
        height, gap : float

        Returns
        -------
        tuple of Box
            The lower one has no negative height.
        """
        height = min(height, self.height)
        top = min(self.top + height + gap, self.bottom)
        return (
            Box(left=self.left, top=self.top, width=self.width, height=height),
            Box(left=self.left, top=top, width=self.width, height=self.bottom - top),
        )


def box_of(shape: object) -> Box | None:
    """Return where a shape stands.

    Parameters
    ----------
    shape : object
        With left, top, width and height as the file counts them.

    Returns
    -------
    Box or None
        None of a shape that does not say.
    """
    sides = [getattr(shape, name) for name in ("left", "top", "width", "height")]
    if any(side is None for side in sides):
        return None
    left, top, width, height = (side / EMU for side in sides)
    return Box(left=left, top=top, width=width, height=height)
