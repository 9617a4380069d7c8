import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { planLab } from '../../src/plan/plan.ts';
import { type Act, actsOf } from '../../src/stage/acts.ts';
import { shellPlace } from '../../src/stage/shell-place.ts';

const acts = (text: string): readonly Act[] =>
  actsOf(planLab(parseLab('lab.md', text)), {
    prompt: '$',
    from: 1,
    to: 99,
    text,
    script: undefined,
  });

test('of one machine the shell has the prompt of the host, also where the show is in a container', () => {
  const inside = acts('```console\nhost# docker run -it alpine sh\n/ # hostname\n/ # exit\n```\n');
  assert.equal(shellPlace('shell', { machines: [], acts: inside, at: 2 }), {
    machine: undefined,
    prompt: 'host# ',
  });
  assert.match(
    (shellPlace('shell 1', { machines: [], acts: inside, at: 0 }) as { message: string }).message,
    's gives a shell there',
  );
});

test('of several it is at the machine of the last command, before any at that of the first', () => {
  const machines = ['north', 'south', 'far'];
  const lab = acts(
    '---\nmachines: [north, south, far]\n---\n\n```console\nsouth$ docker ps\nnorth$ docker ps\n```\n',
  );
  const at = (place: number, key: 'shell' | `shell ${number}` = 'shell') =>
    shellPlace(key, { machines, acts: lab, at: place });
  assert.equal(at(0), { machine: 'south', prompt: 'south$ ' });
  assert.equal(at(1), { machine: 'south', prompt: 'south$ ' });
  assert.equal(at(2), { machine: 'north', prompt: 'north$ ' });
  assert.equal(at(0, 'shell 1'), { machine: 'north', prompt: 'north$ ' });
  assert.equal(at(2, 'shell 3'), { machine: 'far', prompt: 'far$ ' });
  assert.equal(at(2, 'shell 4'), {
    message: 'the lab has no machine 4; 1 is north, 2 is south, 3 is far',
  });
});

test.run();
