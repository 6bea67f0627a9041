"""What the owner should know of one candidate beyond its score."""
