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
        sys.exit(f"Parvis cannot start: {wrong}")
    utility = ManagementUtility(sys.argv)
    utility.prog_name = "parvis"
    utility.execute()


if __name__ == "__main__":
    main()
