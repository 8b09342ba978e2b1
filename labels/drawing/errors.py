"""Refusals about what a renderer is asked for."""

from batches.errors import DomainError


class LabelRangeBeyondRun(DomainError):
    code = "label-range-beyond-run"
    vi = "Không in được tem {first} đến {last}: đợt in này có các tem từ 1 đến {quantity}."
    en = "Labels {first} to {last} cannot be drawn: the run has the labels 1 to {quantity}."
