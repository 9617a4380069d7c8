import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Course } from '../../src/serve/course.ts';

const LAB = '\n\n```.term1\necho hello\n```\n';
const post = (title: string, keys: string, text = LAB): string =>
  `---\nlayout: post\ntitle: "${title}"\n${keys}---\n${text}`;
const course = (files: Readonly<Record<string, string>>, skipTags: readonly string[] = []): Course =>
  new Course(
    'course',
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { skipTags: new Set(skipTags) },
  );
const index = ({ chapters }: Course): readonly string[] =>
  chapters.map(({ title, part }) => (part === '' ? title : `${part}: ${title}`));

test('documents of a folder stay in the order of their names', () => {
  assert.equal(
    index(
      course({
        'labs/a.md': `# Apples${LAB}`,
        'labs/b.md': `# Pears${LAB}`,
        'labs/c.md': '# Nothing to do\n',
      }),
    ),
    ['Apples', 'Pears'],
  );
});

test('posts go by date, the latest first, that of the front matter before that of the file', () => {
  const files = {
    '_posts/2020-01-02-wires.markdown': post('Wires', 'categories: beginner\n'),
    '_posts/2020-01-03-pipes.markdown': post('Pipes', 'date: 2019-12-31\ncategories: beginner\n'),
    '_posts/2020-01-01-ropes.md': post('Ropes', 'date: 2020-05-01 10:51:47 +0530\ncategories: beginner\n'),
  };
  assert.equal(index(course(files)), ['Ropes', 'Wires', 'Pipes']);
});

test('posts stand by their category, the easy ones first, and those without behind the others', () => {
  const files = {
    '_posts/2020-01-01-deep.md': post('Deep', 'categories: advanced\n'),
    '_posts/2020-01-02-own.md': post('Own', ''),
    '_posts/2020-01-03-guests.md': post('Guests', 'category: community\n'),
    '_posts/2020-01-04-easy.md': post('Easy', 'categories: [beginner, linux]\n'),
  };
  assert.equal(index(course(files)), ['Beginner: Easy', 'Advanced: Deep', 'Community: Guests', 'More: Own']);
});

test('a page without commands that links to labs is a stage, in the order of its links', () => {
  const files = {
    '_posts/2020-01-01-stage1.md': post(
      'First stage',
      'layout: landing\n',
      '\n* [Ropes](/ropes): how\n* [Wires](/wires/)\n* [Elsewhere](https://example.com/pipes)\n',
    ),
    '_posts/2020-01-02-wires.md': post('Wires', 'categories: beginner\n'),
    '_posts/2020-01-03-pipes.md': post('Pipes', 'categories: beginner\n'),
    '_posts/2020-01-04-ropes.md': post('Ropes', 'categories: beginner\n'),
  };
  assert.equal(index(course(files)), ['First stage: Ropes', 'First stage: Wires', 'Beginner: Pipes']);
});

test('of two posts at one address the later one stands', () => {
  const files = {
    '_posts/2019-01-01-wires.md': post('Old wires', ''),
    '_posts/2020-01-01-wires.md': post('New wires', ''),
  };
  assert.equal(index(course(files)), ['New wires']);
});

test('what a site has beside its posts comes last; labs with a tag that is left out are no part', () => {
  const files = {
    'README.md': `# About${LAB}`,
    '_posts/2020-01-01-wires.md': post('Wires', 'tags: [linux]\n'),
    '_posts/2020-01-02-panes.md': post('Panes', 'tags: [windows]\n'),
  };
  assert.equal(index(course(files, ['windows'])), ['More: Wires', 'Other pages: About']);
});

test.run();
