"""What keeping a printer, calibrating it and printing with it refuses."""

from batches.errors import DomainError


class PrinterNameTaken(DomainError):
    code = "printer-name-taken"
    vi = "Tổ chức đã có máy in tên «{name}»; hãy đặt tên khác."
    en = "Your organisation has a printer called “{name}” already; choose another name."


class PrinterRetired(DomainError):
    code = "printer-retired"
    vi = "Máy in «{name}» đã ngừng dùng từ ngày {retired_on}; hãy chọn máy khác."
    en = "The printer “{name}” is retired since {retired_on}; choose another."


class PrinterNeedsRoll(DomainError):
    code = "printer-needs-roll"
    vi = "Máy in dùng {language} in tem cuộn, nhưng giấy «{stock}» là giấy tờ. Hãy chọn giấy cuộn, hoặc ngôn ngữ pdf."
    en = "A printer that speaks {language} takes rolls, but the stock “{stock}” is a sheet. Choose a roll, or pdf."


class PrinterDpiMissing(DomainError):
    code = "printer-dpi-missing"
    vi = "Máy in dùng {language} phải có dpi: 203, 300 hoặc 600 (xem tem tự kiểm tra của máy)."
    en = "A printer that speaks {language} needs its dpi: 203, 300 or 600 (its self-test label tells)."


class PageOutdated(DomainError):
    code = "test-page-outdated"
    vi = "Các số này đọc từ trang thử {met}, nhưng trang thử của máy nay là {expected}. Hãy in lại trang rồi đọc lại."
    en = (
        "These numbers are from the test page {met}, but the printer's test page is {expected} now. Print the page "
        "again and read it anew."
    )


class PrinterDiffers(DomainError):
    code = "printer-differs"
    vi = "Máy in «{printer}» có {field} là {expected}, nhưng yêu cầu ghi {met}. Hãy bỏ trường này, hoặc bỏ máy in."
    en = (
        "The printer “{printer}” has the {field} {expected}, but the request says {met}. Leave that field out, or the "
        "printer."
    )
