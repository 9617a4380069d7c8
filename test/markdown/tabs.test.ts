import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labOfText, typedIn } from '../lab/reading.ts';

const fence = (text: string, indent = ''): string =>
  ['```bash', text, '```'].map((line) => indent + line).join('\n');

const FORMS: readonly (readonly [
  string,
  (name: string, text: string) => string,
  (body: string) => string,
])[] = [
  [
    'Docusaurus',
    (name, text) => `<TabItem value="${name}" label="${name}">\n\n${fence(text)}\n\n</TabItem>`,
    (body) => `<Tabs>\n${body}\n</Tabs>`,
  ],
  ['Material', (name, text) => `=== "${name}"\n\n${fence(text, '    ')}\n`, (body) => body],
  [
    'Sphinx-design',
    (name, text) => `:::{tab-item} ${name}\n${fence(text)}\n:::`,
    (body) => `::::{tab-set}\n${body}\n::::`,
  ],
  [
    'Hugo',
    (name, text) => `{{< tab name="${name}" >}}\n${fence(text)}\n{{< /tab >}}`,
    (body) => `{{< tabs >}}\n${body}\n{{< /tabs >}}`,
  ],
];

for (const [site, tab, set] of FORMS) {
  const page = (front: string): ReturnType<typeof labOfText> =>
    labOfText(
      `${front}# T\n\n${set([tab('Windows', 'docker info'), tab('Linux', 'docker ps'), tab('Podman', 'docker version')].join('\n'))}\n\n${fence('docker images')}\n`,
    );

  test(`of the tabs of ${site} that for Linux is followed`, () => {
    assert.equal(typedIn(page('')), ['docker ps', 'docker images']);
  });

  test(`of the tabs of ${site} that which the front matter names is followed`, () => {
    assert.equal(typedIn(page('---\nlabproof:\n  tabs: podman\n---\n')), ['docker version', 'docker images']);
  });
}

test('a tab alone is no variant, and sets apart have each their own', () => {
  const item = (name: string, text: string): string => `=== "${name}"\n\n${fence(text, '    ')}\n`;
  assert.equal(
    typedIn(
      labOfText(
        `${item('Windows', 'docker ps')}\nText.\n\n${item('One', 'docker info')}\n${item('Two', 'docker version')}`,
      ),
    ),
    ['docker ps', 'docker info'],
  );
});

test('the blocks of other tabs are listed with the reason', () => {
  const lab = labOfText(
    `=== "A"\n\n${fence('docker ps', '    ')}\n\n=== "B"\n\n${fence('docker info', '    ')}\n`,
  );
  assert.match(lab.blocks[1]?.reason ?? '', 'of the tab "B"');
});

test('a line of very many quotes or lists is left out and named, at once', () => {
  for (const mark of ['>', '- ']) {
    const lab = labOfText(`# T\n\n${mark.repeat(50_000)}\n\n${fence('docker ps')}\n`);
    assert.equal(
      lab.problems.map(({ code, span }) => [code, span?.line]),
      [['too-deep', 3]],
    );
    assert.equal(typedIn(lab), ['docker ps']);
  }
});

test.run();
