"""Refusals about designs and the texts put into them."""

from collections.abc import Sequence

from batches.errors import DomainError, Fault

MOST_TOLD = 100


class UnknownDesign(DomainError):
    code = "unknown-design"
    vi = "Không có mẫu tem «{key}». Các mẫu đang có: {known}."
    en = "There is no label design “{key}”. Known designs: {known}."


class DesignNotReadable(DomainError):
    code = "design-not-readable"
    vi = "Không đọc được mẫu tem: {what} là {met}, cần {expected}."
    en = "The label design cannot be read: {what} is {met}, expected {expected}."


class DesignNotPossible(DomainError):
    """What is wrong with a design stands in `faults`, each with its JSON pointer; of more than 100 the first."""

    code = "design-not-possible"
    vi = "Mẫu tem có {count} chỗ chưa đúng; trước hết, {first_pointer}: {first_vi}"
    en = "Wrong places in the label design: {count}; first of all, {first_pointer}: {first_en}"

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(
            count=len(faults),
            first_pointer=first.pointer or "/",
            first_vi=first.sentence("vi"),
            first_en=first.sentence("en"),
        )
        self.faults = tuple(faults[:MOST_TOLD])


class StockDoesNotFit(DomainError):
    code = "stock-does-not-fit"
    vi = "Mẫu tem «{design}» cần {expected} mm, còn mỗi tem của giấy «{stock}» chỉ có {met} mm."
    en = "The design “{design}” needs {expected} mm, but a label of the stock “{stock}” has {met} mm."


class TextDoesNotFit(DomainError):
    code = "text-does-not-fit"
    vi = (
        "{label_vi} «{text}» không vừa chỗ trên tem: chữ nhỏ nhất {min_size_pt} pt, "
        "nhiều nhất {max_lines} dòng, ô {width_mm} × {height_mm} mm. Hãy rút ngắn lại."
    )
    en = (
        "{label_en} “{text}” does not fit on the label: at {min_size_pt} pt "
        "and no more than {max_lines} line(s) in {width_mm} × {height_mm} mm. Please shorten it."
    )


class CharacterNotInFont(DomainError):
    code = "character-not-in-font"
    vi = "{label_vi} «{text}» có ký tự {codepoint} ({name}) mà phông chữ của tem không có. Hãy thay ký tự đó."
    en = (
        "{label_en} “{text}” has the character {codepoint} ({name}), which the label's fonts lack. "
        "Please replace it."
    )
