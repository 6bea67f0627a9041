"""Facts in words: the only place with sentences about a decision, one folder for each language."""
