"""The weights: those of a profile, moved by answers, set by hand, or drawn out by questions."""
