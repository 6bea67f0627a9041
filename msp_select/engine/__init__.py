"""Multi-criteria decision analysis on numpy alone."""
