"""`parvis prepare` and `parvis serve`, as a person starts and stops them."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress

import pytest
from django.conf import settings

PATIENCE = 60


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A site of its own, prepared, on a port nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    values = {"PATH": os.environ["PATH"], "HOME": str(home), "PARVIS_HOME": str(home / "var"), "PORT": str(port)}
    for verb in [["prepare"], ["prepare"]]:  # the second time changes nothing
        done = parvis(*verb, environment=values)
        assert done.returncode == 0, done.stderr
    return values


@pytest.fixture
def site(environment):
    """The site, served; stopped at the end whatever happened."""
    command = [sys.executable, "-m", "parvis", "serve", "--workers", "1"]
    process = subprocess.Popen(
        command, env=environment, cwd=settings.ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = []
    listener = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
    listener.start()
    try:
        wait_for(lambda: answers(environment), "the site to answer", said)
        yield process, said
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        process.kill()
        listener.join(5)


def parvis(*verb, environment):
    command = [sys.executable, "-m", "parvis", *verb]
    return subprocess.run(command, env=environment, cwd=settings.ROOT, capture_output=True, text=True, timeout=120)


def answers(environment):
    """Whether the site answers to its name."""
    address = f"http://localhost:{environment['PORT']}/en/sign-in/"
    with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
        return answer.status == 200
    return False


def wait_for(condition, what, said):
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"Waited for {what}. It said: {''.join(said)}"
        time.sleep(0.1)


def below(pid):
    """The processes started by `pid`, as {pid: command}."""
    lines = subprocess.run(
        ["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = [line.split(None, 2) for line in lines[1:]]
    return {int(row[0]): row[2] for row in rows if int(row[1]) == pid}


def test_server_and_worker_start_and_stop_together(site, environment):
    process, said = site
    children = below(process.pid)
    assert sorted("granian" in command for command in children.values()) == [False, True]
    assert any(f"Parvis is at http://localhost:{environment['PORT']}/" in line for line in said)

    process.send_signal(signal.SIGINT)

    assert process.wait(PATIENCE) == 0
    assert not any(os.path.exists(f"/proc/{pid}") for pid in children)


def test_a_worker_that_dies_is_started_again(site):
    process, said = site
    [worker] = [pid for pid, command in below(process.pid).items() if " work" in command]
    time.sleep(2)
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: any("starting it again" in line for line in said), "a new worker", said)
    wait_for(lambda: any(" work" in command for command in below(process.pid).values()), "the worker", said)


def test_a_port_in_use_is_told_in_one_sentence(site, environment):
    refused = parvis("serve", environment=environment)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"CommandError: Port {environment['PORT']} of 127.0.0.1 cannot be had")
    assert refused.stderr.count("\n") == 1
