"""The networks: a small recurrent one started from LAC's weights, and a head over e5's pieces."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from kg.detect.encode import LEXICON_CODES, SHAPES
from training.e5 import E5
from training.pieces import FIRST_PIECE, LONGEST_PLACE, UNKNOWN

Batch = dict[str, Tensor]


# Pairs of neighbouring characters share so many rows; what falls together is rare.
PAIRS = 65_536
PAIR_FACTOR = 31_337
# Share of e5's pieces that training hides.
HIDDEN_PIECES = 0.12


class Fast(nn.Module):
    """Characters, their pairs, shapes and lexicon codes through two bidirectional GRU layers."""

    def __init__(self, chars: int, labels: int, width: int = 128, hidden: int = 128) -> None:
        super().__init__()
        self.char = nn.Embedding(chars, width)
        self.shape = nn.Embedding(SHAPES, width)
        self.lexicon = nn.Embedding(LEXICON_CODES, width)
        self.pair = nn.Embedding(PAIRS, width // 2)
        self.from_pairs = nn.Linear(width, width, bias=False)
        for table, spread in ((self.shape, 0.01), (self.lexicon, 0.01), (self.pair, 0.1)):
            nn.init.normal_(table.weight, std=spread)
        self.first = nn.GRU(width, hidden, bidirectional=True, batch_first=True)
        self.second = nn.GRU(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.drop = nn.Dropout(0.25)
        self.out = nn.Linear(2 * hidden, labels)

    def forward(self, batch: Batch) -> Tensor:
        """Log-probabilities (sentence, character, label)."""
        chars = batch["chars"]
        x = self.char(chars) + self.shape(batch["shapes"]) + self.lexicon(batch["lexicon"])
        x = self.drop(x + self.from_pairs(self._pairs(chars)))
        lengths = batch["lengths"].cpu()
        x = self.drop(_run(self.first, x, lengths))
        x = self.drop(_run(self.second, x, lengths))
        return torch.log_softmax(self.out(x), dim=-1)

    def _pairs(self, chars: Tensor) -> Tensor:
        """Each character's pair with the one before it, and with the one behind it."""
        before = nn.functional.pad(chars, (1, 0))
        behind = nn.functional.pad(chars, (0, 1))
        rows = self.drop(self.pair((before * PAIR_FACTOR + behind) % PAIRS))
        return torch.cat([rows[:, :-1], rows[:, 1:]], dim=-1)

    def groups(self, rate: float) -> list[dict[str, object]]:
        """Parameter groups: new parts learn five times as fast as LAC's."""
        new = [self.shape, self.lexicon, self.pair, self.from_pairs, self.out]
        old = [self.char, self.first, self.second]
        return [
            {"params": [p for m in old for p in m.parameters()], "lr": rate},
            {"params": [p for m in new for p in m.parameters()], "lr": 5 * rate},
        ]


def _run(layer: nn.GRU, x: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    return pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=x.shape[1])[0]


class Layer(nn.Module):
    """One BERT layer: attention, then a feed-forward part, each normed after its residual."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.first_norm = nn.LayerNorm(width, epsilon)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, epsilon)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` (sentence, 1, 1, piece) is added to the attention's scores."""
        count, length, width = x.shape
        split = (count, length, 3, self.heads, width // self.heads)
        q, k, v = self.qkv(x).view(split).permute(2, 0, 3, 1, 4)
        # Spelled out: torch's fused attention takes twice as long on short sentences on a CPU.
        points = (q * (q.shape[-1] ** -0.5)) @ k.transpose(-1, -2) + mask.to(q.dtype)
        seen = torch.softmax(points, dim=-1).to(v.dtype) @ v
        seen = self.attended(seen.transpose(1, 2).reshape(count, length, width))
        x = self.first_norm(x + self.drop(seen))
        return self.last_norm(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The lower layers of e5 over the vectors of pieces; word vectors stay as they are."""

    def __init__(self, e5: E5, rows: list[int], layers: int, drop: float) -> None:
        super().__init__()
        words = e5.tensors["emb.word"].reshape(-1, e5.width)
        # Rows 0, 3 and 2 of the file are the begin mark, the unknown piece and the end mark.
        self.word = nn.Embedding.from_pretrained(_t(words[[0, 3, 2, *rows]]), freeze=True)
        self.place = nn.Parameter(_t(e5.tensors["emb.pos"].reshape(-1, e5.width)[:448]).clone())
        self.kind = nn.Parameter(_t(e5.tensors["emb.type"][: e5.width]).clone())
        self.norm = nn.LayerNorm(e5.width, e5.epsilon)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(
            Layer(e5.width, e5.heads, e5.inner, e5.epsilon, drop) for _ in range(layers)
        )
        self._load(e5)

    def _load(self, e5: E5) -> None:
        with torch.no_grad():
            _put(self.norm, e5, "emb.ln")
            for number, layer in enumerate(self.layers):
                name = f"l{number}."
                for part, key in (("weight", "w"), ("bias", "b")):
                    stacked = [_t(e5.tensors[f"{name}{x}.{key}"]) for x in "qkv"]
                    target = getattr(layer.qkv, part)
                    target.copy_(torch.cat(stacked).view_as(target))
                _put(layer.attended, e5, name + "ao")
                _put(layer.first_norm, e5, name + "aln")
                _put(layer.up, e5, name + "fi")
                _put(layer.down, e5, name + "fo")
                _put(layer.last_norm, e5, name + "oln")

    def forward(self, words: Tensor, lengths: Tensor) -> Tensor:
        """States of pieces from their word vectors (sentence, piece, width)."""
        size = words.shape[1]
        x = self.drop(self.norm(words + self.place[:size] + self.kind))
        real = torch.arange(size)[None] < lengths[:, None]
        mask = torch.zeros(real.shape).masked_fill(~real, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def groups(self, rate: float) -> list[dict[str, object]]:
        """Parameter groups: lower layers learn more slowly."""
        depth = len(self.layers)
        groups: list[dict[str, object]] = [
            {"params": list(layer.parameters()), "lr": rate * 0.93 ** (depth - 1 - n)}
            for n, layer in enumerate(self.layers)
        ]
        lowest = [self.place, self.kind, *self.norm.parameters()]
        return [*groups, {"params": lowest, "lr": rate * 0.93**depth}]


class Pieced(nn.Module):
    """e5's encoder over its pieces, and a head back on characters.

    In training some pieces are hidden behind the unknown one, so that no set is learnt by heart;
    dropout inside the layers costs as much time as the layers.
    """

    def __init__(
        self, e5: E5, rows: list[int], layers: int, chars: int, labels: int, hidden: int = 256
    ) -> None:
        super().__init__()
        self.encoder = Encoder(e5, rows, layers, 0.0)
        self.char = nn.Embedding(chars, 64)
        self.extra = nn.ModuleList(
            nn.Embedding(n, hidden) for n in (LONGEST_PLACE + 1, SHAPES, LEXICON_CODES)
        )
        self.from_char = nn.Linear(64, hidden)
        self.from_piece = nn.Linear(e5.width, hidden)
        self.near = nn.ModuleList(nn.Conv1d(hidden, hidden, 3, padding=1) for _ in range(2))
        self.head_drop = nn.Dropout(0.2)
        self.out = nn.Linear(hidden, labels)

    def forward(self, batch: Batch) -> Tensor:
        """Log-probabilities (sentence, character, label)."""
        pieces = batch["pieces"]
        if self.training:
            hidden = (torch.rand(pieces.shape) < HIDDEN_PIECES) & (pieces >= FIRST_PIECE)
            pieces = pieces.masked_fill(hidden, UNKNOWN)
        x = self.encoder(self.encoder.word(pieces), batch["piece_lengths"])
        return torch.log_softmax(self._head(x, batch).float(), dim=-1)

    def _head(self, x: Tensor, batch: Batch) -> Tensor:
        index = batch["piece_of"][..., None].expand(-1, -1, x.shape[2])
        y = self.from_piece(x.gather(1, index)) + self.from_char(self.char(batch["chars"]))
        for table, name in zip(self.extra, ("piece_at", "shapes", "lexicon"), strict=True):
            y = y + table(batch[name])
        chars = batch["chars"].shape[1]
        real = (torch.arange(chars)[None] < batch["lengths"][:, None])[..., None]
        y = self.head_drop(y) * real
        for layer in self.near:
            y = y + nn.functional.gelu(layer(y.transpose(1, 2)).transpose(1, 2)) * real
        return self.out(self.head_drop(y))

    def groups(self, rate: float) -> list[dict[str, object]]:
        """Parameter groups: the head learns ten times as fast as the encoder."""
        head = [self.char, self.extra, self.from_char, self.from_piece, self.near, self.out]
        mine = {"params": [p for m in head for p in m.parameters()], "lr": 10 * rate}
        return [*self.encoder.groups(rate), mine]


def _t(values: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(values))


def _put(module: nn.Module, e5: E5, name: str) -> None:
    for part, key in (("weight", "w"), ("bias", "b")):
        target = getattr(module, part)
        target.copy_(_t(e5.tensors[f"{name}.{key}"]).view_as(target))
