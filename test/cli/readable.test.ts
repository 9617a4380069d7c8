import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const FENCE = '```';
const PAGE = `# A page

--8<-- "part.md"

=== "Windows"

    ${FENCE}console
    $ docker network create hare
    ${FENCE}

=== "Linux"

    ${FENCE}console
    $ docker network create tortoise
    ${FENCE}
`;
const PART = `## A part\n\n${FENCE}console\n$ docker network create snail\n${FENCE}\n`;

test('guide takes what a page includes, by the file and line that it stands in', () =>
  withFolder({ 'page.md': PAGE, 'part.md': PART }, async (folder) => {
    const { stdout } = await labproof(['guide', '--check', 'page.md'], { cwd: folder });
    assert.match(stdout, /network snail exists, driver bridge {2}\(part\.md:4\)/);
    assert.match(stdout, 'network tortoise exists');
    assert.not.match(stdout, 'hare');
  }));

test('guide follows the tab that it is asked to', () =>
  withFolder({ 'page.md': PAGE, 'part.md': PART }, async (folder) => {
    const { stdout } = await labproof(['guide', '--check', '--tab', 'Windows', 'page.md'], { cwd: folder });
    assert.match(stdout, 'network hare exists');
    assert.not.match(stdout, 'tortoise');
  }));

test('what a page includes and can’t be had is said by its line', () =>
  withFolder({ 'page.md': PAGE }, async (folder) => {
    const { stderr } = await labproof(['guide', '--check', 'page.md'], { cwd: folder });
    assert.match(stderr, /page\.md:3.*part\.md/);
  }));

test.run();
