"""The only room with a socket."""
