"""What a WSGI server loads: the application with the settings of the environment."""

import gc

gc.disable()  # hardly anything of what is imported is ever garbage: looking for it takes a quarter of the start

from sqlalchemy.orm import configure_mappers

from app.config import Settings
from app.factory import create_app
from app.scan.looking import KEPT_S
from app.sightings import BY_ITSELF
from app.variables import SettingError

try:
    app = create_app(Settings.from_env())
except SettingError as error:
    raise SystemExit(f"Rõ Nguồn does not start. {error}") from None
app.config[BY_ITSELF] = True
app.config[KEPT_S] = 1.0
configure_mappers()
gc.freeze()  # nor is it looked through while requests wait
gc.enable()
