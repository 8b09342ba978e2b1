"""Test pages, from which a printer is calibrated: what stands on them, as a PDF and for label printers."""
