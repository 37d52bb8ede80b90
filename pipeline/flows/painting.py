"""What makes the pictures of letters, where the extra for it is there."""

from collections.abc import Callable

from pipeline.rasters import is_installed, to_png
from pipeline.telemetry import get_log

Painter = Callable[[str], bytes]
"""Makes a PNG file of an SVG, in a child of the pool."""
log = get_log("painting")


def open_painter() -> Painter | None:
    """What makes the pictures of letters; None, and a line in the log, where the extra is missing."""
    if is_installed():
        return to_png
    log.warning("letters_without_pictures", why="this needs an extra: pip install 'sahel-monitor[pictures]'")
    return None
