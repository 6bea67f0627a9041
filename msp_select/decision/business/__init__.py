"""What the business said of itself: what a standstill costs it, and what its answers move."""
