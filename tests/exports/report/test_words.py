"""The words of a report."""

from dataclasses import replace

from segmentation.exports.report import words


def test_a_rule_is_told_without_counts_of_a_few(mall):
    """Words stand for the shares."""
    rule = replace(mall.rules[0], n_segment=50, n_right=49, n_matched=50)
    told = words.of_rule(rule)
    assert "nearly all of them" in told
    assert "few others" in told
    assert words.of_rule(replace(rule, n_right=50, n_matched=50)).endswith(
        "holds for all of them and for nobody else."
    )
    assert words.of_rule(replace(rule, conditions=())) == "No condition tells them apart."
