"""The selection in a browser: a terminal for its owner, forms for bidders and evaluators."""
