"""The pictures of a letter: drawn, made into PNG files in the pool, or left out. No letter is lost over a picture."""

from collections.abc import Callable

from pipeline.domain.digests import Digest
from pipeline.domain.errors import Interrupted
from pipeline.flows.services import Runner
from pipeline.rasters import is_installed, to_png
from pipeline.report.drawings import drawings
from pipeline.report.letter import Picture
from pipeline.telemetry import get_log

Painter = Callable[[str], bytes]
"""Makes a PNG file of an SVG, in a child of the pool; raises ComputeError."""
log = get_log("painting")


def open_painter() -> Painter | None:
    """What makes the pictures of letters; None, and a line in the log, where the extra is missing."""
    if is_installed():
        return paint
    log.warning("letters_without_pictures", why="this needs an extra: pip install 'sahel-monitor[pictures]'")
    return None


def paint(drawing: str) -> bytes:
    """Make a small PNG file of an SVG; raises ComputeError. It runs in the pool."""
    from pipeline.report.palette import in_few_colours

    return in_few_colours(to_png(drawing))


def paint_digest(pool: Runner, painter: Painter | None, digest: Digest) -> tuple[Picture, ...]:
    """The pictures of a digest: all of them, or none where one cannot be made."""
    if painter is None:
        return ()
    try:
        return tuple(Picture(one, pool.run(painter, one.svg)) for one in drawings(digest))
    except Interrupted:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, the letter goes out
        log.warning("letter_without_pictures", day=digest.day, language=digest.language, why=str(error))
        return ()
