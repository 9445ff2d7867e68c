"""What a model keeps of its segments and its making."""

from dataclasses import replace

import pandas as pd
from made_models import mall_model

import segmentation as sg
from segmentation.models.model_segment import model_segments, now, software


def test_the_time_and_the_software_are_text_the_schema_takes():
    """A model with the time and the versions of now, as saved by default, opens again."""
    model = replace(mall_model(), made=now(), software=software())
    assert sg.load_model(model.to_bytes()).made == model.made


def test_a_segment_by_hand():
    """The ninth slot begins the colours anew."""
    (segment,) = model_segments(("Core",), (8,), [7], pd.DataFrame({"x": [1.5]}))
    assert (segment.name, segment.slot, segment.size, segment.means) == ("Core", 8, 7, (1.5,))
    assert segment.color == model_segments(("A",), (0,), [1], pd.DataFrame({"x": [0]}))[0].color
