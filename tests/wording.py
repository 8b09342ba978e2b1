"""Words that no page or label may say: nobody here can promise what they promise."""

import re

NEVER_SAID = re.compile(
    r"chính hãng|an toàn tuyệt đối|hộ chiếu số|tem xác thực|được Bộ chứng nhận|100 ?%"
    r"|genuine|authentic|passport|absolutely safe|正品|真品|防伪|护照|绝对安全",
    re.IGNORECASE,
)
