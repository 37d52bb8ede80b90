"""Start of the program: `sahel`, or `python -m pipeline`."""
