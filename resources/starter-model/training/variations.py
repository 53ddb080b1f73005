"""Makes many questions of few: other openings, other words, polite frames, dropped words, typing errors.

Also puts questions outside the topics together from parts, without end, so that refusing is learned as a habit and not
as a short list.
"""

FRAMES = [
    '{}', '{}', '{}', '{}', '{}?', 'please {}', '{} please', 'can you tell me {}', 'hey, {}', 'tell me: {}', 'hi, {}',
    'i want to know {}', 'quick question: {}', '{} in this app', '{} in confab', '{} here', 'so {}', 'ok, {}', 'um {}',
    'sorry, {}', 'do you know {}', 'in confab, {}', 'hello, {}', '{} thanks', 'i wonder {}', 'just curious: {}',
]  # fmt: skip

ENDINGS = [*[''] * 8, *['?'] * 8, '!', '!', '.', '.', ' :)', ' 🙂']

# The first opening that fits is the one that is changed.
OPENINGS = {
    'how do i ': [
        'how can i ', 'how do you ', 'how to ', 'how would i ', 'what is the way to ', 'tell me how to ', '',
        'how could i ', 'show me how to ', 'i want to ', 'i need to ', 'help me ', 'is it possible to ', 'can i ',
        'how should i ', 'where can i ', "i'd like to ", 'is there a way to ', 'what do i press to ', 'how may i ',
        'explain how to ', 'trying to ', 'could you explain how to ', 'steps to ', 'what is the best way to ',
        "i don't know how to ", 'where do i ', 'what must i do to ', 'what should i do to ', 'please help me ',
        'i would like to ',
    ],
    'where do i ': ['where can i ', 'where should i ', 'where to ', 'how do i ', 'how can i '],
    'can i ': ['could i ', 'may i ', 'is it possible to ', 'am i able to ', 'is there a way to ', 'can we '],
    'i want to ': ["i'd like to ", 'i would like to ', 'i need to ', 'i wish to ', 'help me ', 'let me ', 'how can i '],
    'what is ': ["what's ", 'whats ', 'tell me what is ', 'explain '],
    'where is ': ['where can i find ', "where's ", 'how do i find ', 'where can i see ', 'i cannot find '],
    'where are ': ['where can i find ', 'how do i find ', 'where can i see ', 'i cannot find '],
    'why is ': ["why's ", 'tell me why is ', 'how come '],
    'is there ': ['do you have ', 'does it have ', 'does confab have ', 'i need '],
    'does it ': ['does confab ', 'does this program ', 'does the app ', 'does this '],
    'do i need ': ['is there a need for ', 'must i have ', 'does it need ', 'does confab require ', 'do you need '],
}  # fmt: skip

SYNONYMS = {
    'chat': ['conversation', 'talk', 'discussion'], 'chats': ['conversations', 'talks', 'discussions'],
    'conversation': ['chat'], 'conversations': ['chats'],
    'delete': ['remove', 'erase', 'get rid of', 'throw away'], 'remove': ['delete'], 'erase': ['delete'],
    'change': ['switch', 'set', 'modify', 'adjust', 'edit', 'alter'], 'add': ['install', 'put in', 'set up', 'get'],
    'reply': ['answer', 'response'], 'answer': ['reply', 'response'], 'answers': ['replies', 'responses'],
    'app': ['program', 'application', 'software'], 'program': ['app', 'application'], 'find': ['locate', 'see'],
    'create': ['make', 'set up', 'add'], 'make': ['create'], 'install': ['add', 'load'], 'bigger': ['larger'],
    'larger': ['bigger', 'better', 'more powerful', 'smarter'], 'another': ['a different', 'a new', 'one more'],
    'stored': ['saved', 'kept'], 'saved': ['stored', 'kept'], 'turn': ['switch'], 'enable': ['turn on', 'activate'],
    'disable': ['turn off'], 'computer': ['pc', 'machine', 'laptop'], 'password': ['passphrase', 'pass word', 'pw'],
    'start': ['begin', 'open'], 'stop': ['halt', 'cancel'], 'title': ['name'], 'press': ['click', 'hit'],
    'profile': ['user profile'], 'person': ['user', 'people'], 'message': ['text', 'question'],
    'internet': ['network', 'web', 'wifi'], 'show': ['display'], 'picture': ['image', 'photo'], 'text': ['letters'],
    'need': ['require'], 'choose': ['select', 'pick'], 'undo': ['take back', 'revert'], 'lost': ['misplaced'],
    'window': ['screen'], 'sign': ['log'], 'model': ['models', 'ai model', 'llm'],
}  # fmt: skip

# With these words exchanged for any other thing, a question about Confab is one no more.
OWN_WORDS = frozenset(
    'chat chats conversation conversations profile profiles password code answer answers message messages model models '
    'title theme text letters window windows side settings version data database time date confab starter queue key '
    'keys api server prompt temperature gemini openai ollama'.split()
)

# Letters that the pieces do not know become <unk>; a question full of them is refused too.
OTHER_SCRIPTS = [
    'абвгдежзиклмнопрстуфхцчшыьюя',
    'αβγδεζηθικλμνξοπρστυφχψω',
    'ابتثجحخدذرزسشصضطظعغفقكلمن',
    '你好吗的是在了聊天模型密码',
    'こんにちはのです',
    '😀😂👍🎉',
]


def reopened(question, random):
    for opening, others in OPENINGS.items():
        if question.startswith(opening) and random.random() < 0.5:
            return random.choice(others) + question[len(opening) :]
    return question


def mistyped(word, random):
    """A letter lost, doubled or changed places with the next."""
    if len(word) < 4:
        return word
    place = random.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return random.choice([before + after, before + letter + letter + after, before + after[0] + letter + after[1:]])


def vary(question, random):
    """One random variation of a training phrasing."""
    words = reopened(question, random).split()
    words = [random.choice(SYNONYMS[word]) if word in SYNONYMS and random.random() < 0.25 else word for word in words]
    if len(words) > 3 and random.random() < 0.15:
        words.pop(random.randrange(len(words)))
    if words and random.random() < 0.15:
        place = random.randrange(len(words))
        words[place] = mistyped(words[place], random)
    varied = random.choice(FRAMES).format(' '.join(words))
    return varied if varied.endswith('?') else varied + random.choice(ENDINGS)


class OutsideQuestions:
    """An endless source of questions that are none of our topics, from the lists of `outside.json`."""

    def __init__(self, lists, topic_questions, random):
        self.lists = lists
        self.topic_questions = topic_questions
        self.random = random
        self.kinds = {
            self.listed: 24,
            self.near: 26,
            self.composed: 24,
            self.displaced: 12,
            self.place: 4,
            self.sum: 8,
            self.noise: 3,
            self.foreign: 3,
        }

    def question(self):
        kind = self.random.choices(list(self.kinds), list(self.kinds.values()))[0]
        return kind()

    def listed(self):
        return vary(self.random.choice(self.lists['questions']), self.random)

    def near(self):
        """Sounds like a question about a chat program, and yet is about none of what this one has."""
        return vary(self.random.choice(self.lists['near']), self.random)

    def composed(self):
        template = self.random.choice(self.lists['templates'])
        things = [self.random.choice(self.lists['things']) for _ in range(template.count('{}'))]
        return vary(template.format(*things), self.random)

    def displaced(self):
        """A question of a topic with its own words exchanged: the verbs of a topic alone do not make it that topic."""
        while True:
            words = self.random.choice(self.topic_questions).split()
            if len(words) > 1 and not OWN_WORDS.isdisjoint(words):
                thing = self.random.choice(self.lists['things'])
                return vary(' '.join(thing if word in OWN_WORDS else word for word in words), self.random)

    def place(self):
        return self.random.choice(self.lists['placeTemplates']).format(self.random.choice(self.lists['places']))

    def sum(self):
        first, second = self.random.randint(0, 999), self.random.randint(0, 99)
        sign, word = self.random.choice([('+', 'plus'), ('-', 'minus'), ('*', 'times'), ('/', 'divided by')])
        plain, spoken = f'{first} {sign} {second}', f'{first} {word} {second}'
        starts = ['', 'what is ', 'calculate ', 'how much is ', 'solve ']
        return self.random.choice(starts) + self.random.choice([plain, spoken, plain.replace(' ', '')])

    def noise(self):
        letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
        lengths = [self.random.randint(1, 9) for _ in range(self.random.randint(1, 4))]
        return ' '.join(''.join(self.random.choices(letters, k=length)) for length in lengths)

    def foreign(self):
        script = self.random.choice(OTHER_SCRIPTS)
        lengths = [self.random.randint(1, 7) for _ in range(self.random.randint(1, 5))]
        return ' '.join(''.join(self.random.choices(script, k=length)) for length in lengths)
