"""What happens after signing: promises kept, figures that drift, dates, and whether to stay; facts alone."""
