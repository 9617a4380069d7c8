import { json } from 'node:stream/consumers';
import { type Script, type Scripted, withScriptedEngine } from './scripted-engine.ts';

const ID = 'a1'.repeat(32);

export type Body = Record<string, unknown>;
interface Sent {
  readonly status: number;
  readonly text: string;
  /** What reached the engine; undefined when nothing did. */
  readonly body: Body | undefined;
}

/** Sends one call and tells what the engine got of it. */
export async function sent(
  target: string,
  body: Body,
  {
    script = {},
    privileged = 'allow',
  }: { readonly script?: Script; readonly privileged?: 'allow' | 'refuse' } = {},
): Promise<Sent> {
  let got: Body | undefined;
  const take: Scripted = async (request, response) => {
    got = (await json(request)) as Body;
    response
      .writeHead(201, { 'content-type': 'application/json' })
      .end(JSON.stringify({ Id: ID, ID, Name: 'x', Labels: got.Labels ?? got.labels }));
  };
  let answer = { status: 0, text: '' };
  await withScriptedEngine(
    { [`POST ${target.replace(/\?.*/, '')}`]: take, ...script },
    async ({ ask }) => {
      answer = await ask('POST', target, body);
    },
    { privileged },
  );
  return { ...answer, body: got };
}
