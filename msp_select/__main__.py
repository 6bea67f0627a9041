"""`python -m msp_select` is the command `msp-select`."""

import sys

from msp_select.cli import main

if __name__ == "__main__":
    sys.exit(main())
