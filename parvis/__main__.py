"""The console command: `parvis` followed by the verb of a management command."""

import os
import sys


def main() -> None:
    """Run one management command, or say in a sentence why Parvis cannot start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import ManagementUtility

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading one value reads and checks them all
    except ImproperlyConfigured as wrong:
        print(f"Parvis cannot start: {wrong}", file=sys.stderr)
        # A mail server returns a letter to its sender, unless it is told to try again later.
        sys.exit(os.EX_TEMPFAIL if sys.argv[1:2] == ["receive-mail"] else 1)

    class Console(ManagementUtility):
        """Takes verbs as people write them: verify-record is the command verify_record."""

        def fetch_command(self, subcommand):
            return super().fetch_command(subcommand.replace("-", "_"))

    console = Console(sys.argv)
    console.prog_name = "parvis"
    console.execute()


if __name__ == "__main__":
    main()
