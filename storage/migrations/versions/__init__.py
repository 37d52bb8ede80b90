"""One file a step; see ../env.py."""
