"""`python -m dehsym` is the command `dehsym`."""

from dehsym.cli import main

main()
