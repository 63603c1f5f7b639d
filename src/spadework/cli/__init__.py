"""The command line: thin over the Python API. One module a command, loaded when it is asked for."""

from spadework.cli.app import app, main

__all__ = ["app", "main"]
