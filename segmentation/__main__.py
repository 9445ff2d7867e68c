"""The command line: ``python -m segmentation``."""

import sys

from segmentation.cli.program import main

sys.exit(main())
