"""A process of its own that delivers what waits in a home to a mail server on loopback: HOME PORT."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.config import load_settings
from pipeline.flows.deliver import deliver, open_channels
from pipeline.flows.services import Services
from pipeline.pool import Inline
from pipeline.telemetry import Meters
from storage.archive import Archive
from storage.store import open_store
from tests.flows.world import MovableClock, Network


def main(home: Path, port: str) -> None:
    """Deliver once."""
    environment = {
        "SAHEL_SMTP_HOST": "127.0.0.1",
        "SAHEL_SMTP_PORT": port,
        "SAHEL_SMTP_TLS": "none",
        "SAHEL_MAIL_FROM": "sahel@example.org",
        "SAHEL_MAIL_TO": "awa@example.org",
    }
    settings = load_settings(environment, home=home)
    clock = MovableClock(datetime(2026, 11, 21, 7, tzinfo=UTC))
    store, archive = open_store(settings.db), Archive(settings.archive_address)
    services = Services(settings, store, archive, Network(clock), Inline(), clock, lambda: 0.5, Meters())
    deliver(services, open_channels(settings))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
