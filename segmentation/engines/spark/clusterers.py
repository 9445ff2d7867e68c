"""What MLlib finds in points: centres, or the components of a mixture.

Decided: K-means takes the best of `STARTS` starts by its own cost and a mixture by its likelihood,
as one start may end in a poor optimum; where many numbers of segments are tried, each begins once.
So does a bisecting search. MLlib splits a segment by moving its centre by a share of the centre's
own length, which comes to nothing where points lie around 0, as standardised ones do: for it they
are shifted by `SHIFT` of their spread, and the centres back.

References
----------
Bahmani, B., Moseley, B., Vattani, A., Kumar, R. and Vassilvitskii, S. (2012). Scalable k-means++.
VLDB Endowment 5(7).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.errors import DataError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

STARTS = 3
MOST_PASSES = 100
TOLERANCE = 1e-4
"""By how far a centre may still move."""

SHIFT = {"bisecting_kmeans": 1.0}

POINT = "features"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """Centres of all rows.

    Attributes
    ----------
    centers : ndarray of shape (k, n_axes)
    mixture : Gaussians or None
    """

    centers: np.ndarray = field(repr=False)
    mixture: Gaussians | None = field(default=None, repr=False)


def as_vectors(points: "DataFrame", shift: float = 0.0) -> "DataFrame":
    """Return points as MLlib wants them, held by the workers.

    Parameters
    ----------
    points : pyspark.sql.DataFrame of shape (n_kept, n_axes)
    shift : float
        Added on every axis.

    Returns
    -------
    pyspark.sql.DataFrame of shape (n_kept, 1)
    """
    from pyspark.ml.feature import VectorAssembler
    from pyspark.sql import functions as sf

    if shift:
        points = points.select([(sf.col(name) + shift).alias(name) for name in points.columns])
    made = VectorAssembler(inputCols=points.columns, outputCol=POINT).transform(points)
    return made.select(POINT).persist()


def find(
    vectors: "DataFrame",
    algorithm: str,
    n_clusters: int,
    *,
    random_state: int = 0,
    shift: float = 0.0,
) -> Found:
    """Find segments in all rows.

    Parameters
    ----------
    vectors : pyspark.sql.DataFrame
        Of `as_vectors`.
    algorithm : str
        One of `ALGORITHMS`.
    n_clusters : int
    random_state : int
    shift : float
        That was added to the vectors; a mixture takes none.

    Returns
    -------
    Found

    Raises
    ------
    DataError
        If there are not so many different rows.
    """
    model = ALGORITHMS[algorithm](vectors, n_clusters, random_state, STARTS)
    if algorithm == "gaussian_mixture":
        return _mixture(model)
    centers = np.array([np.asarray(center) for center in model.clusterCenters()])
    if len(np.unique(centers, axis=0)) < n_clusters:
        raise DataError(
            f"There are not {n_clusters} different segments: MLlib found {len(centers)}. "
            f"Choose fewer."
        )
    return Found(centers=centers - shift)


def squared_silhouettes(
    vectors: "DataFrame", algorithm: str, ks: Iterable[int], *, random_state: int = 0
) -> dict[int, float]:
    """Return the silhouette of all rows by number of segments, by squared Euclidean distances.

    Parameters
    ----------
    vectors : pyspark.sql.DataFrame
        Of `as_vectors`.
    algorithm : str
    ks : iterable of int
        From 2 on.
    random_state : int

    Returns
    -------
    dict of int to float

    Notes
    -----
    It is no mean of Rousseeuw's silhouettes: squares make far segments look farther, so that its
    figures are higher.
    """
    from pyspark.ml.evaluation import ClusteringEvaluator

    evaluator = ClusteringEvaluator(featuresCol=POINT, distanceMeasure="squaredEuclidean")
    search = ALGORITHMS[algorithm]
    return {
        k: float(evaluator.evaluate(search(vectors, k, random_state, 1).transform(vectors)))
        for k in ks
    }


def _kmeans(vectors: "DataFrame", n_clusters: int, random_state: int, n_starts: int) -> object:
    from pyspark.ml.clustering import KMeans

    begun = KMeans(featuresCol=POINT, k=n_clusters, maxIter=MOST_PASSES, tol=TOLERANCE)
    starts = [begun.setSeed(random_state + at).fit(vectors) for at in range(n_starts)]
    if n_starts == 1:
        return starts[0]
    return min(starts, key=lambda model: model.summary.trainingCost)


def _bisecting(vectors: "DataFrame", n_clusters: int, random_state: int, _: int) -> object:
    from pyspark.ml.clustering import BisectingKMeans

    begun = BisectingKMeans(featuresCol=POINT, k=n_clusters, seed=random_state)
    return begun.setMaxIter(MOST_PASSES).fit(vectors)


def _gaussians(vectors: "DataFrame", n_clusters: int, random_state: int, n_starts: int) -> object:
    from pyspark.ml.clustering import GaussianMixture

    begun = GaussianMixture(featuresCol=POINT, k=n_clusters, maxIter=MOST_PASSES, tol=TOLERANCE)
    starts = [begun.setSeed(random_state + at).fit(vectors) for at in range(n_starts)]
    return max(starts, key=lambda model: model.summary.logLikelihood)


ALGORITHMS = {
    "kmeans": _kmeans,
    "bisecting_kmeans": _bisecting,
    "gaussian_mixture": _gaussians,
}


def _mixture(model: object) -> Found:
    """Return a mixture as plain numbers."""
    told = model.gaussiansDF.collect()
    means = np.array([each["mean"].toArray() for each in told])
    uppers = []
    for each in told:
        try:
            lower = np.linalg.cholesky(each["cov"].toArray())
        except np.linalg.LinAlgError as error:
            raise DataError(
                "A component of the mixture has no width in some direction, as categories have "
                "none. Choose K-means, or numbers alone."
            ) from error
        uppers.append(np.linalg.solve(lower, np.eye(len(lower))).T)
    mixture = Gaussians(
        weights=np.array(model.weights), means=means, precisions_cholesky=np.array(uppers)
    )
    return Found(centers=means, mixture=mixture)
