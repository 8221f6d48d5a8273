"""``python -m gongkai`` is the same as ``gongkai``."""

import sys

from gongkai.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
