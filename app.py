"""The segmentation studio: ``streamlit run app.py``."""

import os


def main() -> None:
    """Set the limits that must come before NumPy and scikit-learn, then run the app."""
    # Many sessions share the cores, none may spin on them.
    for limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(limit, "1")
    from pages.shell import router

    router.run()


main()
