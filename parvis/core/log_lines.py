"""What is written to the log: never the address that was asked for, since the links in letters open things."""

import logging


class RoutesForPaths(logging.Filter):
    """Put the pattern of an address in the place of the address: /claims/<token>/ says where, and opens nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a line that tells of a request."""
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "(no page)"
            known = {request.path, request.get_full_path()}
            record.args = tuple(route if isinstance(arg, str) and arg in known else arg for arg in record.args)
        return True
