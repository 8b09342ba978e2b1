"""What plots refuse."""

from batches.errors import DomainError


class PlotCodeInvalid(DomainError):
    code = "plot-code-invalid"
    vi = "Mã thửa “{plot_code}” không hợp lệ: cần 1 đến 20 ký tự 0-9, A-Z, dấu - hoặc _, ví dụ PH-01."
    en = "The plot code “{plot_code}” is not valid: expected 1 to 20 of 0-9, A-Z, - and _, e.g. PH-01."


class PlotCodeTaken(DomainError):
    code = "plot-code-taken"
    vi = "Tổ chức đã có thửa mang mã {plot_code}; hãy đặt mã khác cho thửa này."
    en = "The organisation has a plot {plot_code} already; give this one another code."


class PlantedInFuture(DomainError):
    code = "planted-in-future"
    vi = "Năm trồng {planted_year} còn ở tương lai: năm nay là {this_year}."
    en = "The year of planting, {planted_year}, is in the future: this year is {this_year}."


class BoundaryNotGeojson(DomainError):
    code = "boundary-not-geojson"
    vi = "Ranh giới thửa không đúng dạng GeoJSON (RFC 7946): {reason_vi}."
    en = "The boundary is not GeoJSON as in RFC 7946: {reason_en}."


class BoundaryNotValid(DomainError):
    code = "boundary-not-valid"
    vi = "Đường ranh giới thửa bị lỗi: {reason_vi} gần điểm {longitude}, {latitude} (kinh độ, vĩ độ)."
    en = (
        "The boundary is not a sound outline: {reason_en} near {longitude}, {latitude} (longitude, latitude)."
    )


class PositionOutsideVietnam(DomainError):
    code = "position-outside-vietnam"
    vi = (
        "Điểm {longitude}, {latitude} nằm ngoài Việt Nam: cần kinh độ từ {west} đến {east} rồi vĩ độ từ {south} "
        "đến {north}, theo WGS 84.{hint_vi}"
    )
    en = (
        "The point {longitude}, {latitude} lies outside Vietnam: expected a longitude of {west} to {east}, then "
        "a latitude of {south} to {north}, in WGS 84.{hint_en}"
    )


class AreaDiffers(DomainError):
    code = "area-differs"
    vi = (
        "Diện tích khai là {stated_ha} ha, nhưng ranh giới vẽ được {drawn_ha} ha; chỉ được lệch nhiều nhất "
        "{most_percent} %. Hãy sửa diện tích hoặc vẽ lại ranh giới."
    )
    en = (
        "The stated area is {stated_ha} ha, but the boundary encloses {drawn_ha} ha; they may differ by at most "
        "{most_percent} %. Correct the area or draw the boundary again."
    )


class CentroidOutsidePlot(DomainError):
    code = "centroid-outside-plot"
    vi = "Vị trí (centroid) cách ranh giới thửa {distance_m} m; cần nằm trong thửa hoặc cách nhiều nhất {most_m} m."
    en = "The centroid lies {distance_m} m from the boundary; expected inside or at most {most_m} m away."
