"""Painters that go wrong, each in its own way; they run in the children of a pool."""

import os
import time


def hang(_: str) -> bytes:
    """Never come back."""
    time.sleep(60)
    return b""


def die(_: str) -> bytes:
    """Take the process down, as a fault in a library does."""
    os._exit(7)


def eat(_: str) -> bytes:
    """Ask for more memory than there is."""
    return b"x" * 2**40


def break_down(_: str) -> bytes:
    """Have a bug."""
    return bytes([1 // 0])
