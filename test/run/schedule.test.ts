import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runScheduled } from '../../src/run/schedule.ts';

/** Tasks that end when told to, and what has been started so far. */
function bench() {
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const started: string[] = [];
  const run = (task: string): Promise<void> => {
    started.push(task);
    return new Promise((resolve, reject) => ends.set(task, { resolve, reject }));
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    started,
    run,
    end: (task: string) => {
      ends.get(task)!.resolve();
      return settle();
    },
    fail: (task: string) => {
      ends.get(task)!.reject(new Error(`${task} broke`));
      return settle();
    },
  };
}

const never = () => false;

test('no more tasks run at a time than there are workers, in their order', async () => {
  const { started, run, end } = bench();
  const all = runScheduled(['a', 'b', 'c'], { workers: 2, conflicts: never, run, stopped: never });
  assert.equal(started, ['a', 'b']);
  await end('b');
  assert.equal(started, ['a', 'b', 'c']);
  await end('a');
  await end('c');
  await all;
});

test('a task waits for the one it conflicts with; others overtake it', async () => {
  const { started, run, end } = bench();
  const conflicts = (a: string, b: string) => a[0] === b[0];
  const all = runScheduled(['x1', 'x2', 'y1'], { workers: 3, conflicts, run, stopped: never });
  assert.equal(started, ['x1', 'y1']);
  await end('y1');
  assert.equal(started, ['x1', 'y1']);
  await end('x1');
  assert.equal(started, ['x1', 'y1', 'x2']);
  await end('x2');
  await all;
});

test('tasks that conflict in one place run at the same time in two, spread among them', async () => {
  const { started, run, end } = bench();
  const places: string[] = [];
  const all = runScheduled(['x1', 'x2', 'x3', 'y1'], {
    workers: 4,
    places: 2,
    conflicts: (a, b) => a[0] === b[0],
    run: (task, place) => {
      places.push(`${task} ${place}`);
      return run(task);
    },
    stopped: never,
  });
  assert.equal(places, ['x1 0', 'x2 1', 'y1 0']);
  await end('x2');
  assert.equal(places.at(-1), 'x3 1');
  for (const task of started.filter((name) => name !== 'x2')) await end(task);
  await all;
});

test('once stopped, nothing more starts and what runs is waited for', async () => {
  const { started, run, end } = bench();
  let stop = false;
  let done = false;
  const all = runScheduled(['a', 'b', 'c'], { workers: 2, conflicts: never, run, stopped: () => stop });
  void all.then(() => {
    done = true;
  });
  stop = true;
  await end('a');
  assert.is(done, false);
  await end('b');
  await all;
  assert.equal(started, ['a', 'b']);
});

test('an error is thrown when the others have ended, and nothing more starts', async () => {
  const { started, run, end, fail } = bench();
  let thrown: unknown;
  const all = runScheduled(['a', 'b', 'c'], { workers: 2, conflicts: never, run, stopped: never }).catch(
    (error: unknown) => {
      thrown = error;
    },
  );
  await fail('a');
  assert.is(thrown, undefined);
  await end('b');
  await all;
  assert.match(String(thrown), 'a broke');
  assert.equal(started, ['a', 'b']);
});

test('a place takes no more than it has room for; smaller tasks overtake', async () => {
  const { run, end } = bench();
  const places: string[] = [];
  const all = runScheduled(['three', 'two', 'one', 'more'], {
    workers: 9,
    places: 2,
    conflicts: never,
    weight: (task) => ({ three: 3, two: 2 })[task] ?? 1,
    room: (place) => [3, 1][place]!,
    run: (task, place) => {
      places.push(`${task} ${place}`);
      return run(task);
    },
    stopped: never,
  });
  assert.equal(places, ['three 0', 'one 1']);
  await end('one');
  assert.equal(places, ['three 0', 'one 1', 'more 1']);
  await end('three');
  assert.equal(places, ['three 0', 'one 1', 'more 1', 'two 0']);
  for (const task of ['two', 'more']) await end(task);
  await all;
});

test('without tasks it ends at once', async () => {
  await runScheduled([], { workers: 2, conflicts: never, run: async () => {}, stopped: never });
});

test('a task runs in the place where the fewest run', async () => {
  const { run, end } = bench();
  const places: string[] = [];
  const all = runScheduled(['a', 'b', 'c'], {
    workers: 3,
    places: 3,
    conflicts: never,
    run: (task, place) => {
      places.push(`${task} ${place}`);
      return run(task);
    },
    stopped: never,
  });
  assert.equal(places, ['a 0', 'b 1', 'c 2']);
  for (const task of ['a', 'b', 'c']) await end(task);
  await all;
});

test('a task runs only in a place that it fits', async () => {
  const placed: string[] = [];
  await runScheduled(['old', 'new', 'any'], {
    workers: 1,
    places: 2,
    fits: (task, place) => task === 'any' || place === (task === 'old' ? 0 : 1),
    conflicts: never,
    run: async (task, place) => void placed.push(`${task} ${place}`),
    stopped: never,
  });
  assert.equal(placed, ['old 0', 'new 1', 'any 0']);
});

test.run();
