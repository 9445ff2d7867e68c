"""A recipe says what makes the segments, and by what to know them again."""

import hashlib
import json
from dataclasses import replace

import numpy as np

import segmentation as sg
from segmentation.exports.recipe.recipe import labels_digest, recipe_json, recipe_of


def test_a_digest_is_of_the_labels_alone():
    """By hand: the SHA-256 of 0 and 1 as eight bytes each, the lowest first."""
    by_hand = hashlib.sha256(bytes(8) + bytes([1]) + bytes(7)).hexdigest()
    assert labels_digest(np.array([0, 1])) == by_hand
    assert labels_digest(np.array([0, 1], dtype="int32")) == by_hand
    assert labels_digest(np.array([1, 0])) != by_hand


def test_the_document_holds_settings_seed_versions_and_fingerprint():
    """All that decides what comes out."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=("Age",), n_clusters=3, random_state=7)
    result = sg.segment(table, spec)
    document = json.loads(recipe_json(recipe_of(result)))
    assert document["format"] == "segmentation-recipe"
    assert document["fingerprint"] == table.fingerprint
    assert (document["spec"]["n_clusters"], document["spec"]["random_state"]) == (3, 7)
    assert document["names"] == list(result.names)
    assert "scikit-learn" in document["software"]
    moved = replace(result, labels=(result.labels + 1) % 3)
    assert document["labels"] != recipe_of(moved).labels
