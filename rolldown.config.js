import { defineConfig } from 'rolldown';

/**
 * What is published: the compiled command line with all that it uses of npm, in few files, so that it
 * starts fast and an install brings no other package. `ssh2` has an install script and labproof
 * reaches engines behind ssh with the docker command line, so dockerode goes without.
 */
export default defineConfig({
  input: { labproof: 'dist/src/cli/main.js' },
  platform: 'node',
  external: ['@lydell/node-pty'],
  plugins: [
    {
      name: 'without-ssh2',
      resolveId: (source) => (source === 'ssh2' ? '\0ssh2' : undefined),
      load: (id) => (id === '\0ssh2' ? 'export class Client {}' : undefined),
    },
    {
      // There is no other package to load at run time; the bundler takes this `require` in.
      name: 'yaml-within',
      transform: (_, id) =>
        id.endsWith('/src/text/yaml.js') ? "export const yaml = () => require('yaml');" : undefined,
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
