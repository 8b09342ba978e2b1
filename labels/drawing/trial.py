"""A design tried with sample texts: what of it could be drawn on no label. All of it is told at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from batches.errors import DomainError, Fault
from labels.design.designs import Design, Element, Qr, Text
from labels.design.errors import CharacterNotInFont, DesignNotPossible, TextDoesNotFit
from labels.design.fields import sample_values
from labels.drawing.fonts import LabelTypeface
from labels.drawing.job import LabelJob
from labels.drawing.passages import place_text
from labels.drawing.plan import typical_values
from labels.drawing.preview import sample_job
from labels.qr.choice import encode_to_fit
from labels.qr.errors import ModuleTooSmall, PayloadTooLong


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialFault:
    """A refusal of the drawing, with the JSON pointer of the element that it came from."""

    pointer: str
    refusal: DomainError

    @property
    def code(self) -> str:
        return self.refusal.code

    def sentence(self, language: str) -> str:
        return self.refusal.sentence(language)


def check_drawable(design: Design) -> None:
    """Accept a design that obeys its rules and whose samples can be drawn whole.

    Raises:
        DesignNotPossible: names each element of which they cannot.
    """
    faults = list(find_undrawable(design))
    if faults:
        raise DesignNotPossible(faults)


def find_undrawable(design: Design) -> Iterator[Fault]:
    """A fault for each element that cannot be drawn."""
    job = sample_job(design, sample_values(design))
    for at, element in enumerate(design.elements):
        try:
            _trial(job, element)()
        except (TextDoesNotFit, CharacterNotInFont) as refusal:
            yield TrialFault(pointer=f"/elements/{at}", refusal=refusal)
        except (ModuleTooSmall, PayloadTooLong) as refusal:
            yield TrialFault(pointer=f"/elements/{at}/size_mm", refusal=refusal)


def _trial(job: LabelJob, element: Element) -> Callable[[], object]:
    """What drawing the element would begin with."""
    label = job.label_of(1)
    if isinstance(element, Qr):
        return partial(encode_to_fit, label.payload, job.design.qr_level, box_mm=element.size_mm, dpi=None)
    if isinstance(element, Text):
        return partial(place_text, element, {**job.values, **typical_values(label)}, LabelTypeface())
    return lambda: None
