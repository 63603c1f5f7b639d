"""What is said held against the options of an agenda: a small network on the reader's states.

Clauses come with the states of all tokens of their window, options with those of "issue [SEP] option". Every token of
an option looks for its like among the window's; what it finds is compared with it; the options of an agenda then see
each other, for they compete for what is said.
"""

from __future__ import annotations

import torch
from torch import nn

from spadework.coding.judge import ROLES, STANCES

WIDTH = 128
HEADS = 4
FAR = -1e4
ALIKE = 4


class Meaning(nn.Module):
    """The states that are kept of a token: a weighing of the upper layers [B, T, 384], made narrow [B, T, WIDTH]."""

    def __init__(self, width: int, layers: int = 4) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        self.narrow = nn.Linear(width, WIDTH)

    def mixed(self, hidden: tuple[torch.Tensor, ...]) -> torch.Tensor:
        weights = self.weights.softmax(0)
        upper = hidden[-len(self.weights) :]
        return sum(w * h for w, h in zip(weights, upper, strict=True))

    def forward(self, hidden: tuple[torch.Tensor, ...]) -> torch.Tensor:
        return self.narrow(self.mixed(hidden))


class Judge(nn.Module):
    """Scores [U, O, 6 + 5] of the stances of U clauses towards O options, and of the options' parts in a condition."""

    def __init__(self) -> None:
        super().__init__()
        d = WIDTH
        self.place = nn.Embedding(3, d)  # before the clause, in it, after it
        self.inside = nn.Parameter(torch.zeros(HEADS, 3))
        self.q, self.k, self.v = nn.Linear(d, d), nn.Linear(d, d), nn.Linear(d, d)
        self.compare = nn.Sequential(nn.Linear(4 * d, d), nn.GELU())
        self.weigh = nn.Linear(d, 1)
        self.attend = nn.Linear(d, 1)
        self.join = nn.Sequential(nn.LayerNorm(6 * d), nn.Dropout(0.1), nn.Linear(6 * d, d), nn.GELU())
        self.alike = nn.Linear(ALIKE, d)
        self.rq, self.rk, self.rv = nn.Linear(d, d), nn.Linear(d, d), nn.Linear(d, d)
        self.same = nn.Parameter(torch.zeros(HEADS, 2))
        self.score = nn.Sequential(
            nn.LayerNorm(2 * d),
            nn.Dropout(0.1),
            nn.Linear(2 * d, d),
            nn.GELU(),
            nn.Linear(d, len(STANCES) + len(ROLES)),
        )
        self.direct = nn.Linear(ALIKE, len(STANCES) + len(ROLES), bias=False)
        nn.init.zeros_(self.direct.weight)
        with torch.no_grad():
            for one in (self.q, self.k, self.v):  # to begin with, like looks for like
                one.weight.copy_(torch.eye(d) + 0.02 * torch.randn(d, d))
            nn.init.zeros_(self.score[-1].bias)
            self.score[-1].bias[0] = 3.0
            self.score[-1].bias[len(STANCES)] = 4.0

    def forward(
        self,
        window: torch.Tensor,
        places: torch.Tensor,
        options: torch.Tensor,
        filled: torch.Tensor,
        same: torch.Tensor,
    ) -> torch.Tensor:
        """
        Args:
            window: states [U, T, WIDTH] of the tokens around each clause.
            places: [U, T]: 0 before the clause, 1 in it, 2 after it, 3 filling.
            options: states [O, M, WIDTH] of the options' tokens.
            filled: [O, M]: 1 a token, 0 filling.
            same: [O, O]: 1 options of one issue, else 0.
        """
        u, t, d = window.shape
        o, m, _ = options.shape
        seen = window + self.place(places.clamp(max=2))
        at = self.inside.T[places.clamp(max=2)].permute(0, 2, 1) + (places == 3)[:, None, :] * FAR  # [U, H, T]
        q = self.q(options).view(o * m, HEADS, -1).transpose(0, 1)  # [H, OM, d/H]
        k = self.k(seen).view(u, t, HEADS, -1).permute(0, 2, 3, 1)  # [U, H, d/H, T]
        v = self.v(seen).view(u, t, HEADS, -1).transpose(1, 2)
        look = (torch.matmul(q[None], k) * (d // HEADS) ** -0.5 + at[:, :, None, :]).softmax(-1)
        found = torch.matmul(look, v).transpose(1, 2).reshape(u, o, m, d)
        own = options[None].expand(u, -1, -1, -1)
        told = self.compare(torch.cat((own, found, own * found, (own - found).abs()), -1))  # [U, O, M, d]
        on = filled[None, :, :, None]
        weight = (self.weigh(told) + (1 - on) * FAR).softmax(2)
        pooled = (weight * told).sum(2)
        most = (told + (1 - on) * FAR).amax(2)
        within = (places == 1).float()[..., None]
        mean = (seen * within).sum(1) / within.sum(1).clamp(min=1)
        heed = (self.attend(seen) + (1 - within) * FAR).softmax(1)
        heeded = (seen * heed).sum(1)
        plain = (options * filled[..., None]).sum(1) / filled.sum(1)[:, None]
        whole = [x[:, None].expand(-1, o, -1) for x in (mean, heeded)]
        plain = plain[None].expand(u, -1, -1)
        alike = self.likeness(window * (places < 3).float()[..., None], within, options, filled, same.float())
        z = self.join(torch.cat((pooled, most, *whole, plain, plain * whole[0]), -1)) + self.alike(alike)  # [U, O, d]
        rq, rk, rv = (f(z).view(u, o, HEADS, -1).transpose(1, 2) for f in (self.rq, self.rk, self.rv))
        bias = torch.where(same[None] > 0, self.same[:, 1, None, None], self.same[:, 0, None, None])
        rivals = ((rq @ rk.transpose(2, 3)) * (d // HEADS) ** -0.5 + bias[None]).softmax(-1) @ rv
        return self.score(torch.cat((z, rivals.transpose(1, 2).reshape(u, o, d)), -1)) + self.direct(alike)

    @staticmethod
    def likeness(
        window: torch.Tensor, within: torch.Tensor, options: torch.Tensor, filled: torch.Tensor, same: torch.Tensor
    ) -> torch.Tensor:
        """Cosines [U, O, ALIKE]: of the clause and of the window with an option, and how much nearer it is than its
        nearest rival; of the option's tokens with the likest of the clause."""
        normal = nn.functional.normalize
        means = normal((options * filled[..., None]).sum(1), dim=-1)
        clause = normal((window * within).sum(1), dim=-1) @ means.T
        whole = normal(window.sum(1), dim=-1) @ means.T
        itself = torch.eye(options.shape[0], device=options.device)
        rival = (clause[:, None, :] + (1 - same + itself)[None] * FAR).amax(2).clamp(min=-1)
        tokens = torch.einsum("utd,omd->utom", normal(window, dim=-1), normal(options, dim=-1))
        tokens = (tokens + (1 - within[..., None]) * FAR).amax(1)
        covered = (tokens * filled).sum(2) / filled.sum(1)
        return 3 * torch.stack((clause, whole, clause - rival, covered), -1)
