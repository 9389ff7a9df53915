"""``python -m itu_texts``: the same as the command ``itu-texts``."""

import sys

from itu_texts_command import main

if __name__ == "__main__":
    sys.exit(main())
