"""Choose a managed IT service provider by weighted questionnaires, with reasons."""

__version__ = "0.1.0"
