"""Counters, timers and the log; handed in as values, never a global registry."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

SECONDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0)


class Meters:
    """What happened and how long it took; every fate of a datum is counted exactly once."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._fates = Counter("sahel_fates", "Fates of data by kind", ["kind", "fate"], registry=self.registry)
        self._times = Histogram("sahel_seconds", "Time a step took", ["step"], registry=self.registry, buckets=SECONDS)

    def count(self, kind: str, fate: str, number: int = 1) -> None:
        """Count `number` data of a kind (feed, link, entry, article, digest) that met this fate."""
        self._fates.labels(kind, fate).inc(number)

    def counted(self, kind: str, fate: str) -> int:
        """How often this fate was counted since the start of the process."""
        return int(self.registry.get_sample_value("sahel_fates_total", {"kind": kind, "fate": fate}) or 0)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Measure the time of the block in seconds."""
        begun = perf_counter()
        try:
            yield
        finally:
            self._times.labels(step).observe(perf_counter() - begun)

    def exposition(self) -> bytes:
        """All counters and timers in the text format of Prometheus."""
        return generate_latest(self.registry)


def set_up_logging(*, verbosity: int = 0, json_lines: bool = False) -> None:
    """Send log lines to stderr: warnings only at -1, what is done at 0, details at 1."""
    level = {-1: logging.WARNING, 0: logging.INFO}.get(verbosity, logging.DEBUG)
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if json_lines else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info if json_lines else _keep,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_StderrLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


def get_log(room: str) -> structlog.typing.FilteringBoundLogger:
    """The log of one room; each line gives an action word and its ids."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger(room=room)
    return log


class _StderrLoggerFactory:
    """Looks up stderr at each line, so that a redirected stderr is honoured."""

    def __call__(self, *_: object) -> structlog.PrintLogger:
        return structlog.PrintLogger(sys.stderr)


def _keep(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return event
