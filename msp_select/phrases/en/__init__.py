"""English: one module for each topic, named like the topic whose facts it words."""
