"""Functions for children of the pool, good and bad."""

import os
import time

from pipeline.domain.errors import ParseError

_prepared: list[str] = []


def prepare(word: str) -> None:
    _prepared[:] = [word]


def prepared() -> str:
    return _prepared[0]


def double(number: int) -> int:
    return 2 * number


def process_id() -> int:
    return os.getpid()


def refuse() -> None:
    raise ParseError("not a feed", subject="https://a.example/", sample="<html>")


def break_down() -> None:
    raise ZeroDivisionError


def sleep_long() -> None:
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def eat_memory() -> int:
    return len(bytearray(8 * 1024**3))


def die() -> None:
    os._exit(9)
