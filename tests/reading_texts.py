"""Texts of our own that tests of formats write into files."""

FERRY = (
    "The harbour master said that the ferry to Brenholm would sail again on Friday.",
    "“We are ready,” Nora Lind told the crew, and thanked the engineers for their work.",
    "The café at the pier will open as well, and the mayor will be there.",
)
BAKERY = (
    "A bakery in Ostervik has to close because nobody wants to get up so early.",
    "Its owner, Per Holm, asked the council for help, but the council declined.",
)
