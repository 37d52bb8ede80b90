"""News monitoring for the Sahel: feeds in, tagged and grouped articles and a daily digest out."""

__version__ = "0.1.0"
