import { createHash } from 'node:crypto';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerState, NetworkState } from '../../src/model/engine.ts';
import { html } from '../../src/report/html.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { HOST, INNER, JOB, WEB, WIRE, WIRE_LAB } from '../support/wire-lab.ts';

const report = (...labs: readonly LabSketch[]): string => reportOf(html, eventsOf(labs));
const text = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

/** The pictures of a page, as XML. */
function pictures(page: string): readonly Element[] {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  });
  return [...page.matchAll(/<svg[\s\S]*?<\/svg>/g)].map(
    ([svg]) => parser.parseFromString(svg, 'text/xml').documentElement!,
  );
}

test('the page has one script of its own, names nothing outside it and forbids all else', () => {
  const page = report(WIRE_LAB);
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
  assert.is(page.split('<script').length, 2);
  assert.is(scripts.length, 1);
  const hash = createHash('sha256').update(scripts[0]!).digest('base64');
  assert.match(page, `script-src 'sha256-${hash}'; style-src`);
  assert.not.match(page, /(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\//i);
  assert.not.match(page, '@import');
  assert.match(page, `<meta http-equiv="Content-Security-Policy" content="default-src 'none'`);
});

test('lines lead to the code host that a CI system tells of, elsewhere to nothing', () => {
  const events = eventsOf(
    [{ file: 'labs/a b.md', steps: [{ title: 'A', commands: [{ command: 'true' }] }] }],
    {
      run: { commit: 'c0ffee' },
    },
  );
  const github = { GITHUB_SERVER_URL: 'https://code.example', GITHUB_REPOSITORY: 'me/labs' };
  assert.match(
    reportOf(html, events, { env: github }),
    '<a href="https://code.example/me/labs/blob/c0ffee/labs/a%20b.md#L11">line 11</a>',
  );
  const gitlab = { CI_PROJECT_URL: 'https://lab.example/me/labs' };
  assert.match(
    reportOf(html, events, { env: gitlab }),
    'https://lab.example/me/labs/-/blob/c0ffee/labs/a%20b.md#L11',
  );
  assert.match(
    reportOf(html, events, { env: gitlab }),
    '<a href="https://lab.example/me/labs/-/commit/c0ffee">commit c0ffee</a>',
  );
  const evil = { CI_PROJECT_URL: 'javascript:alert(1)//' };
  assert.not.match(reportOf(html, events, { env: evil }), 'javascript:');
  assert.not.match(reportOf(html, events), '://');
});

test('each of several labs has its own date, engine, host, version and commit', () => {
  const run = { startedAt: '', version: '0.9.1', host: 'other', commit: '5eed5eed5eed5eed' };
  const engine = { kind: 'host', version: '26.1.5' } as const;
  const page = report(WIRE_LAB, { ...WIRE_LAB, file: 'labs/b.md', started: { run, engine } });
  const [, first, second] = page.split('<section').map(text);
  assert.match(first!, 'docker 28.2.0, private engine2026-03-04 05:06 UTCbuilderlabproof 0.1.0');
  assert.match(
    second!,
    'docker 26.1.5, host engine2026-03-04 05:06 UTCcommit 5eed5eed5eedotherlabproof 0.9.1',
  );
});

test('the picture shows a port once and an internal network without a gateway', () => {
  const [container] = WIRE_LAB.topology!.containers;
  const port = { hostIp: '0.0.0.0', hostPort: 8080, container: '80/tcp' };
  const topology = {
    networks: [
      {
        id: 'n',
        name: 'hidden',
        driver: 'bridge',
        options: {},
        internal: true,
        subnets: [{ subnet: '10.9.0.0/16', gateway: '10.9.0.1' }],
      },
    ],
    containers: [{ ...container!, ports: [port, { ...port, hostIp: '::' }], networks: {} }],
  };
  const [picture] = pictures(report({ ...WIRE_LAB, topology }));
  const text = picture!.textContent!;
  assert.is(text.split('8080 → 80/tcp').length - 1, 2, 'in the picture and in its words');
  assert.not.match(text, '10.9.0.1');
});

test("a network of both kinds of addresses shows both of its subnets, gateways and containers' addresses", () => {
  const both: NetworkState = {
    ...INNER,
    subnets: [
      { subnet: '172.20.0.0/16', gateway: '172.20.0.1' },
      { subnet: '2001:db8:1234:5678::/64', gateway: '' },
    ],
  };
  const inner = {
    ...WEB.networks.inner!,
    ipv6: { ip: '2001:db8:1234:5678::3', prefixLength: 64, gateway: '2001:db8:1234:5678::1' },
  };
  const topology = { networks: [both], containers: [{ ...WEB, networks: { inner } }] };
  const [picture] = pictures(report({ ...WIRE_LAB, topology }));
  const drawn = [...picture!.getElementsByTagName('text')].map((element) => element.textContent);
  for (const word of [
    '172.20.0.0/16',
    '2001:db8:1234:5678::/64',
    '172.20.0.1, 2001:db8:1234:5678::1',
    '172.20.0.3/16',
    '2001:db8:1234:5678::3/64',
  ])
    assert.ok(drawn.includes(word), word);
});

test('a port that is published on one address says on which, and those left out are counted', () => {
  const ports = [1, 2, 3, 4].map((n) => ({
    container: `${n}/tcp`,
    hostIp: n === 1 ? '127.0.0.1' : n === 2 ? '::1' : '::',
    hostPort: 8080 + n,
  }));
  const topology = { networks: [INNER], containers: [{ ...WEB, ports }] };
  const [picture] = pictures(report({ ...WIRE_LAB, topology }));
  const drawn = [...picture!.getElementsByTagName('text')].map((element) => element.textContent);
  for (const word of ['127.0.0.1:8081 → 1/tcp', '[::1]:8082 → 2/tcp', '8083 → 3/tcp', 'and 1 more port'])
    assert.ok(drawn.includes(word), word);
});

test('each step has the picture of what it left, the lab that of the most', () => {
  const at = (networks: readonly NetworkState[], containers: readonly ContainerState[] = []) => ({
    networks,
    containers,
  });
  const step = (title: string, topology?: ReturnType<typeof at>) => ({
    title,
    commands: [{ command: 'true' }],
    ...(topology && { topology }),
  });
  const steps = [
    step('one', at([WIRE])),
    step('two', at([WIRE, INNER], [WEB])),
    step('three'),
    step('four', at([WIRE])),
    step('five', at([])),
  ];
  const page = report({ steps });
  const words = (part: string): readonly string[] =>
    pictures(part).map((svg) => svg.getElementsByTagName('desc')[0]!.textContent!);
  const [top, ...parts] = page.split('<details class="step');
  assert.is(words(top!).length, 1);
  assert.match(words(top!)[0]!, /^Network wire.*Network inner.*Container web/);
  assert.match(top!, 'after step 2');
  assert.equal(
    parts.map((part) => words(part).map((text) => text.match(/Network \w+|Container \w+/g)!.join())),
    [['Network wire'], ['Network wire,Network inner,Container web'], [], ['Network wire'], []],
  );
  assert.match(parts[2]!, '<a href="#lab-1-step-2">Networks and containers as after step 2</a>');
  assert.not.match(parts[4]!, 'Networks and containers');
});

test('the headline says how many commands failed', () => {
  assert.match(report(WIRE_LAB), '<h1>1 of 7 commands failed</h1>');
});

test('a run in which all passed says so, one in which nothing ran too', () => {
  const steps = [{ title: 'A', commands: [{ command: 'a' }, { command: 'b' }] }];
  assert.match(report({ steps }), '<h1>All 2 commands passed</h1>');
  assert.match(reportOf(html, []), '<h1>Nothing was run</h1>');
});

test('steps that failed or drifted are open, others closed', () => {
  const page = report(WIRE_LAB);
  const open = [...page.matchAll(/<details class="step (\w+)[^"]*"( open)?>/g)].map(([, verdict, is]) => [
    verdict,
    is === ' open',
  ]);
  assert.equal(open, [
    ['passed', false],
    ['failed', true],
    ['drifted', true],
    ['skipped', false],
    ['passed', false],
  ]);
});

test('of a differing line only what truly differs is marked, and corresponding values are dim', () => {
  const page = report(WIRE_LAB);
  assert.match(
    page,
    /<del class="line failed" data-line="24"><span class="value" title="live: 7c1e0f6b2a44; bound as network ID">8f6a1c55e7d2<\/span> {3}wire {6}<mark>ipvlan<\/mark> {4}local\n<\/del>/,
  );
  assert.match(
    page,
    /<ins class="line failed"><span class="value"[^>]*>7c1e0f6b2a44<\/span>.*<mark>macvlan<\/mark>/,
  );
  assert.match(page, /<span class="line same" data-line="23"><span class="value"[^>]*>5b2c9b3a0f61<\/span>/);
});

test('live text that the document lacks stands below the line it would follow', () => {
  const lines = [...report(WIRE_LAB).matchAll(/<(?:ins|del|span) class="line[^>]*>/g)].map(([tag]) => tag);
  const at = lines.findIndex((tag) => tag.includes('data-line="36"'));
  assert.is(lines[at + 1], '<ins class="line drifted">');
});

test('a difference whose text is not a part of the document line is told on lines of its own', () => {
  const differences = [
    {
      verdict: 'failed' as const,
      line: 12,
      expected: 'Networks.wire.Driver: ipvlan',
      found: 'Networks.wire.Driver: macvlan',
      cause: '',
      marks: { expected: [{ from: 22, to: 28 }], found: [{ from: 22, to: 29 }] },
    },
  ];
  const command = { command: 'a', shows: ['"Driver": "ipvlan"'], verdict: 'failed' as const, differences };
  const page = report({ steps: [{ title: 'A', commands: [command] }] });
  assert.match(page, '<span class="line same" data-line="12">&#34;Driver&#34;: &#34;ipvlan&#34;');
  assert.match(page, /<del class="line failed" data-line="12">Networks\.wire\.Driver: <mark>ipvlan<\/mark>/);
});

const changed = (expected: string, found: string, cause: string, line = 12) => {
  const whole = (text: string) => (text === '' ? [] : [{ from: 0, to: text.length }]);
  const marks = { expected: whole(expected), found: whole(found) };
  return { verdict: 'failed' as const, line, expected, found, cause, marks };
};

test('a part of a documented line is shown with its live part in place', () => {
  const differences = [changed('"ipvlan"', '"macvlan"', '')];
  const command = { command: 'a', shows: ['  "Driver": "ipvlan",'], verdict: 'failed' as const, differences };
  const page = report({ steps: [{ title: 'A', commands: [command] }] });
  assert.match(
    page,
    '<del class="line failed" data-line="12">  &#34;Driver&#34;: <mark>&#34;ipvlan&#34;</mark>,',
  );
  assert.match(page, '<ins class="line failed">  &#34;Driver&#34;: <mark>&#34;macvlan&#34;</mark>,');
});

test('a line that differs as a whole has no marks', () => {
  const command = {
    command: 'a',
    shows: ['one'],
    verdict: 'failed' as const,
    differences: [changed('one', 'two', '')],
  };
  assert.not.match(report({ steps: [{ title: 'A', commands: [command] }] }), '<mark>');
});

test("each cause is told once, the command's reason not again", () => {
  const differences = [
    changed('one', '', 'no such line'),
    changed('two', '', 'reason', 13),
    changed('three', '', 'no such line', 14),
  ];
  const command = {
    command: 'a',
    shows: ['one', 'two', 'three'],
    verdict: 'failed' as const,
    reason: 'reason',
    differences,
  };
  const page = report({ steps: [{ title: 'A', commands: [command] }] });
  const causes = [...page.matchAll(/<span class="line cause failed">(.*)/g)].map(([, cause]) => cause);
  assert.equal(causes, ['no such line']);
});

test('differences above and below the documented lines are shown there', () => {
  const differences = [changed('', 'before', '', 11), changed('', 'after', '', 90)];
  const command = { command: 'a', shows: ['one'], verdict: 'drifted' as const, differences };
  const page = report({ steps: [{ title: 'A', commands: [command] }] });
  assert.match(page, /<ins[^>]*>before\n<\/ins><span[^>]*>one\n<\/span><ins[^>]*>after/);
});

test('reasons, checks, times, hints and cleanup are on the page', () => {
  const shown = text(report(WIRE_LAB));
  for (const part of [
    'network wire exists, driver macvlan',
    'network wire is listed, driver ipvlandriver is macvlan',
    'To run it: run it on two hosts.',
    'docker stop was given 1 s instead of 10 s',
    '1 network and 1 container made and removed',
    'docker 28.2.0',
    '0.4s',
  ])
    assert.match(shown, part);
});

test('the picture names each network, container, MAC, address, gateway and parent interface', () => {
  const [svg] = pictures(report(WIRE_LAB));
  const drawn = [...svg!.getElementsByTagName('text')].map((element) => element.textContent);
  for (const word of [
    'wire',
    'macvlan',
    '198.51.100.0/24',
    '198.51.100.1',
    'eth1',
    'inner',
    '172.20.0.1',
    'host',
    '198.51.100.2/24',
    '02:42:c6:33:64:02',
    '172.20.0.2/16',
    'web',
    '8080 → 80/tcp',
    'exited (3)',
    'no address now',
  ])
    assert.ok(drawn.includes(word), word);
});

test('nothing of the picture lies outside it or on another container', () => {
  const containers = Array.from({ length: 12 }, (_, index) => ({
    ...WEB,
    name: `a-rather-long-name-${index}`,
  }));
  for (const topology of [
    { networks: [WIRE, INNER], containers: [HOST, WEB, JOB] },
    { networks: [], containers: [{ ...WEB, networks: {} }] },
    { networks: [WIRE], containers: [] },
    { networks: [INNER], containers },
    SHARED_OUT,
  ]) {
    const [svg] = pictures(report({ ...WIRE_LAB, topology }));
    const [, , width = 0, height = 0] = svg!.getAttribute('viewBox')!.split(' ').map(Number);
    const n = (element: Element, name: string) => Number(element.getAttribute(name));
    for (const element of [...svg!.getElementsByTagName('text'), ...svg!.getElementsByTagName('rect')]) {
      assert.ok(n(element, 'x') >= 0 && n(element, 'x') + n(element, 'width') <= width);
      assert.ok(n(element, 'y') >= 0 && n(element, 'y') + n(element, 'height') <= height);
    }
    const boxes = [...svg!.getElementsByTagName('rect')].filter((r) => r.getAttribute('class') === 'box');
    boxes.slice(1).forEach((box, index) => {
      assert.ok(n(boxes[index]!, 'x') + n(boxes[index]!, 'width') < n(box, 'x'));
    });
  }
});

/** A network that two machines share, and one that each has by the same name. */
const SHARED_OUT = {
  networks: [WIRE, { ...INNER, machine: 'shed1' }, { ...INNER, machine: 'shed2' }],
  containers: [
    { ...WEB, name: 'second', machine: 'shed2' },
    { ...WEB, name: 'first', machine: 'shed1' },
    { ...HOST, name: 'third', machine: 'shed2' },
  ],
};

test("a machine is a frame around its containers, and a network of one machine is that one's", () => {
  const [svg] = pictures(report({ ...WIRE_LAB, topology: SHARED_OUT }));
  const rects = [...svg!.getElementsByTagName('rect')];
  const of = (kind: string) => rects.filter((rect) => rect.getAttribute('class') === kind);
  const span = (rect: Element): readonly [number, number] => {
    const x = Number(rect.getAttribute('x'));
    return [x, x + Number(rect.getAttribute('width'))];
  };
  const frames = of('machine').map(span);
  const boxes = of('box').map(span);
  assert.is(frames.length, 2);
  const inside = frames.map(
    ([from, to]) => boxes.filter(([left, right]) => left >= from && right <= to).length,
  );
  assert.equal(inside, [1, 2]);
  assert.ok(frames[0]![1] < frames[1]![0]);
  const words = svg!.getElementsByTagName('desc')[0]!.textContent!;
  assert.match(words, /Container first on machine shed1.*?on inner/);
  assert.match(words, 'on shed2');
  // WEB is on inner once, on the machine that it is on.
  assert.is(words.match(/Container first.*?(?=Container|$)/)![0].split('on inner').length, 2);
});

test("docker's own networks are drawn only where a container is on one", () => {
  const bridge = { ...INNER, name: 'bridge' };
  const on = { ...WEB, networks: { bridge: WEB.networks.inner! } };
  const names = (topology: NonNullable<LabSketch['topology']>) =>
    pictures(report({ ...WIRE_LAB, topology })).flatMap((svg) =>
      [...svg.getElementsByTagName('text')].map((element) => element.textContent),
    );
  assert.not(names({ networks: [WIRE, bridge], containers: [] }).includes('bridge'));
  assert.ok(names({ networks: [WIRE, bridge], containers: [on] }).includes('bridge'));
});

test('a line passes a network that its container is not on through a gap', () => {
  const topology = {
    networks: [WIRE, INNER],
    containers: [{ ...HOST, networks: { wire: HOST.networks.wire! } }],
  };
  assert.match(report({ ...WIRE_LAB, topology }), '<line class="gap"');
});

test('whatever a lab prints or is called stays text', () => {
  const topology = {
    networks: [{ ...WIRE, name: NASTY }],
    containers: [{ ...WEB, name: NASTY, image: NASTY }],
  };
  const differences = [
    {
      verdict: 'failed' as const,
      line: 12,
      expected: NASTY,
      found: NASTY,
      cause: NASTY,
      marks: { expected: [{ from: 3, to: 9 }], found: [{ from: 0, to: 400 }] },
    },
  ];
  const command = {
    command: NASTY,
    shows: [NASTY],
    output: NASTY,
    verdict: 'failed' as const,
    reason: NASTY,
    differences,
  };
  const page = report({
    title: NASTY,
    file: NASTY,
    steps: [{ title: NASTY, commands: [command] }],
    topology,
  });
  assert.is(page.split('</script>').length, 2);
  assert.not.match(page, '<!-- -->');
  assert.not.match(page, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  assert.is(pictures(page).length, 2);
});

test('a line of ten megabytes makes no page of ten megabytes', () => {
  const long = 'x'.repeat(10_000_000);
  const failed = changed(`${long}a`, `${long}b`, long);
  const command = {
    command: 'a',
    shows: [`${long}a`],
    output: long,
    verdict: 'failed' as const,
    reason: long,
    differences: [{ ...failed, marks: { expected: [{ from: 10_000_000, to: 10_000_001 }], found: [] } }],
  };
  assert.ok(report({ steps: [{ title: 'A', commands: [command] }] }).length < 200_000);
});

test('the ids of a page are unique, also when a lab ran twice', () => {
  const ids = [...report(WIRE_LAB, WIRE_LAB).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.is(new Set(ids).size, ids.length);
  const targets = [...report(WIRE_LAB, WIRE_LAB).matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
  for (const target of targets) assert.ok(ids.includes(target), target);
});

test.run();
