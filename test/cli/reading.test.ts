import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const lab = (text: string): string => `# Lab\n\n\`\`\`bash\n${text}\n\`\`\`\n`;

interface PlanJson {
  readonly labs: readonly {
    readonly file: string;
    readonly commands: readonly { readonly command: string }[];
  }[];
}

async function planned(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await labproof(['plan', '--json', ...args], { cwd: folder });
  const { labs } = JSON.parse(stdout) as PlanJson;
  return labs.flatMap(({ file, commands }) => commands.map(({ command }) => `${file}: ${command}`));
}

test('--exclude leaves files of folders out, and so does the config', async () => {
  await withFolder({}, async (folder) => {
    await mkdir(join(folder, 'docs/old'), { recursive: true });
    await writeFile(join(folder, 'docs/new.md'), lab('docker ps'));
    await writeFile(join(folder, 'docs/old/old.md'), lab('docker images'));
    assert.equal(await planned(folder, 'docs', '--exclude', 'docs/old'), ['docs/new.md: docker ps']);
    assert.equal(await planned(folder, 'docs/old/old.md', '--exclude', 'docs/old'), [
      'docs/old/old.md: docker images',
    ]);
    await writeFile(join(folder, 'labproof.config.json'), '{ "plan": { "exclude": "old.md" } }');
    assert.equal(await planned(folder, 'docs'), ['docs/new.md: docker ps']);
  });
});

test('--tab names the tab that is followed, before what the front matter names', async () => {
  const tab = (name: string, text: string): string =>
    `=== "${name}"\n\n    \`\`\`bash\n    ${text}\n    \`\`\`\n\n`;
  const page = `---\nlabproof:\n  tabs: [yarn]\n---\n\n# Lab\n\n${tab('npm', 'npm ls')}${tab('yarn', 'yarn list')}${tab('pnpm', 'pnpm ls')}`;
  await withFolder({}, async (folder) => {
    await writeFile(join(folder, 'a.md'), page);
    assert.equal(await planned(folder, 'a.md'), ['a.md: yarn list']);
    assert.equal(await planned(folder, 'a.md', '--tab', 'pnpm'), ['a.md: pnpm ls']);
  });
});

test('what a page includes is looked for upwards in its repository, and nowhere else', async () => {
  await withFolder({}, async (folder) => {
    await mkdir(join(folder, 'site/.git'), { recursive: true });
    await mkdir(join(folder, 'site/docs/guide'), { recursive: true });
    await mkdir(join(folder, 'site/snippets'), { recursive: true });
    await writeFile(join(folder, 'site/snippets/run.md'), lab('docker ps'));
    await writeFile(join(folder, 'secret.md'), lab('docker images'));
    await symlink(join(folder, 'secret.md'), join(folder, 'site/docs/linked.md'));
    const page = '# A\n\n--8<-- "run.md"\n\n--8<-- "../../../secret.md"\n\n--8<-- "linked.md"\n';
    await writeFile(join(folder, 'site/docs/guide/a.md'), page);
    assert.equal(await planned(folder, 'site/docs/guide/a.md'), ['site/docs/guide/a.md: docker ps']);
  });
});

test('guide --check shows what a document says without what would steer the terminal', async () => {
  await withFolder({}, async (folder) => {
    await writeFile(join(folder, 'a.md'), lab('docker network create \u001b]52;c;aGk=\u0007wire'));
    const { stdout } = await labproof(['guide', '--check', 'a.md'], { cwd: folder });
    assert.match(stdout, 'docker network create');
    assert.not.match(stdout, /[\u0007\u001b]/);
  });
});

test.run();
