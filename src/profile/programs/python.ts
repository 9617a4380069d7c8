import { always, fetches, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Python, its package managers and servers. */
export const python: Family = {
  'python python3': { unprompted: 'command', asks: 'interpreter', serves: true },
  python2: { asks: 'interpreter', serves: true },
  ipython: { asks: 'database' },
  pip: {
    unprompted: 'command',
    internet: fetches(/^(?:install|download)$/, 'Python packages'),
    source: 'pypi.org',
    leavesEngine: true,
  },
  pip3: {
    unprompted: 'command',
    internet: fetches(/^(?:install|download)$/, 'Python packages'),
    source: 'pypi.org',
  },
  uv: { serves: true, source: 'pypi.org' },
  'poetry pipenv': { serves: true, source: 'pypi.org' },
  virtualenv: { fetches: true },
  flask: { endless: withOne(/^run$/), serves: true },
  'uvicorn hypercorn mkdocs jupyter streamlit': { serves: true },
  gunicorn: { endless: always, serves: true },
  uwsgi: { endless: always },
  'django-admin': { serves: true, fetches: true },
  ansible: { unprompted: 'command' },
  'poetry uv': { onFolder: 'project' },
};
