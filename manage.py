#!/usr/bin/env python
"""Django's command line for this project."""

import logging
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedong.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from hedong import env

    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # it repeats what the one line below says
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        env.require_database(error)
        raise
