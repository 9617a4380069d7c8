import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

/** What of the page is not compiled: name → where it is. */
const PLAIN = {
  'index.html': 'src/serve/page/index.html',
  'style.css': 'src/serve/page/style.css',
  'icon.svg': 'src/serve/page/icon.svg',
  'xterm.css': 'node_modules/@xterm/xterm/css/xterm.css',
};

/** The page that is served to learners, with the terminal that it shows. */
const page = defineConfig({
  input: { main: 'src/serve/page/main.ts' },
  platform: 'browser',
  plugins: [
    {
      name: 'plain-files',
      generateBundle() {
        for (const [fileName, path] of Object.entries(PLAIN)) {
          this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
        }
      },
    },
  ],
  output: { dir: 'dist/page', format: 'esm', cleanDir: true, entryFileNames: '[name].js' },
});

/** Parsers that few starts of the program need, in files that are loaded when they are. */
const parsers = defineConfig({
  input: { yaml: 'yaml', markdown: 'mdast-util-from-markdown' },
  platform: 'node',
  output: {
    dir: 'dist/parsers',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  },
});

/** Modules that what is published has in another form: the end of a module's path → what stands in its place. */
const REPLACED = {
  // What is published gives its modules the function that they import with; programs load those of the API as any.
  '/src/text/import-module.js': `const own = (specifier) => import(specifier);
const given = typeof importModule === 'function' ? importModule : own;
export { given as importModule };`,
  '/src/text/yaml.js': "export const yaml = () => require('../parsers/yaml.cjs');",
  '/src/markdown/whole-parser.js':
    "export const fromMarkdown = (...args) => require('../parsers/markdown.cjs').fromMarkdown(...args);",
};

/**
 * What is published: the compiled command line with all that it uses of npm, in few files, so that it
 * starts fast and an install brings no other package. CommonJS, which Node starts faster than ES modules, and of
 * which compiled code can be kept. `ssh2` has an install script and labproof reaches engines behind ssh with the
 * docker command line, so dockerode goes without.
 */
const program = defineConfig({
  input: { program: 'dist/src/cli/main.js', api: 'dist/src/api/labproof.js' },
  platform: 'node',
  external: ['@lydell/node-pty', /^\.\.\/parsers\//],
  makeAbsoluteExternalsRelative: false,
  plugins: [
    {
      name: 'without-ssh2',
      resolveId: (source) => (source === 'ssh2' ? '\0ssh2' : undefined),
      load: (id) => (id === '\0ssh2' ? 'export class Client {}' : undefined),
    },
    {
      name: 'replaced',
      transform: (_, id) => Object.entries(REPLACED).find(([path]) => id.endsWith(path))?.[1],
    },
    {
      name: 'without-hashbang',
      transform: (code, id) => (id.endsWith('/src/cli/main.js') ? code.replace(/^#!.*/, '') : undefined),
    },
    {
      name: 'module-of-the-api',
      generateBundle(_, files) {
        const { exports } = files['api.cjs'];
        const source = `import api from './api.cjs';\nexport const { ${exports.join(', ')} } = api;\n`;
        this.emitFile({ type: 'asset', fileName: 'api.js', source });
      },
    },
  ],
  output: {
    dir: 'dist/bin',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
  },
});

/** What is started: it knows the build before it. */
const start = defineConfig({
  input: { labproof: 'dist/src/bin/labproof.js' },
  platform: 'node',
  plugins: [
    {
      name: 'name-of-the-build',
      transform: (code, id) =>
        id.endsWith('/src/bin/labproof.js') ? code.replace('BUILD', `'${nameOfBuild()}'`) : undefined,
    },
  ],
  output: { dir: 'dist/bin', format: 'cjs', entryFileNames: '[name].cjs' },
});

function nameOfBuild() {
  const hash = createHash('sha256');
  for (const folder of ['dist/bin', 'dist/parsers'])
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

export default [parsers, program, start, page];
