"""What movements are warned of."""

from batches.findings import Finding


class LostOnTheWay(Finding):
    code = "lost-on-the-way"
    vi = "Lô {lot}: gửi {sent_kg} kg, nhận {received_kg} kg, hụt {lost_percent} %."
    en = "Batch {lot}: {sent_kg} kg sent, {received_kg} kg received, {lost_percent} % less."


class NotReceived(Finding):
    code = "not-received"
    vi = "Lô {lot}: gửi {sent_kg} kg, không nhận được gì."
    en = "Batch {lot}: {sent_kg} kg sent, nothing received."
