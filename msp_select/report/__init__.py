"""Evaluation and explanation as documents; every one says the same as the screen."""
