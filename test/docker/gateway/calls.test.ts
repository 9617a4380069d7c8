import type { IncomingMessage, ServerResponse } from 'node:http';
import { json as jsonOf } from 'node:stream/consumers';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Scripted, withScriptedEngine } from './scripted-engine.ts';

const OWN = { 'labproof.run': 'test' };
const ID = 'a1'.repeat(32);
const THEIRS = 'b2'.repeat(32);
const NAMELESS = 'c3'.repeat(32);

test("an exec of somebody else's container is unknown, by whichever call it is named", async () => {
  const exec = { ID: 'e1', ContainerID: THEIRS, Running: true };
  const script = {
    'GET /exec/e1/json': exec,
    'POST /exec/e1/start': {},
    'POST /exec/e1/resize': {},
    [`GET /containers/${THEIRS}/json`]: { Id: THEIRS, Name: '/shop', Config: { Labels: {} } },
  };
  await withScriptedEngine(script, async ({ ask, reached }) => {
    for (const [method, target] of [
      ['GET', '/exec/e1/json'],
      ['POST', '/exec/e1/start'],
      ['POST', '/v1.45/exec/e1/resize?h=1&w=1'],
    ] as const) {
      assert.is((await ask(method, target, {})).status, 404, target);
    }
    assert.equal(
      reached.filter((call) => /^POST \/exec\/e1\//.test(call)),
      [],
    );
  });
});

test("an exec of the lab's container is the lab's, whoever made it", async () => {
  const script = {
    'GET /exec/e1/json': { ID: 'e1', ContainerID: ID },
    'POST /exec/e1/start': {},
    [`GET /containers/${ID}/json`]: { Id: ID, Name: '/shop', Config: { Labels: OWN } },
  };
  await withScriptedEngine(script, async ({ ask, reached }) => {
    assert.is((await ask('POST', '/exec/e1/start', {})).status, 200);
    assert.ok(reached.includes('POST /exec/e1/start'));
  });
});

/** Each as an engine says it that was asked to make something of a name that somebody has just taken. */
for (const [what, create, path, taken] of [
  ['network', '/networks/create', '/networks/shop', { status: 409, answer: { message: 'already exists' } }],
  [
    'container',
    '/containers/create?name=shop',
    '/containers/shop/json',
    { status: 409, answer: { message: `The name "/shop" is already in use by container "${THEIRS}".` } },
  ],
  ['volume', '/volumes/create', '/volumes/shop', { status: 201, answer: { Name: 'shop', Labels: {} } }],
  ['config', '/configs/create', '/configs/shop', { status: 409, answer: { message: 'already exists' } }],
] as const)
  test(`a ${what} whose name somebody takes between the look and the making is made beside it`, async () => {
    let asked = 0;
    const made: unknown[] = [];
    const theirs = {
      Id: THEIRS,
      ID: THEIRS,
      Name: 'shop',
      Spec: { Name: 'shop' },
      Labels: {},
      Config: { Labels: {} },
    };
    const reply = (response: ServerResponse, status: number, value: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const script = {
      [`GET ${path}`]: (_: IncomingMessage, response: ServerResponse) => {
        asked += 1;
        reply(response, asked === 1 ? 404 : 200, asked === 1 ? { message: 'no such thing' } : theirs);
      },
      [`POST ${create.replace(/\?.*/, '')}`]: async (request: IncomingMessage, response: ServerResponse) => {
        const { Name } = (await jsonOf(request)) as { Name?: string };
        made.push(new URL(request.url ?? '', 'http://docker').searchParams.get('name') ?? Name);
        if (made.length === 1) return reply(response, taken.status, taken.answer);
        reply(response, 201, { Id: ID, ID, Name: made[1], Labels: OWN });
      },
    };
    await withScriptedEngine(script, async ({ ask, reached }) => {
      const { status, text } = await ask('POST', create, { Name: 'shop', Image: 'alpine' });
      assert.is(status, 201, text);
      assert.is(made.length, 2, String(reached));
      assert.is(made[0], 'shop');
      assert.match(String(made[1]), /^shop-lp[0-9a-f]{8}$/);
      // From now on the lab's name means the lab's own.
      await ask('DELETE', path.replace('/json', ''));
      assert.match(reached.at(-1)!, made[1] as string);
    });
  });

for (const [whose, holder, creations] of [
  ['somebody', THEIRS, 2],
  ['the lab', ID, 1],
] as const)
  test(`a name that the engine can't yet show a container of is taken by ${whose}`, async () => {
    let asked = 0;
    const reply = (response: ServerResponse, status: number, value: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const script = {
      'POST /containers/create': (request: IncomingMessage, response: ServerResponse) => {
        asked += 1;
        const named = request.url?.includes('name=shop&') || request.url?.endsWith('name=shop');
        if (!named) return reply(response, 201, { Id: ID });
        reply(response, 409, { message: `The name "/shop" is already in use by container "${holder}".` });
      },
    };
    await withScriptedEngine(script, async ({ ask }) => {
      assert.is((await ask('POST', '/containers/create', { Image: 'alpine' })).status, 201);
      asked = 0;
      const { status } = await ask('POST', '/containers/create?name=shop', { Image: 'alpine' });
      assert.equal([status, asked], [creations === 2 ? 201 : 409, creations]);
    });
  });

test("somebody else's plugins are neither listed nor read", async () => {
  const theirs = { Id: THEIRS, Name: 'their/store:latest', Settings: { Env: ['TOKEN=1'] } };
  const script = { 'GET /plugins': [theirs], 'GET /plugins/their/store:latest/json': theirs };
  await withScriptedEngine(script, async ({ ask, reached }) => {
    assert.equal(JSON.parse((await ask('GET', '/v1.45/plugins')).text), []);
    assert.is((await ask('GET', '/v1.45/plugins/their/store:latest/json')).status, 404);
    assert.is((await ask('GET', `/plugins/${THEIRS}/json`)).status, 404);
    assert.equal(reached, []);
  });
});

for (const [key, paths] of [
  ['MaskedPaths', []],
  ['ReadonlyPaths', []],
  ['maskedpaths', ['/proc/none']],
] as const)
  test(`paths of the system that a container would have open are refused where privileges are: ${key}`, async () => {
    const script = { 'POST /containers/create': { Id: ID, Warnings: [] } };
    const body = { Image: 'alpine', HostConfig: { [key]: paths } };
    await withScriptedEngine(
      script,
      async ({ ask, reached }) => {
        const { status, text } = await ask('POST', '/v1.45/containers/create', body);
        assert.is(status, 403, text);
        assert.match(text, 'labproof: this run refuses --security-opt systempaths=unconfined');
        assert.equal(
          reached.filter((call) => call.startsWith('POST')),
          [],
        );
        // What the client says where nothing is asked for.
        const usual = { Image: 'alpine', HostConfig: { MaskedPaths: null, ReadonlyPaths: null } };
        assert.is.not((await ask('POST', '/v1.45/containers/create', usual)).status, 403);
      },
      { privileged: 'refuse' },
    );
  });

test('a path with dot segments reaches no engine, escaped or not', async () => {
  await withScriptedEngine({ 'GET /version': {} }, async ({ ask, reached }) => {
    for (const [method, target] of [
      ['GET', `/images/../containers/${THEIRS}/json`],
      ['GET', `/images/%2e%2e/containers/${THEIRS}/json`],
      ['GET', `/v1.45/images/x/%2E%2E/../containers/${THEIRS}/json`],
      ['GET', '/containers/./json'],
      ['DELETE', `/images/../containers/${THEIRS}`],
      ['POST', '/containers/../kill'],
    ] as const) {
      assert.is((await ask(method, target)).status, 404, target);
    }
    assert.equal(reached, []);
    assert.is((await ask('GET', '/v1.45/version')).status, 200);
  });
});

test('a form, of which the engine lets fields win over the query, reaches no engine', async () => {
  await withScriptedEngine({ 'POST /containers/prune': {} }, async ({ ask, reached }) => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/FORM-data; boundary=x'])
      assert.is((await ask('POST', '/containers/prune', 'filters={}', type)).status, 404, type);
    assert.equal(reached, []);
    assert.is((await ask('POST', '/containers/prune', {})).status, 200);
  });
});

/** Creates a container of a name that the engine finds an object by, and tells which name it got. */
async function nameGiven(name: string, found: object): Promise<string> {
  let given = '';
  const create: Scripted = (request, response) => {
    given = new URL(request.url ?? '', 'http://d').searchParams.get('name') ?? '';
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ Id: ID }));
  };
  const script = {
    'POST /containers/create': create,
    [`GET /containers/${name}/json`]: found,
    [`GET /containers/${ID}/json`]: { Id: ID, Mounts: [], Config: { Labels: OWN } },
  };
  await withScriptedEngine(script, async ({ ask }) => {
    assert.is((await ask('POST', `/containers/create?name=${name}`, { Image: 'alpine' })).status, 201);
  });
  return given;
}

test("a name that is the beginning of somebody else's ID is free, one that is theirs is not", async () => {
  const theirs = { Id: THEIRS, Config: { Labels: {} } };
  assert.is(await nameGiven('b2b2', { ...theirs, Name: '/shop' }), 'b2b2');
  assert.match(await nameGiven('shop', { ...theirs, Name: '/shop' }), /^shop-lp[0-9a-f]{8}$/);
});

test("the beginning of an ID names the lab's object, where somebody else's begins so too", async () => {
  const mine = { Id: ID, Names: ['/shop'], Labels: OWN };
  const script = {
    'GET /containers/json': [mine],
    'POST /containers/a1a1/kill': {},
    [`POST /containers/${ID}/kill`]: {},
  };
  await withScriptedEngine(script, async ({ ask, reached }) => {
    assert.is((await ask('POST', '/containers/a1a1/kill')).status, 200);
    assert.ok(reached.includes(`POST /containers/${ID}/kill`));
  });
});

/** The filters that reach the engine for these of the lab's, when it knows the lab's web by another name. */
async function filtersFor(filters: string): Promise<string> {
  const script = {
    'GET /containers/web/json': { Id: THEIRS, Name: '/web', Config: { Labels: {} } },
    'POST /containers/create': ((_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ Id: ID }));
    }) satisfies Scripted,
    [`GET /containers/${ID}/json`]: { Id: ID, Mounts: [], Config: { Labels: OWN } },
    'GET /containers/json': [],
  };
  let sent = '';
  await withScriptedEngine(script, async ({ ask, reached }) => {
    await ask('POST', '/containers/create?name=web', { Image: 'alpine' });
    await ask('GET', `/containers/json?filters=${encodeURIComponent(filters)}`);
    sent = new URL(reached.at(-1)!.replace('GET ', ''), 'http://d').searchParams.get('filters') ?? '';
  });
  return sent;
}

test('a filter that is anchored at the end of a name finds the name that the engine has', async () => {
  const { name } = JSON.parse(await filtersFor('{"name":["^web$","web$","web","^web"]}')) as {
    name: string[];
  };
  const others = name.filter((value) => /-lp[0-9a-f]{8}\$$/.test(value));
  assert.equal(
    others.map((value) => value.replace(/-lp[0-9a-f]{8}/, '')),
    ['^web$', 'web$'],
  );
  assert.is(name.length, 6);
});

test('filters that are no JSON go to the engine as they are, to be refused by it', async () => {
  assert.is(await filtersFor('name=web'), 'name=web');
});

test('what a creation brings along is told by events as soon as its answer is there', async () => {
  let stream: ServerResponse | undefined;
  const script = {
    'GET /events': ((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      if (!decodeURIComponent(request.url ?? '').includes('"daemon"')) stream = response;
    }) satisfies Scripted,
    'POST /containers/create': (async (_request, response) => {
      const event = { Type: 'volume', Action: 'create', Actor: { ID: NAMELESS, Attributes: {} } };
      stream?.write(`${JSON.stringify(event)}\n`);
      // The gateway gets the event before the answer by which it knows whose it is.
      await new Promise((resolve) => setTimeout(resolve, 200));
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ Id: ID }));
    }) satisfies Scripted,
    [`GET /containers/${ID}/json`]: {
      Id: ID,
      Mounts: [{ Type: 'volume', Name: NAMELESS }],
      Config: { Labels: OWN },
    },
  };
  await withScriptedEngine(script, async ({ ask }) => {
    const told = ask('GET', '/events?since=0');
    while (stream === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await ask('POST', '/containers/create', { Image: 'alpine' });
    stream.write('{"Type":"volume","Action":"create","Actor":{"ID":"theirs","Attributes":{}}}\n');
    stream.end();
    const { text } = await told;
    assert.match(text, NAMELESS);
    assert.not.match(text, '"theirs"');
  });
});

test("a history is told without the layer of the label, the image's ID and tags at its last layer", async () => {
  const layer = (CreatedBy: string, more: object) => ({
    Id: '<missing>',
    CreatedBy,
    Tags: null,
    Size: 0,
    ...more,
  });
  const script = {
    'GET /images/shop/history': [
      layer('/bin/sh -c #(nop)  LABEL labproof.run=test', { Id: 'sha256:11', Tags: ['shop:latest'] }),
      layer('/bin/sh -c #(nop)  CMD ["sh"]', {}),
      layer('/bin/sh -c #(nop) ADD file:1 in / ', { Size: 7 }),
    ],
    'GET /images/theirs/history': [layer('CMD ["sh"]', { Id: 'sha256:22' }), layer('ADD', {})],
  };
  await withScriptedEngine(script, async ({ ask }) => {
    const [first, ...rest] = JSON.parse((await ask('GET', '/images/shop/history')).text);
    assert.equal([first.Id, first.Tags, rest.length], ['sha256:11', ['shop:latest'], 1]);
    assert.match(first.CreatedBy, 'CMD');
    assert.is(JSON.parse((await ask('GET', '/images/theirs/history')).text).length, 2);
  });
});

test('an image that was there before is removed by its ID only where one repository names it, but by force', async () => {
  const image = (tags: readonly string[]) => ({
    Id: `sha256:${ID}`,
    RepoTags: tags,
    RepoDigests: [],
    Config: { Labels: null },
  });
  const removal = async (tags: readonly string[], query = '') => {
    let answer = { status: 0, text: '' };
    const script = { [`GET /images/${ID}/json`]: image(tags), 'GET /containers/json': [] };
    await withScriptedEngine(script, async ({ ask, reached }) => {
      answer = await ask('DELETE', `/images/${ID}${query}`);
      assert.equal(
        reached.filter((call) => call.startsWith('DELETE')),
        [],
      );
    });
    return answer;
  };
  const refused = await removal(['shop:1', 'store:1']);
  assert.is(refused.status, 409);
  assert.match(refused.text, 'image is referenced in multiple repositories');
  assert.is((await removal(['shop:1', 'shop:2'])).status, 200);
  assert.is((await removal(['shop:1', 'store:1'], '?force=1')).status, 200);
});

test('of a list with containers that a failed build left, the limit counts only the lab’s', async () => {
  const theirs = { Id: THEIRS, Names: ['/t'], Labels: {} };
  const mine = { Id: ID, Names: ['/m'], Labels: {} };
  const build: Scripted = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(`${JSON.stringify({ stream: 'Step 1/1 : RUN false\n' })}\n`);
    response.write(`{"stream":" ---\\u003e Running in ${ID.slice(0, 12)}\\n"}\n`);
    response.end(
      `${JSON.stringify({ error: 'it returned a non-zero code: 1', errorDetail: { message: '' } })}\n`,
    );
  };
  const script = {
    'POST /build': build,
    [`GET /containers/${ID.slice(0, 12)}/json`]: { Id: ID, Name: '/m', Config: { Labels: {} } },
    'GET /containers/json': [theirs, mine],
    'GET /images/json': [],
  };
  await withScriptedEngine(script, async ({ ask, reached }) => {
    await ask('POST', '/build?rm=1');
    // The engine that is played knows no labels, so that it lists all until the container is adopted.
    while (JSON.parse((await ask('GET', '/containers/json')).text).length > 1);
    const { text } = await ask('GET', '/containers/json?limit=1');
    assert.equal(
      JSON.parse(text).map(({ Id }: { Id: string }) => Id),
      [ID],
    );
    assert.not.match(reached.at(-1)!, 'limit');
  });
});

test.run();
