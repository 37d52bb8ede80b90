"""Room on the disk: keeping pages stops first, fetching next, so that the database always has some left."""

import shutil

from pipeline.domain.errors import StoreFull
from pipeline.flows.services import Services

_MEGABYTE = 1_000_000
_LAST_SHARE = 4
"""Fetching stops when a quarter of the reserve is left."""


def free_mb(services: Services) -> float:
    """Free space where the home folder lies, megabytes."""
    return shutil.disk_usage(services.settings.home).free / _MEGABYTE


def may_archive(services: Services) -> bool:
    """Whether there is room to keep the bytes of pages."""
    return free_mb(services) >= services.settings.min_free_mb


def ensure_room(services: Services) -> None:
    """Raise StoreFull where there is no room left to store anything safely."""
    free, reserve = free_mb(services), services.settings.min_free_mb
    if free < reserve / _LAST_SHARE:
        raise StoreFull(
            f"only {free:.0f} MB are free, and the setting min_free_mb keeps {reserve} MB; nothing more is stored",
            subject=str(services.settings.home),
        )
