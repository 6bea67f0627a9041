"""How far the ranking can be relied on, what would change it, and what to ask next."""
