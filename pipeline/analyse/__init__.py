"""Words to verdicts: language, tags with evidence, copies, groups; pure."""
