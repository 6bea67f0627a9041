"""In processes started with this folder on PYTHONPATH a client of that title ends whoever reads it.

Each client takes EACH_TAKES seconds longer, so that there is a middle of a run in which to kill somebody.
"""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from msp_select.batch import chunks

_parse = vars(chunks)["parse_session"]


def parse(data: bytes, *others: Any) -> Any:
    if b'"Ends whoever reads it"' in data:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(os.environ.get("EACH_TAKES", "0")))
    return _parse(data, *others)


vars(chunks)["parse_session"] = parse
