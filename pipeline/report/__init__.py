"""Verdicts to text: the digest and its forms; pure."""
