"""No test reads or writes the folders of the person who runs it, and none asks how quick the machine is."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# Forty examples a property, others every time: the whole suite has to end while somebody waits for it.
settings.register_profile(
    "any machine", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

# Garbage is looked for less often: in a process that has run thousands of tests a look takes long.
gc.set_threshold(50_000, 10, 10)

_VARIABLES = ("MSP_SELECT_CONFIG_DIR", "MSP_SELECT_STATE_DIR", "MSP_SELECT_CACHE_DIR")
_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    # Where the tests were begun with & in a script, what they start would ignore Ctrl-C as they do.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = config.stash[_FOLDER] = tempfile.mkdtemp(prefix="msp-select-tests-")
    for variable in _VARIABLES:
        os.environ[variable] = os.path.join(folder, variable)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)
