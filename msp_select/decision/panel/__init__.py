"""Several people at one choice: whom a typed name means, and what their marks come to."""
