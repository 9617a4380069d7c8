import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lintText } from '../src/lint/lint.ts';
import { SKIP_REASONS } from '../src/model/lab.ts';
import { repository } from './support/repository.ts';

const read = (path: string): Promise<string> => readFile(join(repository(), path), 'utf8');

/** The documents for users and contributors, by their paths in the repository. */
async function documents(): Promise<readonly string[]> {
  const names = (await readdir(join(repository(), 'docs'))).filter((name) => name.endsWith('.md'));
  return ['README.md', 'CONTRIBUTING.md', ...names.map((name) => `docs/${name}`)];
}

/** What a code host makes of a heading for links to it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s/g, '-');

/** A text without its code. */
const prose = (text: string): string =>
  text
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => (/\]\(/.test(code) ? '' : code));

test('every link leads to a file and, behind #, to a heading of it', async () => {
  const dead: string[] = [];
  for (const path of await documents()) {
    for (const [, target = ''] of prose(await read(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = '', heading] = target.split('#');
      const to = file === '' ? path : join(dirname(path), file);
      const there = await access(join(repository(), to)).then(
        () => true,
        () => false,
      );
      const headings = there && heading ? [...(await read(to)).matchAll(/^#+ (.*)$/gm)] : [];
      if (!there || (heading && !headings.some(([, title = '']) => anchor(title) === heading)))
        dead.push(`${path}: ${target}`);
    }
  }
  assert.equal(dead, []);
});

test('every document for users is led to from the README', async () => {
  const readme = await read('README.md');
  for (const path of (await documents()).slice(1)) assert.ok(readme.includes(`(${path})`), path);
});

test('there is nothing for lint to find in the documents for users', async () => {
  for (const path of await documents()) {
    const findings = lintText(path, await read(path));
    assert.equal(
      findings.filter(({ level }) => level !== 'info'),
      [],
      path,
    );
  }
});

test('what troubleshooting quotes is what the program says', async () => {
  const files = (await readdir(join(repository(), 'src'), { recursive: true })).filter((name) =>
    name.endsWith('.ts'),
  );
  const source = (await Promise.all(files.map((name) => read(join('src', name))))).join('\n');
  const quoted = [...(await read('docs/troubleshooting.md')).matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, text = '']) => text,
  );
  assert.ok(quoted.length > 20);
  for (const part of quoted.flatMap((text) => text.split(/ ?… ?/))) assert.ok(source.includes(part), part);
});

test('troubleshooting has every reason of a skip but the author’s own', async () => {
  const text = await read('docs/troubleshooting.md');
  for (const reason of Object.keys(SKIP_REASONS))
    if (!['directive', 'synopsis'].includes(reason)) assert.ok(text.includes(`| \`${reason}\` |`), reason);
});

test.run();
