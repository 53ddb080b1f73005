"""Greedy answers with the model's confidence in them, and the search for the confidence that an answer must have."""
from dataclasses import dataclass

import torch

from t5 import END, PAD

LONGEST_ANSWER = 96
TOGETHER = 100


@dataclass(frozen=True)
class Scored:
    """A question with the answer it should get, the one it got, and the smallest top-1 probability on the way."""

    question: str
    expected: str
    answer: str
    confidence: float

    def gated(self, confidence, refusal):
        return self.answer if self.confidence >= confidence else refusal


def padded(rows):
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def until_end(row):
    return row[: row.index(END)] if END in row else row


@torch.no_grad()
def answered(model, tokenizer, questions):
    """(answer, confidence) of each question of one batch."""
    memory, mask = model.encode(padded([tokenizer.question(question) for question in questions]))
    ids = torch.full((len(questions), 1), PAD)
    confidence = torch.ones(len(questions))
    done = torch.zeros(len(questions), dtype=torch.bool)
    for _ in range(LONGEST_ANSWER):
        top = torch.softmax(model.decode(ids, memory, mask)[:, -1], -1).max(-1)
        confidence = torch.where(done, confidence, torch.minimum(confidence, top.values))
        ids = torch.cat([ids, top.indices.masked_fill(done, PAD)[:, None]], 1)
        done |= top.indices == END
        if done.all():
            break
    texts = [tokenizer.text(until_end(row)) for row in ids[:, 1:].tolist()]
    return list(zip(texts, confidence.tolist()))


def scored(model, tokenizer, pairs):
    """Scores (question, expected answer) pairs."""
    model.eval()
    answers = []
    for start in range(0, len(pairs), TOGETHER):
        answers += answered(model, tokenizer, [question for question, _ in pairs[start : start + TOGETHER]])
    model.train()
    return [Scored(*pair, *answer) for pair, answer in zip(pairs, answers)]


def share_right(results, confidence, refusal):
    right = sum(result.gated(confidence, refusal) == result.expected for result in results)
    return right / len(results)


def best_gate(topics, outside, refusal):
    """The confidence at which the smaller of both shares is best: topics answered, outside questions refused."""

    def smaller(confidence):
        return min(share_right(topics, confidence, refusal), share_right(outside, confidence, refusal))

    return max((step / 100 for step in range(30, 96)), key=smaller)


def report(title, results, gate, refusal):
    plain, gated = share_right(results, 0, refusal), share_right(results, gate, refusal)
    print(f'{title}: {len(results)} questions, right {plain:.1%}, with the gate {gated:.1%}', flush=True)
    for result in results:
        answer = result.gated(gate, refusal)
        if answer != result.expected:
            print(f'    {result.question} -> {answer[:70]} ({result.confidence:.2f})')
