"""The places of the walk, one a file."""
