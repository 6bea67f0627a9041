"""What is said after signing: dates, promises, drift, and whether to stay."""
