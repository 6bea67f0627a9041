"""The words of the program as frozen values: no numbers crunched, no files read."""
