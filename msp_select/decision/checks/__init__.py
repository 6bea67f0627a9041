"""What does not add up: fees that cannot pay for the work, low prices, answers that contradict each other."""
