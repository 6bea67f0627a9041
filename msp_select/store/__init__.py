"""What is on disk: questionnaires, weight profiles and sessions, read with line numbers and saved safely."""
