"""The command line, as `python -m sousveil`."""

from sousveil.cli import main

main()
