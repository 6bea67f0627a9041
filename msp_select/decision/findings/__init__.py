"""The findings of an explanation, family by family: each a heading, one sentence and its figures."""
