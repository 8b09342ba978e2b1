"""What a packed batch is held for, and what it is warned of."""

from batches.findings import Finding


class WeightLoss(Finding):
    code = "weight-loss"
    vi = "Hao hụt {shrinkage_kg} kg trên {input_kg} kg đầu vào ({lost_percent} %)."
    en = "{shrinkage_kg} kg of {input_kg} kg were lost ({lost_percent} %)."


class WeightLossExceeded(Finding):
    code = "weight-loss-exceeded"
    vi = (
        "Hao hụt quá nhiều: {shrinkage_kg} kg trên {input_kg} kg đầu vào ({lost_percent} %), "
        "thường không quá {usual_percent} %."
    )
    en = (
        "Too much was lost: {shrinkage_kg} kg of {input_kg} kg ({lost_percent} %), "
        "usually not over {usual_percent} %."
    )


class VarietyOfOriginDiffers(Finding):
    code = "variety-of-origin-differs"
    vi = "Sản phẩm ghi giống {sold}, lô {lot} là giống {packed}."
    en = "The product is of the variety {sold}, batch {lot} of {packed}."
