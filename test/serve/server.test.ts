import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import type { Arguments } from '../../src/cli/flags.ts';
import { readServeSettings } from '../../src/cli/serve-settings.ts';
import { ASSETS } from '../../src/serve/assets.ts';
import type { FromPage } from '../../src/serve/messages.ts';
import { labproof, ROOT, withFolder } from '../support/cli.ts';
import { ask, join_, withSchool } from './support.ts';

const ROUTES = [
  ...Object.keys(ASSETS),
  '/results.csv',
  '/results.json',
  '/seat',
  '/nothing',
  '/assets/../package.json',
];
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

test('no route is reached under another host name or from another origin, upgraded or not', () =>
  withSchool(async ({ port }) => {
    for (const path of ROUTES) {
      for (const more of [{}, UPGRADE]) {
        const host = { headers: { ...more, host: `evil.example:${port}` } };
        assert.is((await ask(port, path, host)).status, 421, path);
        const origin = { headers: { ...more, origin: 'http://evil.example' } };
        assert.is((await ask(port, path, origin)).status, 403, path);
      }
      assert.is((await ask(port, path, { headers: UPGRADE })).status, 403, `${path} without an origin`);
      assert.is((await ask(port, path, { method: 'POST' })).status, 403, `POST ${path}`);
    }
  }));

test('every answer has the policy, sets no cookie and allows no other origin', () =>
  withSchool(async ({ port }) => {
    for (const path of ROUTES) {
      const { headers } = await ask(port, path);
      assert.ok(headers['content-security-policy'], path);
      assert.is(headers['x-content-type-options'], 'nosniff');
      assert.is(headers['set-cookie'], undefined);
      assert.is(headers['access-control-allow-origin'], undefined);
      assert.is(headers['cross-origin-resource-policy'], 'same-origin');
    }
  }));

test('all that is served without a token is there, and tells nothing of the lab', () =>
  withSchool(async ({ port, seats }) => {
    for (const path of Object.keys(ASSETS)) {
      const { status, body } = await ask(port, path);
      assert.is(status, 200, path);
      assert.not.ok(body.includes('echo hello') || body.includes(seats[0]!.options.token), path);
    }
  }));

test('results are for who has the token of the trainer, in Authorization', () =>
  withSchool(async ({ port, seats, trainerToken }) => {
    const get = (token: string) =>
      ask(port, '/results.json', { headers: { authorization: `Bearer ${token}` } });
    assert.is((await ask(port, '/results.json')).status, 401);
    assert.is((await ask(port, `/results.json?token=${trainerToken}`)).status, 401);
    assert.is(
      (await ask(port, '/results.json', { headers: { cookie: `token=${trainerToken}` } })).status,
      401,
    );
    assert.is((await get(seats[0]!.options.token)).status, 401);
    const { status, body } = await get(trainerToken);
    assert.is(status, 200);
    assert.not.ok(body.includes(seats[0]!.options.token), 'a link is a key');
  }));

const FIRST_MESSAGES: readonly FromPage[] = [
  { t: 'key', terminal: 0, data: 'id\r' },
  { t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 },
  { t: 'do', terminal: 0, command: 0, hash: '' },
  { t: 'choose', document: 0 },
  { t: 'watch', seat: 'seat 1' },
  { t: 'check' },
];

for (const message of FIRST_MESSAGES) {
  test(`whose first message is ‘${message.t}’ and not who they are is sent away and told nothing`, () =>
    withSchool(async (school) => {
      const stranger = join_(school, undefined);
      await stranger.opens();
      stranger.say(message);
      // Too late: were it heard, there would be an answer.
      stranger.say({ t: 'hello', token: school.seats[0]!.options.token });
      assert.equal(await stranger.endsOrHears(), [1008, 'the first message says who is there']);
      assert.equal(stranger.heard(), []);
      assert.is(school.seats[0]!.present, false);
    }));
}

test('who says wrongly who they are is sent away', () =>
  withSchool(async (school) => {
    const guesser = join_(school, 'A'.repeat(32));
    assert.is((await guesser.hears('refused')).text, 'this link is of no seat here; ask for a new one');
    assert.equal(await guesser.ends(), [1008, 'a link of no seat']);
    assert.equal(guesser.heard(), []);
  }));

test('who says nothing is sent away', () =>
  withSchool(
    async (school) => {
      assert.equal(await join_(school, undefined).ends(), [1008, 'nobody said who is there']);
    },
    { introductionMs: 50 },
  ));

test('a message that is none ends the connection', () =>
  withSchool(async (school) => {
    const { token } = school.seats[0]!.options;
    const pupil = join_(school, token);
    await pupil.hears('state');
    pupil.say({ t: 'do', terminal: 0, script: 'id', hash: '' } as never);
    pupil.say({ t: 'run', script: 'id' } as never);
    assert.equal(await pupil.ends(), [1008, 'that is no message']);
  }));

test('a window that is made very small ends nothing', () =>
  withSchool(async (school) => {
    const pupil = join_(school, school.seats[0]!.options.token);
    await pupil.hears('state');
    pupil.say({ t: 'open', terminal: 0, cols: 1, rows: 1, epoch: 0, since: 0 });
    await pupil.sees('lab');
    pupil.say({ t: 'size', terminal: 0, cols: 80, rows: 1 });
    pupil.say({ t: 'size', terminal: 0, cols: 80, rows: 24 });
    pupil.say({ t: 'key', terminal: 0, data: 'echo hello\r' });
    await pupil.hears('event', ({ event }) => event.type === 'step-done');
    pupil.leave();
  }));

test('commands are typed by their number and of the text that the page shows, never by text', () =>
  withSchool(async (school) => {
    const pupil = join_(school, school.seats[0]!.options.token);
    const { hash } = await pupil.hears('document');
    pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
    await pupil.sees('lab');
    pupil.say({ t: 'do', terminal: 0, command: 1, hash: 'of another text' });
    pupil.say({ t: 'do', terminal: 0, command: 99, hash });
    pupil.say({ t: 'do', terminal: 0, command: 0, hash, script: 'echo smuggled' } as never);
    await pupil.hears('event', ({ event }) => event.type === 'step-done');
    assert.not.match(pupil.shown(), 'more');
    assert.not.match(pupil.shown(), 'smuggled');
    pupil.leave();
  }));

test('what is typed for a learner is text: a terminal acts on no character of a document', () =>
  withSchool(
    async (school) => {
      const token = school.seats[0]!.options.token;
      const pupil = join_(school, token);
      const { hash } = await pupil.hears('document');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      await pupil.hears('terminal');
      for (const command of [0, 1, 2]) {
        pupil.say({ t: 'do', terminal: 0, command, hash });
        const { text } = await pupil.hears('say');
        assert.match(text, /control character/);
      }
      pupil.say({ t: 'do', terminal: 0, command: 3, hash });
      await pupil.sees('<a\tb>');
      pupil.say({ t: 'do', terminal: 0, command: 4, hash });
      await pupil.sees('cut here');
      assert.not.match(pupil.shown(), /intruded|more\/?\s/);
    },
    {
      texts: {
        'lab.md': [
          '# A lab',
          // Takes the line back, ends a pasted text, and an Enter of the editor.
          '```console\n$ echo safe\u0003echo intruded\n```',
          '```console\n$ echo safe\u001b[201~\u000fecho intruded\n```',
          '```console\n$ echo safe\u0085\u009bintruded\n```',
          // Two tabs have a shell list what could stand there.
          "```console\n$ printf '<%s>\\n' 'a\tb' | cat\n```",
          '```console\n$ cat <<-END\n> \t\tcut here\n> \tEND\n```',
        ].join('\n\n'),
      },
    },
  ));

test('a seat reaches no other seat: its state, its terminal and its files are its own', () =>
  withSchool(
    async (school) => {
      const [first, second] = school.seats.map(({ options }) => join_(school, options.token));
      for (const pupil of [first!, second!]) {
        await pupil.hears('state');
        pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
        await pupil.sees('lab');
      }
      first!.say({ t: 'key', terminal: 0, data: 'touch mine; echo hello\r' });
      await first!.hears('event', ({ event }) => event.type === 'step-done');
      second!.say({ t: 'watch', seat: 'seat 1' });
      second!.say({ t: 'key', terminal: 0, data: 'ls; echo "list"ed\r' });
      await second!.sees('listed');
      assert.not.match(second!.shown(), 'mine');
      assert.is(school.seats[1]!.view?.at, 1);
      assert.is(school.seats[0]!.view?.at, 2);
      first!.leave();
      second!.leave();
    },
    { seats: 2 },
  ));

test('the trainer sees who is where, watches a terminal and types in it', () =>
  withSchool(
    async (school) => {
      const trainer = join_(school, school.trainerToken);
      const pupil = join_(school, school.seats[1]!.options.token);
      await pupil.hears('state');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      await pupil.sees('lab');
      pupil.say({ t: 'key', terminal: 0, data: 'echo hello\r' });
      const { seats } = await trainer.hears('class', ({ seats }) => seats[1]!.done === 1);
      assert.is(seats[0]!.state, 'free');
      assert.is(seats[1]!.state, 'here');
      assert.is(seats[1]!.step, 2);
      assert.match(seats[1]!.goal, 'echo more');
      trainer.say({ t: 'watch', seat: 'seat 2' });
      await trainer.hears('document');
      trainer.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      await trainer.sees('echo hello');
      trainer.say({ t: 'key', terminal: 0, data: 'echo from the "train"er\r' });
      await pupil.sees('from the trainer');
      trainer.leave();
      pupil.leave();
    },
    { seats: 2 },
  ));

test('who comes back finds the terminal and the goals as they were, and is sent only what is new', () =>
  withSchool(async (school) => {
    const { token } = school.seats[0]!.options;
    const before = join_(school, token);
    await before.hears('state');
    before.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
    const { epoch } = await before.hears('terminal');
    before.say({ t: 'key', terminal: 0, data: 'echo hello\r' });
    await before.hears('event', ({ event }) => event.type === 'step-done');
    await before.sees('\rhello');
    const since = Buffer.byteLength(before.shown());
    before.leave();
    await before.ends();
    school.seats[0]!.training!.openTerminal(0)!.write('echo while "aw"ay\r');
    const after = join_(school, token);
    assert.is((await after.hears('state')).view.at, 2);
    after.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch, since });
    await after.sees('while away');
    assert.not.match(after.shown(), '\rhello');
    const anew = join_(school, token);
    await anew.hears('state');
    anew.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since });
    await anew.sees('\rhello');
    assert.is((await anew.hears('terminal')).anew, true);
    after.leave();
    anew.leave();
  }));

test('a seat that nobody is at is put away, and is there again when somebody comes', () =>
  withSchool(
    async (school) => {
      const [seat] = school.seats;
      const pupil = join_(school, seat!.options.token);
      await pupil.hears('state');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      await pupil.sees('lab');
      pupil.say({ t: 'key', terminal: 0, data: 'echo hello\r' });
      await pupil.hears('event', ({ event }) => event.type === 'step-done');
      pupil.leave();
      await pupil.ends();
      for (let wait = 0; seat!.training && wait < 100; wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      assert.is(seat!.training, undefined);
      assert.is(school.classroom.view()[0]!.state, 'put away');
      assert.is(school.classroom.view()[0]!.done, 1, 'the trainer still sees how far they are');
      const again = join_(school, seat!.options.token);
      assert.is((await again.hears('state')).view.at, 2);
      again.leave();
    },
    { idleMs: 50 },
  ));

test('a page that is gone without a word is not waited for', () =>
  withSchool(
    async ({ server, seats }) => {
      const options = { origin: server.origin, autoPong: false };
      const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/seat`, options);
      socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token: seats[0]!.options.token })));
      // 1006: the connection broke off (RFC 6455, 7.4.1).
      const [code] = (await once(socket, 'close', { signal: AbortSignal.timeout(60_000) })) as [number];
      assert.is(code, 1006);
      for (let wait = 0; seats[0]!.present && wait < 100; wait += 1) await delay(50);
      assert.is(seats[0]!.present, false);
    },
    { heartbeatMs: 100 },
  ));

test('a page that answers stays, however long it is silent', () =>
  withSchool(
    async (school) => {
      const pupil = join_(school, school.seats[0]!.options.token);
      await pupil.hears('state');
      await delay(400);
      assert.is(school.seats[0]!.present, true);
      pupil.leave();
    },
    { heartbeatMs: 100 },
  ));

test('it listens on 127.0.0.1 and a free port, and on no other address of the machine', () =>
  withSchool(async ({ port }) => {
    const settings = readServeSettings({ flags: {}, operands: [] } as unknown as Arguments);
    if ('error' in settings) throw new Error(settings.error);
    assert.equal([settings.listen, settings.port, settings.local], ['127.0.0.1', 0, true]);
    const socket = connect(port, '127.0.0.2');
    const answer = await new Promise<string>((resolve) => {
      socket.on('connect', () => resolve('reached')).on('error', (error: Error) => resolve(error.message));
    });
    socket.destroy();
    assert.match(answer, 'ECONNREFUSED');
  }));

test('with TLS the page is of https, and a page of http is another origin', () =>
  withFolder({}, async (folder) => {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    await execa('openssl', [...made, '-subj', '/CN=labproof', '-days', '2', '-keyout', key, '-out', cert]);
    const tls = { cert: await readFile(cert), key: await readFile(key) };
    await withSchool(
      async ({ server, port }) => {
        assert.match(server.origin, /^https:/);
        const status = (origin: string): Promise<number> =>
          new Promise((resolve, reject) => {
            const headers = { origin, host: `127.0.0.1:${port}` };
            const asked = secureRequest({
              host: '127.0.0.1',
              port,
              headers,
              ca: tls.cert,
              checkServerIdentity: () => undefined,
            });
            asked
              .on('response', (answer) => resolve(answer.resume().statusCode ?? 0))
              .on('error', reject)
              .end();
          });
        assert.is(await status(`https://127.0.0.1:${port}`), 200);
        assert.is(await status(`http://127.0.0.1:${port}`), 403);
      },
      { tls },
    );
  }));

test('the clipboard is written by no program, and contrast is kept', async () => {
  const source = await readFile(join(ROOT, 'src/serve/page/terminals.ts'), 'utf8');
  assert.match(source, 'registerOscHandler(52, () => true)');
  assert.match(source, 'minimumContrastRatio: 4.5');
});

for (const [args, message] of [
  [['--listen', '0.0.0.0'], 'takes --tls-cert and --tls-key, or --insecure'],
  [['--seats', '0'], '--seats takes a number'],
  [['--tls-cert', 'x.pem'], '--tls-cert and --tls-key go together'],
  [['--seats', '3', '--engine', 'host'], '--engine private gives every seat an engine of its own'],
  [['--listen', '0.0.0.0', '--insecure', '--engine', 'host'], 'serves one seat on this machine only'],
] as const) {
  test(`serve ${args.join(' ')} is a usage error`, async () => {
    const { stderr, exitCode } = await labproof(['serve', 'labs', ...args]);
    assert.match(stderr, message);
    assert.is(exitCode, 2);
  });
}

const FLAKY =
  '# A lab\n\n1. Say it\n\n   <!-- labproof: retry=3 -->\n\n   ```console\n   $ echo x >>tries; [ "$(wc -l <tries)" -ge 3 ] && echo enough\n   enough\n   ```\n';

test('a command that is to be tried several times is typed again until it has done it', () =>
  withSchool(
    async (school) => {
      const pupil = join_(school, school.seats[0]!.options.token);
      const { hash } = await pupil.hears('document');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      pupil.say({ t: 'do', terminal: 0, hash });
      const first = await pupil.hears('event', ({ event }) => event.type === 'note');
      assert.match((first.event as { text: string }).text, 'up to 3 times more');
      await pupil.hears('event', ({ event }) => event.type === 'lab-done');
      // It is not typed once more than needed.
      pupil.say({ t: 'key', terminal: 0, data: 'echo "tries: $(wc -l <tries)"\r' });
      await pupil.sees('tries: 3');
    },
    { texts: { 'lab.md': FLAKY } },
  ));

const SECTIONS =
  '---\nlabproof: { fresh: section }\n---\n# Two\n\n## One\n\n```console\n$ echo one >made\n```\n\n## Two\n\n```console\n$ ls\n$ echo two\ntwo\n```\n';

test('a section that begins anew gets a place of its own, with nothing of the one before', () =>
  withSchool(
    async (school) => {
      const pupil = join_(school, school.seats[0]!.options.token);
      await pupil.hears('machine', ({ state }) => state === 'making');
      const { hash } = await pupil.hears('document');
      await pupil.hears('machine', ({ state }) => state === 'ready');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      pupil.say({ t: 'do', terminal: 0, hash });
      await pupil.hears('machine', ({ state }) => state === 'making');
      await pupil.hears('machine', ({ state }) => state === 'ready');
      pupil.say({ t: 'key', terminal: 0, data: 'echo "there: $(ls | wc -l)"\r' });
      await pupil.sees('there: 0');
      const { view } = await pupil.hears('state', ({ view: { at, steps } }) => at === 2 && steps[0]!.done);
      assert.is(view.steps[0]?.goals[0]?.status, 'met');
    },
    { texts: { 'lab.md': SECTIONS } },
  ));

const QUIZ =
  '# A lab\n\n```console\n$ echo hello\n```\n\n{:.quiz}\nWhat does echo do?\n- ( ) It sleeps\n- (x) It prints\n';

test('the answers to a question of the document stay at the server, which grades what is chosen', () =>
  withSchool(
    async (school) => {
      const pupil = join_(school, school.seats[0]!.options.token);
      const { blocks } = await pupil.hears('document');
      const quiz = blocks.find(({ kind }) => kind === 'quiz');
      assert.equal(Object.keys(quiz ?? {}).sort(), ['kind', 'line', 'options', 'question', 'several']);
      pupil.say({ t: 'quiz', line: quiz!.line, chosen: [0] });
      await pupil.hears('graded', ({ right }) => !right);
      pupil.say({ t: 'quiz', line: quiz!.line, chosen: [1] });
      await pupil.hears('graded', ({ right }) => right);
    },
    { texts: { 'lab.md': QUIZ } },
  ));

test.run();
