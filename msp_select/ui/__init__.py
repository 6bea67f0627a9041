"""The terminal interface: it shows what the rest computed and passes on what the user decides."""
