"""Django's own commands, for the people who keep the schema."""

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> int:
    """Run a Django command."""
    execute_from_command_line(["ikrar manage", *argv])
    return 0
