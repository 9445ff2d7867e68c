"""The ways to cluster, one file each; `segmentation.clustering.algorithms` is their registry."""
