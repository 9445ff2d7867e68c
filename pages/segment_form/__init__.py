"""The form that makes a segmentation: columns, settings, cleaning, number, names."""
