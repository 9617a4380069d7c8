import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from '../support.ts';

const DOCUMENT = `    Name                  Command               State          Ports
---------------------------------------------------------------------------
lab_cache_1   docker-entrypoint.sh redis ...   Up      6379/tcp
lab_web_1     nginx -g daemon off;             Up      0.0.0.0:8123->80/tcp`;
const LIVE = `NAME          IMAGE     COMMAND                  SERVICE   CREATED         STATUS         PORTS
lab-cache-1   redis     "redis-server --prot…"   cache     2 seconds ago   Up 1 second    6379/tcp
lab-web-1     nginx     "nginx -g 'daemon of…"   web       2 seconds ago   Up 1 second    0.0.0.0:8123->80/tcp, [::]:8123->80/tcp`;
const around = { verb: 'compose ps' };

test('the list of version 1 drifts', () => {
  assert.is(verdict(DOCUMENT, LIVE, around), 'drifted');
});

test('a service that is not there, in another state or at another port fails', () => {
  assert.is(verdict(DOCUMENT.replace('lab_web_1', 'lab_app_1'), LIVE, around), 'failed');
  assert.is(verdict(DOCUMENT, LIVE.replaceAll('Up 1 second ', 'Exited (1) '), around), 'failed');
  const { differences } = match(DOCUMENT.replace('8123', '8124'), LIVE, around);
  assert.is(
    differences.at(-1)?.cause,
    '0.0.0.0:8124->80/tcp is not published, 0.0.0.0:8123->80/tcp, [::]:8123->80/tcp is',
  );
});

test('a container that version 1 named drifts in other lists, too', () => {
  const row = (name: string): string => `CONTAINER ID   IMAGE   NAMES\n602dbf1edc81   nginx   ${name}`;
  assert.is(verdict(row('lab_web_1'), row('lab-web-1')), 'drifted');
  assert.is(verdict(row('lab_web_1'), row('lab-app-1')), 'failed');
});

test.run();
