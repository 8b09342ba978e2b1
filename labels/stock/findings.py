"""What is worth knowing of a stock before it is chosen."""

from batches.findings import Finding
from labels.stock.geometry import Stock


class DirectThermalFades(Finding):
    code = "direct-thermal-fades"
    vi = (
        "Giấy cảm nhiệt trực tiếp (không dùng ruy băng mực) phai dần khi gặp nóng và nắng. Tem phải đọc được lâu thì "
        "in chuyển nhiệt bằng ruy băng mực lên decal BOPP hoặc PET."
    )
    en = (
        "Direct thermal paper (without a ribbon) fades in heat and sun. Labels that must last are printed by thermal "
        "transfer with a ribbon, on BOPP or PET."
    )


class StockNotMeasured(Finding):
    code = "stock-not-measured"
    vi = "Chưa ai đo số đo của «{key}» trên giấy thật. Hãy in trang thử lên giấy thường rồi áp vào giấy tem của bạn."
    en = (
        "Nobody has held the measures of “{key}” against real paper. Print its test page on plain paper and hold it "
        "against yours."
    )


def findings_of(stock: Stock) -> list[Finding]:
    """What is told to whoever chooses the stock."""
    found: list[Finding] = [DirectThermalFades()] if stock.is_roll else []
    return found if stock.is_measured else [*found, StockNotMeasured(key=stock.key)]
