"""Arguments, exit codes and progress; nothing else."""
