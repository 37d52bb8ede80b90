"""News outlets of the Sahel on loopback, for tests, benchmarks and for watching the product by hand."""

from tests.newsroom.clock import NewsroomClock
from tests.newsroom.newsroom import Newsroom

__all__ = ["Newsroom", "NewsroomClock"]
