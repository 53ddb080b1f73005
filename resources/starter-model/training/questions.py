"""Reads the text the model learns from, and draws training samples from it."""
import json
import re
from dataclasses import dataclass

from tokenizer import normalised
from variations import OutsideQuestions, vary

OUTSIDE_SHARE = 0.3
LOOSE_SHARE = 0.3
CORPUS_ROUNDS = 12


@dataclass(frozen=True)
class Sample:
    question: str
    answer: str
    label: int
    loose: bool


def bare(question):
    """A question without case, punctuation and extra spaces: two that differ only there count as one."""
    words = re.sub(r'[^\w\s]', ' ', normalised(question).replace("'", ''))
    return ' '.join(words.split())


class Questions:
    def __init__(self, folder, refusal, random):
        self.topics = json.loads((folder / 'topics.json').read_text())
        self.lists = json.loads((folder / 'outside.json').read_text())
        held_out = json.loads((folder / 'heldOut.json').read_text())
        self.refusal = refusal
        self.random = random
        self.held_out = self.pairs(held_out)
        self.tuning = self.pairs(held_out['tuning'])
        self.trained = [(question, topic['answer']) for topic in self.topics for question in topic['questions']]
        self.outside = OutsideQuestions(self.lists, [question for question, _ in self.trained], random)
        self.never_shown = self.checked()
        self.waiting = []

    @property
    def labels(self):
        """A label for each topic, and one for all that is outside."""
        return len(self.topics) + 1

    def pairs(self, part):
        answers = {topic['id']: topic['answer'] for topic in self.topics}
        inside = [(question, answers[topic['id']]) for topic in part['topics'] for question in topic['questions']]
        return {'topics': inside, 'outside': [(question, self.refusal) for question in part['outside']]}

    def checked(self):
        """The bare form of every question that measures; stops when one of them is also trained on, or two are one."""
        measuring = [pair[0] for part in (self.held_out, self.tuning) for pairs in part.values() for pair in pairs]
        bare_measuring = [bare(question) for question in measuring]
        trained = [question for question, _ in self.trained] + self.lists['questions'] + self.lists['near']
        leaked = set(bare_measuring) & set(map(bare, trained))
        assert not leaked, f'held out and trained on: {sorted(leaked)}'
        twice = {question for question in bare_measuring if bare_measuring.count(question) > 1}
        assert not twice, f'held out twice: {sorted(twice)}'
        return set(bare_measuring)

    def corpus(self):
        """Text to learn the pieces from. It is plain ASCII, so that the letters of other scripts stay unknown."""
        questions = []
        for _ in range(CORPUS_ROUNDS):
            questions += [vary(question, self.random) for question, _ in self.trained]
            questions += [self.outside.listed() for _ in self.topics] + [self.outside.near() for _ in self.topics]
        answers = [topic['answer'] for topic in self.topics] + [self.refusal]
        plain = [normalised(question).encode('ascii', 'ignore').decode() for question in questions]
        return answers * CORPUS_ROUNDS + plain

    def drawn(self):
        if self.random.random() < OUTSIDE_SHARE:
            return self.outside.question(), self.refusal, len(self.topics)
        label = self.random.randrange(len(self.topics))
        topic = self.topics[label]
        return vary(self.random.choice(topic['questions']), self.random), topic['answer'], label

    def sample(self):
        """A sample that is not by chance one of the questions that measure."""
        while True:
            question, answer, label = self.drawn()
            if bare(question) not in self.never_shown:
                return Sample(question, answer, label, self.random.random() < LOOSE_SHARE)

    def samples(self, count):
        return [self.sample() for _ in range(count)]

    def batch(self, count):
        """Samples with answers of like length, which saves a third of the padding."""
        if not self.waiting:
            drawn = sorted(self.samples(8 * count), key=lambda sample: len(sample.answer))
            self.waiting = [drawn[start : start + count] for start in range(0, len(drawn), count)]
            self.random.shuffle(self.waiting)
        return self.waiting.pop()
