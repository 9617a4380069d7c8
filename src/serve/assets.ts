import { readFile } from 'node:fs/promises';
import { packageFile } from '../text/package-file.ts';

export interface Asset {
  readonly type: string;
  readonly read: () => Promise<Buffer>;
}

const asset = (name: string, type: string): Asset => ({
  type,
  read: () => readFile(packageFile(`dist/page/${name}`)),
});

const PAGE = asset('index.html', 'text/html; charset=utf-8');

/** Everything that is served to who has no token: nothing of it tells anything of a lab. */
export const ASSETS: Readonly<Record<string, Asset>> = {
  '/': PAGE,
  '/trainer': PAGE,
  '/assets/main.js': asset('main.js', 'text/javascript; charset=utf-8'),
  '/assets/style.css': asset('style.css', 'text/css; charset=utf-8'),
  '/assets/xterm.css': asset('xterm.css', 'text/css; charset=utf-8'),
  '/assets/icon.svg': asset('icon.svg', 'image/svg+xml'),
};
