"""Tell a database or a disk that takes nothing just now from a mistake of ours."""

import errno
import sqlite3

from django.db import InterfaceError, InternalError, OperationalError

# Full, read-only, failing; or a server that is not there.
_SYSTEM = {
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ECONNREFUSED, errno.ECONNRESET, errno.ETIMEDOUT
}  # fmt: skip
_SQLITE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip
# PostgreSQL: connection, read-only transaction, lost to another transaction, resources, locks, shutdown, system.
_STATES = ("08", "25006", "40", "53", "55P03", "57", "58")


def is_outage(error: BaseException | None) -> bool:
    """Tell whether `error` comes, directly or not, of a database or disk that may well take the same later."""
    while error is not None:
        if _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _SYSTEM
    if not isinstance(error, InterfaceError | InternalError | OperationalError):
        return False
    driver = error.__cause__
    number, state = getattr(driver, "sqlite_errorcode", None), getattr(driver, "sqlstate", None)
    if number is not None:
        # The low byte is the kind, the others which case of it.
        return number & 0xFF in _SQLITE
    if state:
        return str(state).startswith(_STATES)
    # The driver knows no more than that the server is not there.
    return not isinstance(error, InternalError)
