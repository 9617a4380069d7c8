import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { list } from '../../src/report/list.ts';
import { eventsOf } from '../support/events.ts';

/** A list report on a terminal; `drawn` resolves with what was written when its live line is next drawn. */
async function withReport(
  use: (report: ReturnType<typeof list>, drawn: () => Promise<string>) => Promise<void>,
): Promise<void> {
  let written = '';
  let told: () => void = () => {};
  const report = list({
    output: {
      write: (text) => {
        written += text;
        told();
      },
      live: true,
      color: false,
      columns: 80,
    },
    title: 'labproof run labs',
    verbosity: 'normal',
    explain: false,
    relative: (file) => file,
    env: {},
  });
  const drawn = async (): Promise<string> => {
    // The timer of the live line keeps no process alive by itself.
    const awake = setInterval(() => {}, 1_000);
    const before = written.length;
    while (!/\ds {2}/.test(written.slice(before)))
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    clearInterval(awake);
    return written;
  };
  try {
    await use(report, drawn);
  } finally {
    report.finish();
  }
}

test('the live line says what each of the labs that run is at', async () => {
  await withReport(async (report, drawn) => {
    report.running?.([
      { file: 'labs/a.md', doing: 'docker build .' },
      { file: 'labs/b.md', doing: 'sleep 9\nand more' },
    ]);
    assert.match(await drawn(), /0s {2}a\.md: docker build \. · b\.md: sleep 9$/);
  });
});

test('of a lab that runs alone the live line says the command only', async () => {
  await withReport(async (report, drawn) => {
    const [started, ...events] = eventsOf([
      { steps: [{ title: 'One', commands: [{ command: 'docker ps -a' }] }] },
    ]);
    report.event(started!);
    report.running?.([{ file: 'labs/wire.md', doing: 'getting ready' }]);
    for (const event of events) {
      report.event(event);
      if (event.type === 'command-started') break;
    }
    assert.match(await drawn(), /0s {2}docker ps -a$/);
  });
});

test('of several labs the live line says which one runs', async () => {
  await withReport(async (report, drawn) => {
    const steps = [{ title: 'One', commands: [{ command: 'docker ps -a' }] }];
    let started = 0;
    for (const event of eventsOf(['a.md', 'b.md', 'c.md'].map((file) => ({ file, steps })))) {
      if (event.type === 'lab-started') started += 1;
      report.event(event);
      if (started === 2 && event.type === 'command-started') break;
    }
    assert.match(await drawn(), /0s {2}lab 2\/3 · docker ps -a$/);
  });
});

test('a long line is folded on a terminal', async () => {
  await withReport(async (report, drawn) => {
    const reason = 'word '.repeat(40).trim();
    const command = { command: 'true', verdict: 'failed' as const, reason };
    for (const event of eventsOf([{ steps: [{ title: 'One', commands: [command] }] }])) {
      report.event(event);
      if (event.type === 'step-finished') break;
    }
    report.event({ type: 'cleanup-started', lab: {} as never });
    const lines = (await drawn()).split('\n').filter((line) => line.includes('word word'));
    assert.ok(lines.length > 1);
    for (const line of lines) assert.ok(line.length <= 80 && line.startsWith('         '), line);
  });
});

test.run();
