import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { isRight } from '../../src/markdown/quizzes.ts';
import { quizzesIn, readRich } from '../../src/markdown/rich.ts';
import { Quiz } from '../../src/training/quiz.ts';

const TEXT = `---
title: Wires
---
Some words.

{:.quiz}
What is a *wire*?
- (x) a network
- ( ) a \`docker ps\` listing

{: .quiz }
Which of these are drivers?

- [x] bridge
- [ ] gateway
- [x] macvlan

Words behind.
`;

test('a mark, a question and its answers are a quiz; one or several may be right', () => {
  const [one, several] = quizzesIn(TEXT);
  assert.equal(one, {
    line: 6,
    question: 'What is a *wire*?',
    several: false,
    options: [
      { text: 'a network', right: true },
      { text: 'a `docker ps` listing', right: false },
    ],
  });
  assert.is(several?.several, true);
  assert.is(several?.options.length, 3);
  assert.ok(isRight(several!, [0, 2]));
  for (const wrong of [[], [0], [0, 1, 2]]) assert.not.ok(isRight(several!, wrong));
});

test('it is shown where it stands, without its answers, and none of it is a command or a list', () => {
  const blocks = readRich(TEXT);
  assert.equal(
    blocks.map(({ kind }) => kind),
    ['paragraph', 'quiz', 'quiz', 'paragraph'],
  );
  assert.not.match(JSON.stringify(blocks), 'right');
  assert.equal(parseLab('wires.md', TEXT).steps, []);
});

test('a mark above anything else is no quiz, and nothing is lost', () => {
  for (const text of [
    '{:.quiz}\n\n# Heading\n\n- [x] yes\n',
    '{:.quiz}\nWords alone.\n',
    '{:.quiz}\n- [x] yes\n',
  ])
    assert.equal(quizzesIn(text), [], text);
});

test('questions of the document are asked first, by the numbers of their answers', async () => {
  const quiz = new Quiz(async () => ({ networks: [], containers: [] }), quizzesIn(TEXT));
  assert.is(await quiz.answer('1'), 'nothing was asked yet');
  assert.match(await quiz.ask(), '1) a network; 2) a `docker ps` listing?');
  assert.match(await quiz.answer('2'), 'No, that is not it.');
  assert.is(await quiz.answer('1'), 'Right.');
  assert.is(quiz.choose(11, [0, 2]), 'Right.');
  assert.is(await quiz.ask(), 'nothing is there yet to ask about');
});

test.run();
