"""Checks of accessibility by axe-core (Deque Systems), where the test dependencies brought it."""

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""


def faults(page: "Page") -> list[str]:
    """What axe holds against a page as it is shown now; the page must let scripts run (bypass_csp)."""
    package = pytest.importorskip("axe_core_python", reason="no axe-core: axe-core-python is not installed")
    with as_file(files(package) / "axe.min.js") as script:
        page.add_script_tag(path=script)
    found: list[str] = page.evaluate(_RUN)
    return found
