"""Several evaluators, hidden names, and what a client in the room may see."""
