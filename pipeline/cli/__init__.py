"""Arguments, exit codes and progress."""
