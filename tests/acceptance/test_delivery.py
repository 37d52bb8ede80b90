"""The running service delivers its digest with its map to a reader, and after kill -9 not a second time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.analyse.lexicon import source_of
from pipeline.config import load_settings
from pipeline.flows.clock import WallClock
from pipeline.flows.services import open_services
from pipeline.flows.stages import load_lexicon
from pipeline.flows.storing import store_article
from pipeline.lists import load_vocabulary
from tests.flows.test_regroup import new
from tests.flows.world import CONVOY
from tests.net.smtp import Inbox, smtp_server
from tests.rasters.test_rasters import needs_extra, needs_font
from tests.report.illustrated import check_pictures

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
PATIENCE = 90.0


def store_one_article(home: Path) -> None:
    """Store a report from a place that stands on the map."""
    load_lexicon(source_of(load_vocabulary(None)))
    with open_services(load_settings({}, home=home), WallClock(), processes=1) as services:
        assert store_article(services, new("agence", CONVOY, 0), None)


@contextmanager
def running(home: Path, inbox: Inbox, how: signal.Signals) -> Iterator[None]:
    """Let the service run on a home, every outlet out of reach, and end it with a signal."""
    settings = {
        "SAHEL_DIGEST_HOUR": "0",
        "SAHEL_SMTP_HOST": "127.0.0.1",
        "SAHEL_SMTP_PORT": str(inbox.port),
        "SAHEL_SMTP_TLS": "none",
        "SAHEL_MAIL_FROM": "sahel@example.org",
        "SAHEL_MAIL_TO": "awa@example.org",
        "SAHEL_PROXY": "http://127.0.0.1:1",
        "SAHEL_MIN_FREE_MB": "0",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAHEL_")}
    service = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "--quiet", "--home", str(home), "run", "--no-web"],
        cwd=ROOT,
        env=kept | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        service.send_signal(how)
        service.wait(timeout=30)
    finally:
        service.kill()
        service.wait(timeout=30)


def wait_for(home: Path, word: str) -> None:
    """Wait until the list of deliveries has a word in it."""
    ends = time.monotonic() + PATIENCE
    while word not in (said := listed(home)):
        assert time.monotonic() < ends, said
        time.sleep(0.5)


def listed(home: Path) -> str:
    program = [sys.executable, "-m", "pipeline", "--quiet", "--home", str(home), "deliveries"]
    return subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False).stdout


@needs_extra
@needs_font
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_the_first_digest_arrives_once_however_the_service_ends(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store_one_article(home)
    with smtp_server(Inbox()) as inbox:
        for how in (signal.SIGKILL, signal.SIGTERM):
            with running(home, inbox, how):
                wait_for(home, "sent")
                time.sleep(6)
    (letter,) = inbox.read()
    assert letter["Subject"].startswith("Sahel monitor: ")
    assert check_pictures(letter) == {"map-wide", "map-narrow"}
    assert listed(home).count("sent") == 1
