"""The pieces of evidence by themselves."""

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.analysis.evidence import stability_of
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.methods import ward
from segmentation.clustering.stability import resample


def test_the_trees_of_the_resamples_are_built_once_for_every_number(monkeypatch):
    """Each number's stability is what it would be if it were asked for alone."""
    points = np.random.default_rng(1).normal(size=(60, 2)).round(1)
    table = sg.read_table(pd.DataFrame(points, columns=["x", "y"]))
    spec = sg.SegmentationSpec(features=("x", "y"), algorithm="ward")
    fitted = fit_range(table, spec, [1, 2, 3, 4])
    alone = {k: resample(fitted.points, fitted.clusterings[k], algorithm="ward") for k in (2, 4)}
    built, ward_tree = [], ward.ward_tree

    def counted(drawn):
        built.append(len(drawn))
        return ward_tree(drawn)

    monkeypatch.setattr(ward, "ward_tree", counted)
    for k, expected in alone.items():
        found = stability_of(fitted, k)
        np.testing.assert_array_equal(found.agreement, expected.agreement)
        np.testing.assert_array_equal(found.jaccard, expected.jaccard)
    assert built == [60] * 100
