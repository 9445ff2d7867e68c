"""The one composition: a table and a spec become fits for every k, a segmentation, a scan."""
