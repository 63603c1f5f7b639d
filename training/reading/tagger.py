"""The network: an encoder, a chain of labels on it, and for each cue the labels of its own source and content."""

from __future__ import annotations

import torch
from torch import nn
from windows import LABELS, Window

LINK = 64  # width of queries and keys
LOWER = 3  # layers after which coding goes on by itself (`training/judging`)
N = len(LABELS)


class Tagger(nn.Module):
    """Outputs emissions [B, T, 7], queries and keys of links [B, T, 12, LINK], the lower layers' states [B, T, width].

    Of the twelve the first four are queries at a cue's first token, the next four at its last, the last four keys:
    begin of source, inside of source, begin of content, inside of content.
    """

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        # The scheme goes where BERT has its token types; an encoder without them, such as MPNet, gets a place for it.
        self.typed = getattr(encoder.config, "type_vocab_size", 1) > 1
        self.scheme = None if self.typed else nn.Embedding(2, width)
        self.drop = nn.Dropout(0.1)
        self.emit = nn.Linear(width, N)
        self.link = nn.Linear(width, 12 * LINK)
        self.steps = nn.Parameter(torch.zeros(N, N))
        self.first = nn.Parameter(torch.zeros(N))

    def states(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The encoder's hidden states [B, T, width], of its embeddings and of each layer."""
        if self.scheme is None:
            out = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types, output_hidden_states=True)
        else:
            words = self.encoder.embeddings.word_embeddings(ids) + 0.02 * self.scheme(types)
            out = self.encoder(inputs_embeds=words, attention_mask=mask, output_hidden_states=True)
        return out.hidden_states

    def tagged(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Emissions and links of the last layer's states."""
        hidden = self.drop(hidden)
        b, t, _ = hidden.shape
        return self.emit(hidden), self.link(hidden).view(b, t, 12, LINK)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, schemes: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = self.states(ids, mask, schemes)
        emissions, links = self.tagged(hidden[-1])
        return emissions, links, hidden[LOWER]

    def chain_loss(self, emissions: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Negative log-likelihood of the gold chains (linear-chain CRF; Lafferty and others, 2001), a token."""
        e = emissions[:, 1:]
        gold = labels[:, 1:]
        on = gold >= 0
        safe = gold.clamp(min=0)
        b = torch.arange(len(e), device=e.device)
        score = self.first[safe[:, 0]] + (e.gather(2, safe[..., None])[..., 0] * on).sum(1)
        score = score + (self.steps[safe[:, :-1], safe[:, 1:]] * on[:, 1:]).sum(1)
        alpha = self.first + e[:, 0]
        alphas = [alpha]
        for t in range(1, e.shape[1]):
            alpha = torch.logsumexp(alpha[:, :, None] + self.steps, 1) + e[:, t]
            alphas.append(alpha)
        last = on.sum(1) - 1
        total = torch.stack(alphas, 1)[b, last].logsumexp(1)
        return (total - score).sum() / on.sum()

    def link_loss(self, emissions: torch.Tensor, links: torch.Tensor, batch: list[Window]) -> torch.Tensor:
        """Cross-entropy of the labels of each cue's own source and content, in tokens a cue."""
        total, count = links.sum() * 0, 0
        for n, w in enumerate(batch):  # a window at a time: gathering keys by cue would copy them
            if not w.links:
                continue
            t = len(w.ids)
            score = self.linked(emissions[n, :t], links[n, :t], [(a, b) for a, b, _ in w.links])
            gold = torch.stack([torch.from_numpy(own) for *_, own in w.links]).to(links.device)
            total = total + nn.functional.cross_entropy(score.reshape(-1, 3), gold.reshape(-1), reduction="sum")
            count += len(w.links)
        return total / max(count, 1)

    @staticmethod
    def linked(emissions: torch.Tensor, links: torch.Tensor, cues: list[tuple[int, int]]) -> torch.Tensor:
        """Scores [C, 2, T, 3] of outside, begin and inside of each cue's source and content, of one window."""
        first = links[torch.tensor([a for a, _ in cues]), :4]
        last = links[torch.tensor([b for _, b in cues]), 4:8]
        pair = torch.einsum("clk,tlk->clt", first + last, links[:, 8:]) / LINK**0.5
        own = pair + emissions[:, [1, 2, 5, 6]].T - torch.logsumexp(emissions[:, [0, 3, 4]], 1)
        own = own.view(len(cues), 2, 2, -1)
        return torch.stack((torch.zeros_like(own[:, :, 0]), own[:, :, 0], own[:, :, 1]), -1)
