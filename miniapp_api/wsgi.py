"""What gunicorn serves: `gunicorn --worker-class gthread --threads 16 miniapp_api.wsgi:application`.

Threads, because an open HR page holds one for live progress; one process, because event streams live in it.
"""

from flask import Flask

from config.logging import configure_logging
from config.settings import load_settings
from miniapp_api.app import create_app
from miniapp_api.wiring import build_services


def build() -> Flask:
    """Raises SettingsError, ValueError for a route that nobody has decided about."""
    configure_logging("api")
    return create_app(build_services(load_settings()))


application = (
    build()
)  # a WSGI server asks for the finished object at import; nothing else imports this module
