"""The network: an encoder, and at each option's mark its stance and its part in a condition."""

from __future__ import annotations

import torch
from torch import nn

from spadework.coding.judge import ROLES, STANCES


class Coder(nn.Module):
    """Outputs scores [B, T, 6 + 5]: stances, then parts in a condition. They mean something at options' marks only."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.inner = nn.Linear(width, width)
        self.score = nn.Linear(width, len(STANCES) + len(ROLES))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        return self.score(self.drop(torch.tanh(self.inner(self.drop(hidden)))))
