"""Many at once: clients against a library, sessions ranked again, on one machine or on a cluster."""
