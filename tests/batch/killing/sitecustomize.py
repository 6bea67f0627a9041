"""In processes started with this folder on PYTHONPATH a client of that title ends whoever reads it."""

from __future__ import annotations

import os
import signal
from typing import Any

from msp_select.batch import chunks

_parse = vars(chunks)["parse_session"]


def parse(data: bytes, *others: Any) -> Any:
    if b'"Ends whoever reads it"' in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return _parse(data, *others)


vars(chunks)["parse_session"] = parse
