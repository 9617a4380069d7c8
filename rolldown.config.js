import { readFileSync } from 'node:fs';
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

const LOAD = "import { createRequire } from 'node:module'; const load = createRequire(import.meta.url);";

/** Where the program takes them in: the end of a module's path → what stands in its place. */
const APART = {
  '/src/text/yaml.js': `${LOAD} export const yaml = () => load('../parsers/yaml.cjs');`,
  '/src/markdown/whole-parser.js': `${LOAD} export const fromMarkdown = (...args) => load('../parsers/markdown.cjs').fromMarkdown(...args);`,
};

/**
 * What is published: the compiled command line with all that it uses of npm, in few files, so that it
 * starts fast and an install brings no other package. `ssh2` has an install script and labproof
 * reaches engines behind ssh with the docker command line, so dockerode goes without.
 */
const program = defineConfig({
  input: { labproof: 'dist/src/cli/main.js', api: 'dist/src/api/labproof.js' },
  platform: 'node',
  external: ['@lydell/node-pty'],
  plugins: [
    {
      name: 'without-ssh2',
      resolveId: (source) => (source === 'ssh2' ? '\0ssh2' : undefined),
      load: (id) => (id === '\0ssh2' ? 'export class Client {}' : undefined),
    },
    {
      name: 'parsers-apart',
      transform: (_, id) => Object.entries(APART).find(([path]) => id.endsWith(path))?.[1],
    },
  ],
  output: {
    dir: 'dist/bin',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  },
});

export default [program, parsers, page];
