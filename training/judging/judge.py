"""What is said held against the options of an agenda: the upper layers of an encoder that reads both together.

The reader's lower layers have read the text, window by window, and the options of the agenda, each for itself. From
there on a window and all options are one sequence: what is said sees what it is asked about, and options see their
rivals. Each clause is then compared with each option.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import torch
from torch import nn

sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "reading"))
from tagger import LOWER

from spadework.coding.judge import ROLES, STANCES

HEAD = 192
LIKE = 128  # width in which words are held against each other
ALIKE = 12
RELATIONS = 6  # of two tokens: in the window, window to option, option to window, one option, one issue, other issues
SCORES = len(STANCES) + len(ROLES)


class Judge(nn.Module):
    """Scores [U, O, 6 + 5] of the stances of U clauses towards O options, and of the options' parts in a condition."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        width, heads = encoder.config.hidden_size, encoder.config.num_attention_heads
        self.layers = copy.deepcopy(encoder.encoder.layer[LOWER:])
        self.kind = nn.Embedding(2, width)  # a token of the window, of an option
        self.relation = nn.Parameter(torch.zeros(RELATIONS, heads))
        self.heed = nn.Linear(width, 1)
        self.clause, self.option = nn.Linear(2 * width, HEAD), nn.Linear(2 * width, HEAD)
        self.asks, self.tells = nn.Linear(2 * width, HEAD), nn.Linear(2 * width, HEAD)
        self.pair = nn.Linear(HEAD, HEAD)
        self.before, self.after = (nn.Linear(width, LIKE, bias=False) for _ in range(2))
        self.alike = nn.Linear(ALIKE, HEAD)
        self.score = nn.Sequential(nn.LayerNorm(HEAD), nn.Dropout(0.1), nn.Linear(HEAD, SCORES))
        nn.init.normal_(self.kind.weight, std=0.02)
        for one in (self.before, self.after):
            nn.init.orthogonal_(one.weight)
        with torch.no_grad():
            self.score[-1].bias.zero_()
            self.score[-1].bias[0] = 3.0
            self.score[-1].bias[len(STANCES)] = 4.0

    def together(
        self,
        window: torch.Tensor,
        filled: torch.Tensor,
        options: torch.Tensor,
        owners: torch.Tensor,
        issues: torch.Tensor,
    ) -> torch.Tensor:
        """States [B, W + M, width] of windows and options that have seen each other.

        Args:
            window: states [B, W, width] of windows.
            filled: [B, W]: 1 a token, 0 filling.
            options: states [B, M, width] of the tokens of all options, one option after the other.
            owners, issues: [B, M]: the number of the option and of the issue of each; -1 filling.
        """
        kinds = torch.cat((torch.zeros_like(filled), torch.ones_like(owners)), 1)
        states = torch.cat((window, options), 1) + self.kind(kinds)
        one = owners[:, :, None] == owners[:, None]
        same = issues[:, :, None] == issues[:, None]
        among = 5 - same.long() - one.long()  # [B, M, M]
        w, m = window.shape[1], options.shape[1]
        within = torch.zeros_like(filled)[:, :, None].expand(-1, -1, w)
        to_options = torch.ones_like(owners)[:, None].expand(-1, w, -1)
        to_window = torch.full_like(filled, 2)[:, None].expand(-1, m, -1)
        relations = torch.cat((torch.cat((within, to_options), 2), torch.cat((to_window, among), 2)), 1)
        on = torch.cat((filled > 0, owners >= 0), 1)
        bias = self.relation[relations].permute(0, 3, 1, 2) + (~on)[:, None, None, :] * -1e4  # [B, H, T, T]
        for layer in self.layers:
            found = layer(states, attention_mask=bias.to(states.dtype))
            states = found[0] if isinstance(found, tuple) else found
        return states

    def pooled(self, states: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        """What stretches [N, T] (1 inside) of these states [T, width] tell: mean and what is heeded, [N, 2 width]."""
        inside = inside.to(states.dtype)
        mean = inside @ states / inside.sum(1, keepdim=True).clamp(min=1)
        heed = (self.heed(states)[:, 0] + (1 - inside) * -1e4).softmax(-1)
        return torch.cat((mean, heed @ states), -1)

    def likeness(
        self, window: torch.Tensor, options: torch.Tensor, clauses: torch.Tensor, told: torch.Tensor, near: nn.Module
    ) -> torch.Tensor:
        """Cosines [U, O, 3] between clauses and options: of their means; of each word of one with the likest of the
        other, both ways."""
        normal = nn.functional.normalize
        window, options = near(window), near(options)
        means = [
            normal(on @ states / on.sum(1, keepdim=True), dim=-1) for on, states in ((clauses, window), (told, options))
        ]
        words = normal(window, dim=-1) @ normal(options, dim=-1).T  # [W, M]
        best = (words[None] + (clauses[..., None] - 1) * 1e4).amax(1)  # [U, M]
        back = (words[:, None] + (told[None] - 1) * 1e4).amax(2)  # [W, O]
        covered = best @ told.T / told.sum(1)
        covers = clauses @ back / clauses.sum(1, keepdim=True)
        return torch.stack((means[0] @ means[1].T, covered, covers), -1)

    def compared(
        self,
        window: tuple[torch.Tensor, torch.Tensor],
        options: tuple[torch.Tensor, torch.Tensor],
        clauses: torch.Tensor,
        told: torch.Tensor,
    ) -> torch.Tensor:
        """Scores [U, O, 11] of the clauses [U, W] of a window and options [O, M], by the states of both before and
        after they have seen each other."""
        alike = torch.cat(
            [
                self.likeness(w, o, clauses, told, near)
                for w, o, near in zip(window, options, (self.before, self.after), strict=True)
            ],
            -1,
        )
        others = alike[:, None] - torch.eye(told.shape[0], device=told.device)[None, :, :, None] * 1e4
        alike = 3 * torch.cat((alike, alike - others.amax(2).clamp(min=-1)), -1)
        clause, option = self.pooled(window[1], clauses), self.pooled(options[1], told)
        both = self.pair(self.asks(clause)[:, None] * self.tells(option)[None]) + self.alike(alike)
        return self.score(nn.functional.gelu(self.clause(clause)[:, None] + self.option(option)[None] + both))

    def forward(
        self,
        window: torch.Tensor,
        clauses: torch.Tensor,
        options: torch.Tensor,
        owners: torch.Tensor,
        issues: torch.Tensor,
        told: torch.Tensor,
    ) -> torch.Tensor:
        """Scores for one window [W, width] with its clauses [U, W]; `told` [O, M]: 1 where a token is an option's."""
        filled = torch.ones_like(clauses[0]).long()
        states = self.together(window[None], filled[None], options[None], owners[None], issues[None])[0]
        w = window.shape[0]
        return self.compared((window, states[:w]), (options, states[w:]), clauses, told)
