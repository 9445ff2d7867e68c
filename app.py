"""The segmentation studio: ``streamlit run app.py``."""

import os

# Before NumPy and scikit-learn are loaded: many sessions share the cores, none may spin on them.
for _limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_limit, "1")

from pages.ui import router  # noqa: E402 - the limits above come first

router.run()
