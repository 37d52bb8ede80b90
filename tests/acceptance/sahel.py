"""The program on simulated time: python -m tests.acceptance.sahel CLOCK_URL ARGUMENTS..."""

import sys

from pipeline.cli.app import run
from tests.newsroom.clock import NewsroomClock

if __name__ == "__main__":
    sys.exit(run(sys.argv[2:], clock=NewsroomClock(sys.argv[1])))
