"""The same walk as ordinary prompts and printed lines: for screen readers, dumb terminals and scripts."""
