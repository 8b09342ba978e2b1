"""What a diary entry is warned of. They ask to look again and blame nobody: teams do spray ten plots alike."""

from batches.findings import Finding


class RowsLookCopied(Finding):
    code = "rows-look-copied"
    vi = (
        "Nhờ xem lại: ngày {performed_on} có {households} hộ khác được ghi giống hệt mục này, từng hộ một, "
        "liền nhau. Nếu một đội làm chung, ghi chung một mục cho các thửa hoặc ghi tên đội; nếu mỗi hộ tự làm, "
        "kiểm tra lại ngày và liều với từng hộ."
    )
    en = (
        "Please look again: on {performed_on} {households} other households have the very same entry, made one by one "
        "shortly after each other. If one team did it, make one entry for the plots or name the team; if each "
        "household did its own, check day and dose with each."
    )


class IntervalsLookCopied(Finding):
    code = "intervals-look-copied"
    vi = (
        "Nhờ xem lại nhãn thuốc: cả {products} loại thuốc của tổ chức đều ghi cách ly {interval_days} ngày. "
        "Mỗi loại thường có số ngày riêng in trên nhãn."
    )
    en = (
        "Please look at the labels again: all {products} pesticides of the organisation have an interval of "
        "{interval_days} days. Each usually has its own, printed on its label."
    )


class PesticideRetired(Finding):
    code = "pesticide-retired"
    vi = "Thuốc {product_name} đã ngừng dùng từ ngày {retired_on} trong danh sách; việc vẫn được ghi."
    en = "The pesticide {product_name} is retired in the list since {retired_on}; the work is recorded all the same."
