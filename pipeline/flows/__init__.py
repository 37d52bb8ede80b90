"""The order of things: one straight function a flow, no rules of its own."""
