"""A client against a library of providers."""
