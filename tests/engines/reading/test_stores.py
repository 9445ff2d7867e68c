"""Tables in an object store: a real S3 server on this machine, and what it refuses."""

import io

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.engines.reading import stores
from segmentation.engines.reading.stores import (
    address_of,
    file_system,
    is_store,
    objects_below,
    store_of,
)
from segmentation.engines.whole import opening
from segmentation.engines.whole.counting import count_segments
from segmentation.engines.whole.labelling import label_rows
from segmentation.engines.whole.opening import is_large, open_sample, open_whole

N = 3_000
FRAME = pd.DataFrame(
    {
        "id": range(N),
        "x": np.random.default_rng(0).normal(0, 1, N) + 9 * (np.arange(N) % 3 == 0),
        "y": np.arange(N) / 7,
    }
)


@pytest.fixture(scope="module")
def s3():
    """Run a server with a bucket; yield its address and a client."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
        client.create_bucket(Bucket="shop")
        for at in range(3):
            part = FRAME[at * 1_000 : (at + 1) * 1_000]
            put(client, f"open/parts/year={2023 + at}/{at}.parquet", part.to_parquet(index=False))
            put(client, f"open/texts/{at}.csv", part.to_csv(index=False).encode())
        put(client, "open/all.parquet", FRAME.to_parquet(index=False))
        put(client, "open/all.csv", FRAME.to_csv(index=False).encode())
        put(client, "secret/all.parquet", FRAME.to_parquet(index=False))
        settings = f"?region=us-east-1&scheme=http&endpoint_override={host}:{port}"
        yield f"s3://shop/open{settings}", client
        client.close()
    server.stop()


def put(client, key, data):
    """Write an object."""
    client.put_object(Bucket="shop", Key=key, Body=io.BytesIO(data))


@pytest.mark.parametrize(
    ("pattern", "name", "n_parts"),
    [
        ("all.parquet", "all.parquet", 1),
        ("all.csv", "all.csv", 1),
        ("parts", "parts", 3),
        ("parts/*/*.parquet", "parts/*/*.parquet", 3),
        ("texts/*.csv", "texts/*.csv", 3),
        ("texts/1.csv", "1.csv", 1),
    ],
)
def test_objects_open_like_files(pattern, name, n_parts, s3, tmp_path, monkeypatch):
    """One, several, and all below a name; a key in a name is a column."""
    monkeypatch.setattr(opening, "SAMPLE_ROWS", 500)
    source = open_whole(s3[0], pattern, str(tmp_path))
    assert (len(source.parts), source.name) == (n_parts, name)
    table = open_sample(s3[0], pattern, str(tmp_path))
    assert table.name == f"500 of {source.n_rows:,} rows of {name}"
    own = table.frame[["id", "x", "y"]]
    there = FRAME.iloc[own["id"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, there, check_dtype=False)
    assert ("year" in table.frame) == ("parts" in pattern)
    assert is_large(s3[0], pattern)


def test_all_rows_of_a_store_are_counted_and_labelled(s3, tmp_path, monkeypatch):
    """As of a file."""
    monkeypatch.setattr(opening, "SAMPLE_ROWS", 500)
    source = open_whole(s3[0], "all.parquet", str(tmp_path))
    table = open_sample(s3[0], "all.parquet", str(tmp_path))
    fitted = fit_range(table, sg.SegmentationSpec(features=("x",)).family, (2,))
    assert count_segments(source, fitted).totals[2].sizes.tolist() == [2_000, 1_000]
    written = pd.read_parquet(label_rows(source, fitted, 2, ("A", "B"), tmp_path))
    assert (written["segment"] == (FRAME["id"] % 3 == 0)).all()


def test_only_below_what_the_operator_has_opened(s3):
    """No other bucket, prefix, or way up."""
    store = s3[0]
    assert store_of("s3://shop/open/a/*.parquet", [store]) == (store, "a/*.parquet")
    for address in (
        "s3://shop/secret/all.parquet",
        "s3://shop/opened/all.parquet",
        "s3://shop/open/../secret/all.parquet",
        "s3://shop/open/",
        "s3://shop/open/a?endpoint_override=elsewhere",
        "s3://other/open/all.parquet",
        "gs://shop/open/all.parquet",
        "all.parquet",
    ):
        with pytest.raises(sg.DataError, match="is not below an address that the operator"):
            store_of(address, [store])
    with_keys = store.replace("s3://", "s3://key:secret@")
    assert store_of("s3://shop/open/a.csv", [with_keys]) == (with_keys, "a.csv")
    assert address_of(with_keys, "a/*.csv") == "s3://shop/open/a/*.csv"
    assert address_of("exports", "a/*.csv") == "a/*.csv"
    assert is_store("S3://x/y")
    assert not is_store("exports/s3.parquet")


@pytest.mark.parametrize("pattern", ["nothing.parquet", "nothing/at/all/*.parquet", "parts/*.xlsx"])
def test_what_is_not_there(pattern, s3, tmp_path):
    """Also a bucket that does not exist."""
    with pytest.raises(sg.DataError, match=r"Nothing in the store is called|it is not there"):
        open_whole(s3[0], pattern, str(tmp_path))
    with pytest.raises(sg.DataError, match=r"was not read: it is not there|Nothing in the store"):
        open_whole(s3[0].replace("shop", "no-such-shop"), pattern, str(tmp_path))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PAR1 and no more", r"bad/1\.parquet cannot be read as Parquet"),
        (b"", r"bad/1\.parquet is empty: it has no bytes"),
        (FRAME.drop(columns="x").to_parquet(index=False), r"bad/1\.parquet has no column “x”"),
        (FRAME.assign(x="a").to_parquet(index=False), r"“x” is \w+ in bad/1\.parquet"),
    ],
)
def test_a_part_that_is_wrong_is_named(data, said, s3, tmp_path):
    """By its name below what is opened."""
    put(s3[1], "open/bad/0.parquet", FRAME.to_parquet(index=False))
    put(s3[1], "open/bad/1.parquet", data)
    with pytest.raises(sg.DataError, match=said):
        open_whole(s3[0], "bad", str(tmp_path))


def test_an_object_that_goes_while_it_is_read(s3, tmp_path):
    """It is named when its turn comes."""
    put(s3[1], "open/going.parquet", FRAME.to_parquet(index=False))
    source = open_whole(s3[0], "going.parquet", str(tmp_path))
    s3[1].delete_object(Bucket="shop", Key="open/going.parquet")
    with pytest.raises(sg.DataError, match=r"going\.parquet was not read: it is not there"):
        list(source.batches())


def test_a_store_that_refuses_or_cannot_be_reached(s3, monkeypatch):
    """One sentence, that tells nothing of the address."""

    class Refusing:
        def get_file_info(self, _selector):
            raise OSError(self.error)

    for error, said in (
        (
            "AWS Error ACCESS_DENIED during ListObjectsV2: s3://shop",
            "its store refuses this server",
        ),
        ("AWS Error NETWORK_CONNECTION during ListObjectsV2", "its store cannot be reached"),
    ):
        system = Refusing()
        system.error = error
        monkeypatch.setattr(stores, "file_system", lambda _, system=system: (system, "shop/open"))
        with pytest.raises(sg.DataError, match=rf"^a\.parquet was not read: {said}\. Check its"):
            objects_below(s3[0], "a.parquet")


def test_an_operators_address_that_is_none():
    """It is the operator's to correct; its settings are not told."""
    with pytest.raises(sg.DataError, match="The operator's address of a store cannot be used"):
        file_system("s3://shop/open?no_such_setting=key")
