"""What screens are made of; each part can be constructed and driven by itself."""
