"""Who makes the visits."""
