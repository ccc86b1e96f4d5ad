"""Two processes write at once: the numbers stay dense and there is one tree."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from parvis.record import signing
from parvis.record.models import Entry
from parvis.record.tests.test_verifying import verify

WRITES = """
import sys, time
import django
from django.conf import settings
from django.db import connection
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.db import transaction
from parvis.record.append import Line, Subject, record, record_many
print("ready", flush=True)
sys.stdin.readline()
for number in range(100):
    record("idea.had", Subject("idea", f"{sys.argv[2]}-{number}"))
    record_many([Line("idea.had", Subject("idea", f"{sys.argv[2]}-{number}"))] * 9)
    if number % 10 == 0:
        try:
            with transaction.atomic():
                record("idea.had", Subject("idea", "regretted"))
                raise KeyError
        except KeyError:
            pass
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_writing_a_thousand_entries_each_leave_a_dense_record(tmp_path: Path):
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", WRITES, name]
    # The same settings module as these tests, whatever it is.
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen([*command, who], env=environment, cwd=settings.ROOT, **pipes) for who in ("one", "two")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n", writer.stderr.read()
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    signing.sign_checkpoint()
    errors = [writer.communicate(timeout=120)[1] for writer in writers]

    assert [writer.returncode for writer in writers] == [0, 0], errors
    assert list(Entry.objects.values_list("seq", flat=True)) == list(range(2000))
    assert not Entry.objects.filter(subject_key="regretted").exists()
    signing.sign_checkpoint()
    assert "is intact: 2000 entries" in verify()
