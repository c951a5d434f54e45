"""`python -m ikrar` is the program `ikrar`."""

import sys

from ikrar.cli.main import main

sys.exit(main())
