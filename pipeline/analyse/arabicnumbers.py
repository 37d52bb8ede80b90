"""The number words of Arabic, folded: single words, and the phrases of two words from eleven to ninety-nine."""

ARABIC_VALUES = {
    "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7,
    "ثمانيه": 8, "ثماني": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10, "عشرين": 20, "ثلاثين": 30, "اربعين": 40,
    "خمسين": 50, "ميه": 100, "مايه": 100, "عشرون": 20, "ثلاثون": 30, "اربعون": 40, "خمسون": 50, "ستون": 60,
    "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90, "ميتين": 200,
    "ميتان": 200, "مايتين": 200,
}  # fmt: skip

_UNITS = ("احد", "اثنا", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه")
_FEMININE_UNITS = ("احدي", "اثني", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع")
TEENS: dict[tuple[str, ...], tuple[int, int | None]] = {
    (unit, ten): (number, number)
    for units in (_UNITS, _FEMININE_UNITS)
    for number, unit in enumerate(units, 11)
    for ten in ("عشر", "عشره")
}
"""Eleven to nineteen are written as two words, the unit first."""

_TEN_FORMS = (
    ("عشرون", "ثلاثون", "اربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"),
    ("عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"),
)
_ONES = (
    ("واحد", "اثنان", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه"),
    ("احدي", "اثنين", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع"),
)
TENS: dict[tuple[str, ...], tuple[int, int | None]] = {
    (one, "و" + ten): (number + unit, number + unit)
    for tens in _TEN_FORMS
    for number, ten in zip(range(20, 100, 10), tens, strict=True)
    for ones in _ONES
    for unit, one in enumerate(ones, 1)
}
"""Twenty-one to ninety-nine: the unit, then `and` written onto the ten."""
