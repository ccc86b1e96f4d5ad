"""`bin/install` on a machine that has not what it takes."""

import shutil
import subprocess
import sys

import pytest

from tests.source import ROOT


@pytest.fixture
def machine(tmp_path):
    """A machine with a copy of the installer, the plainest tools, and no Python."""
    (tmp_path / "parvis" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "bin" / "install", tmp_path / "parvis" / "bin")
    (tmp_path / "tools").mkdir()
    for tool in ("sh", "cat", "chmod", "dirname", "rm"):
        (tmp_path / "tools" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def install(machine, *words):
    environment = {"PATH": str(machine / "tools"), "HOME": str(machine)}
    command = [str(machine / "parvis" / "bin" / "install"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)


def put(machine, name, text):
    path = machine / "tools" / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_without_python_it_says_what_to_install(machine):
    said = install(machine)
    assert said.returncode == 1
    assert said.stderr.startswith("Parvis needs Python 3.12 or later, and none was found.")
    assert "apt-get install python3" in said.stderr


def test_a_python_that_cannot_run_counts_as_none(machine):
    put(machine, "python3.13", "exit 127")
    assert "none was found" in install(machine).stderr


def test_a_python_too_old_counts_as_none(machine):
    put(machine, "python3", "exit 1")
    assert "none was found" in install(machine).stderr


def test_a_python_that_runs_is_taken_and_what_it_lacks_is_said(machine):
    put(machine, "python3.13", "exit 127")
    put(
        machine,
        "python3.12",
        f'case "$*" in *executable*) echo {machine}/tools/python3.12;; *venv*) exit 1;; *) echo Python 3.12.1;; esac',
    )
    said = install(machine)
    assert "Making .venv with Python 3.12.1." in said.stdout
    assert "python3-venv" in said.stderr
    assert said.returncode == 1


def test_a_set_of_packages_it_does_not_know_is_refused(machine):
    assert install(machine, "everything").returncode == 2


@pytest.fixture
def folder(machine):
    """A copy of the code in a folder whose name has a space, on a machine with Python and without a network."""
    put(machine, "python3.13", f'exec {sys.executable} "$@"')
    put(machine, "uv", 'case "$1" in venv) exec python3.13 -m venv --without-pip "$6"; esac')
    folder = machine / "my parvis"
    (folder / "parvis").mkdir(parents=True)
    (folder / "parvis" / "__main__.py").write_text("def main():\n    print(__file__)\n\n\nmain()\n")
    shutil.copytree(ROOT / "bin", folder / "bin")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).touch()
    return folder


def run(folder, machine, *command):
    environment = {"PATH": str(machine / "tools"), "HOME": str(machine)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


def test_the_console_command_works_in_a_folder_whose_name_has_a_space(folder, machine):
    assert run(folder, machine, "bin/install").returncode == 0
    assert run(folder, machine, ".venv/bin/parvis").stdout.strip() == str(folder / "parvis" / "__main__.py")


def test_a_folder_that_was_moved_is_installed_anew(folder, machine):
    run(folder, machine, "bin/install")
    moved = folder.rename(machine / "elsewhere")
    assert "Making .venv" in run(moved, machine, "bin/install").stdout
    assert run(moved, machine, ".venv/bin/parvis").stdout.strip() == str(moved / "parvis" / "__main__.py")
    assert run(moved, machine, "bin/install").stdout == ""
