"""Refusals about what a renderer is asked for."""

from batches.errors import DomainError


class CalibrationLeavesPage(DomainError):
    code = "calibration-leaves-page"
    vi = (
        "Với độ chỉnh này, tem ở vị trí {position} ra ngoài mép {edge_vi} của trang {met} mm và sẽ bị cắt mất. Hãy "
        "chỉnh cữ giấy hoặc lề trong máy in cho bớt lệch rồi đo lại trang thử, hoặc chọn mẫu tem nhỏ hơn."
    )
    en = (
        "With this calibration the label at position {position} passes the {edge_en} edge of the page by {met} mm and "
        "would be cut off. Set the paper guide or the printer's own margins closer and measure the test page again, "
        "or choose a smaller design."
    )


class LabelRangeBeyondRun(DomainError):
    code = "label-range-beyond-run"
    vi = "Không có tem {met}: đợt in này có các tem từ 1 đến {quantity}."
    en = "There is no label {met}: the run has the labels 1 to {quantity}."


class PictureTooLarge(DomainError):
    code = "picture-too-large"
    vi = "Ảnh tem {width} × {height} điểm ở {dpi} dpi quá lớn (nhiều nhất {expected} điểm). Hãy chọn dpi nhỏ hơn."
    en = (
        "A picture of {width} × {height} dots at {dpi} dpi is too large (at most {expected} dots). "
        "Choose a lower dpi."
    )


class SheetOnLabelPrinter(DomainError):
    code = "sheet-on-label-printer"
    vi = (
        "Đợt in này dùng giấy «{stock}» là giấy tờ, không phải cuộn tem, nên không in được bằng máy in tem. "
        "Hãy tải tệp PDF, hoặc tạo đợt in mới với giấy cuộn."
    )
    en = (
        "This run's stock “{stock}” is a sheet, not a roll, so a label printer cannot print it. "
        "Take the PDF, or make a new run on a roll."
    )
