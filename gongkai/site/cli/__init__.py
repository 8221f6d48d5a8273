"""The command line ``gongkai``. Each command is one module with ``register(subparsers)`` and ``run(args) -> int``."""

from gongkai.site.cli.main import main

__all__ = ["main"]
