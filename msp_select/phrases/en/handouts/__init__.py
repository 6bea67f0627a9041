"""What an owner takes along: one module a handout, each a sheet of tables and notes."""
