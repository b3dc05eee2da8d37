"""Frames as files that other programs read: CSV, Excel, Stata, and tools for annotating by hand."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["annotations", "inception", "label_studio"],
    submod_attrs={
        "delimited": ["write_csv"],
        "stata": ["write_stata"],
        "workbook": ["write_workbook"],
    },
)
