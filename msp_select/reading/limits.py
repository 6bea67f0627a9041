"""What is read at most, and what the reader process may take."""

from __future__ import annotations

import sys

MAX_FILE = 40 * 1024 * 1024
MAX_PAGES = 300  # of one document
PAGES_AT_ONCE = 60  # read without asking which
MAX_PAGE_CHARACTERS = 60_000
MAX_CHARACTERS = 2_000_000
MAX_LINE = 4_000
LEAST_ON_A_PAGE = 20  # characters; fewer are a picture with a page number
MAX_UNPACKED = 64 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_TAGS = 500_000
MAX_NESTING = 5  # messages within messages
MAX_ATTACHMENTS = 20
MAX_ATTACHMENT = 10 * 1024 * 1024
MAX_ANSWER = 8 * 1024 * 1024  # of the reader process, read by the parent
CPU_SECONDS = 10
WALL_SECONDS = 30  # the machine may be busy with something else
ADDRESS_SPACE = 600 * 1024 * 1024
OWN_MEMORY = 240 * 1024 * 1024  # of what it writes itself, so that at most 300 MB are resident


def limit_this_process() -> None:
    """Hold this process to time and memory; nothing on Windows, where the parent's clock is the limit."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for what, most in ((resource.RLIMIT_AS, ADDRESS_SPACE), (resource.RLIMIT_DATA, OWN_MEMORY)):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(what, (most, most))
