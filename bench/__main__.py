"""``python -m bench``: run every ``bench_*.py`` in a process of its own and print one JSON object."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path


def main() -> int:
    results: dict[str, object] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }
    failed = 0
    wanted = sys.argv[1:]
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        name = script.stem.removeprefix("bench_")
        if wanted and name not in wanted:
            continue
        sys.stderr.write(f"bench: {name} …\n")
        run = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, check=False)
        try:
            results[name] = json.loads(run.stdout)
        except ValueError:
            results[name] = {"failed": run.returncode}
            failed = 1
    print(json.dumps(results, ensure_ascii=False, indent=2))
    return failed


if __name__ == "__main__":
    sys.exit(main())
