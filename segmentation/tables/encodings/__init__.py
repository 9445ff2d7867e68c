"""In which encoding a text is written: what there is, how it is told, how it is decoded."""
