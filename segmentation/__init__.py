"""Customer segments that can be named, trusted and put to work.

The public door. Names are loaded on first use, so that ``import segmentation`` costs next to
nothing and loads neither Streamlit nor scikit-learn.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Segmentation": "analysis.segmentation",
    "SegmentationSpec": "clustering.spec",
    "KScan": "clustering.selection",
    "Table": "tables.table",
    "ReadOptions": "tables.table",
    "SegmentationError": "errors",
    "DataError": "errors",
    "SpecError": "errors",
    "LimitError": "errors",
    "ModelError": "errors",
    "read_table": "tables.reading",
    "load_sample": "tables.samples",
    "sample_names": "tables.samples",
    "profile_columns": "tables.roles",
    "default_features": "tables.roles",
    "rfm": "customers.rfm",
    "propose_spec": "analysis.choosing.proposal",
    "segment": "analysis.segment",
    "scan_k": "analysis.scan",
    "compare": "analysis.compare",
    "SegmentModel": "models.model",
    "load_model": "models.model",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    """Load a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
