import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import type { ToPage } from '../../src/serve/messages.ts';
import { startLabproof, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';
import { printedLink } from './support.ts';

test("on the host's engine the page says that the terminal is the trainer's own shell", () =>
  withEngine(
    (engine) =>
      withFolder({}, async (folder) => {
        const serving = startLabproof(['serve', 'labs/bridge.md', '--engine', 'host', '--no-rehearsal'], {
          env: { ...engine.env, XDG_STATE_HOME: folder },
        });
        try {
          const link = await printedLink(serving);
          const { origin, hash } = new URL(link);
          const socket = new WebSocket(`${origin.replace('http', 'ws')}/seat`, { origin });
          socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token: hash.slice(1) })));
          const warning = await new Promise<string>((resolve) => {
            socket.on('message', (data: Buffer, binary: boolean) => {
              const message = binary ? undefined : (JSON.parse(data.toString()) as ToPage);
              if (message?.t === 'document') resolve(message.warning);
            });
          });
          socket.terminate();
          assert.match(warning, 'a shell of the machine that labproof runs on');
        } finally {
          serving.kill('SIGINT');
          await serving;
        }
      }),
    { images: ['alpine'] },
  ));

test.run();
