"""Clean rows become points, points become clusters, clusters become figures that judge them."""
