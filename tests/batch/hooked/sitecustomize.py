"""In processes started with this folder on PYTHONPATH a client may end whoever reads it, or be waited for.

The one titled "Ends whoever reads it" ends its reader. While the file named by HOLD exists, nobody gets past
the tenth: a run is then under way for as long as a test looks at it. The file named by READ grows by a byte
with every client that is read.
"""

from __future__ import annotations

import os
import re
import signal
import time
from typing import Any

from msp_select.batch import chunks

_parse = vars(chunks)["parse_session"]


def parse(data: bytes, *others: Any) -> Any:
    if read := os.environ.get("READ"):
        with open(read, "ab", buffering=0) as file:
            file.write(b".")
    if b'"Ends whoever reads it"' in data:
        os.kill(os.getpid(), signal.SIGKILL)
    number = re.search(rb'"Client (\d+)"', data)
    while number and int(number[1]) > 10 and os.path.exists(os.environ.get("HOLD", "")):
        time.sleep(0.01)
    return _parse(data, *others)


vars(chunks)["parse_session"] = parse
