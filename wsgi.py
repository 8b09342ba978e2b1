"""What a WSGI server loads: the application with the settings of the environment."""

from app.config import SettingError, Settings
from app.factory import create_app

try:
    app = create_app(Settings.from_env())
except SettingError as error:
    raise SystemExit(f"Rõ Nguồn does not start. {error}") from None
