"""One way to score: what a viewer may see, as arrays, scored, held to must-haves, ordered and judged."""
