"""Start of the program: `sahel`, or `python -m pipeline`."""

import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end with its exit code.

    SIGTERM ends a command as Ctrl-C does, so that it cleans up; the commands that work for long have their own way.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        from pipeline.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
