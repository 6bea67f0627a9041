"""Where model and engine meet: weights, values, money, gates, ranking, reasons."""
