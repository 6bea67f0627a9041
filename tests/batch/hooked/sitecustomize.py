<<<<<<< HEAD:tests/batch/hooked/sitecustomize.py
"""In processes started with this folder on PYTHONPATH a client may end whoever reads it, or be waited for.

The one titled "Ends whoever reads it" ends its reader. While the file named by HOLD exists, nobody gets past
the tenth: a run is then under way for as long as a test looks at it.
=======
"""In processes started with this folder on PYTHONPATH a client of that title ends whoever reads it.

Each client takes EACH_TAKES seconds longer, so that there is a middle of a run in which to kill somebody.
>>>>>>> batch2:tests/batch/killing/sitecustomize.py
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
    if b'"Ends whoever reads it"' in data:
        os.kill(os.getpid(), signal.SIGKILL)
<<<<<<< HEAD:tests/batch/hooked/sitecustomize.py
    number = re.search(rb'"Client (\d+)"', data)
    while number and int(number[1]) > 10 and os.path.exists(os.environ.get("HOLD", "")):
        time.sleep(0.01)
=======
    time.sleep(float(os.environ.get("EACH_TAKES", "0")))
>>>>>>> batch2:tests/batch/killing/sitecustomize.py
    return _parse(data, *others)


vars(chunks)["parse_session"] = parse
