import type { EngineReader, NetworkState } from '../model/engine.ts';
import type { EngineObject } from '../model/verdict.ts';
import { nearest } from '../text/nearest.ts';

export interface Diagnosis {
  /** What is there instead, as a sentence. */
  readonly found: string;
  readonly mend: string;
}

export interface DiagnosisContext {
  readonly engine: EngineReader;
  /** What this learner has made. */
  readonly made: readonly EngineObject[];
  /** Every name that the lab gives. */
  readonly names: ReadonlySet<string>;
}

/**
 * What is wrong where a sentence does not hold, in terms of the lab; undefined when nothing is there
 * yet that could be wrong.
 */
export async function diagnose(
  sentence: string,
  found: string,
  context: DiagnosisContext,
): Promise<Diagnosis | undefined> {
  const [, kind = '', name = ''] = /^(container|network|volume|image) (\S+?)(?:,|$| )/.exec(sentence) ?? [];
  if (name === '' || / is (?:gone|stopped|paused)$/.test(sentence)) return undefined;
  const absent =
    new RegExp(`there is no ${kind}`).test(found) || /^it does not exist|^there is no /.test(found);
  if (absent) return otherName(kind, name, context);
  if (kind === 'network') return ofNetwork(sentence, name, context.engine);
  if (kind === 'container') return ofContainer(sentence, { name, found });
  return undefined;
}

/** A name that is nearly right, or one of which the lab knows nothing. */
function otherName(kind: string, name: string, { made, names }: DiagnosisContext): Diagnosis | undefined {
  const candidates = made.filter(
    (object) => object.kind === kind && object.name !== name && !names.has(object.name),
  );
  const near = nearest(
    name,
    candidates.map((object) => object.name),
  );
  const other = near ?? (candidates.length === 1 ? candidates[0]!.name : undefined);
  if (other === undefined) return undefined;
  const rename = `docker rename ${other} ${name}`;
  const again = `remove it (docker ${kind} rm ${other}) and create it with the name ${name}`;
  return {
    found: `there is a ${kind} ${other}, but the lab calls it ${name}`,
    mend: kind === 'container' ? `rename it: ${rename}` : again,
  };
}

async function ofNetwork(
  sentence: string,
  name: string,
  engine: EngineReader,
): Promise<Diagnosis | undefined> {
  const network = await engine.network(name);
  if (!network) return undefined;
  const wrong = FACTS.flatMap(({ word, option, has }) => {
    const wanted = new RegExp(`,? ${word} ([^\\s,]+)`).exec(sentence)?.[1];
    if (wanted === undefined) return [];
    const live = has(network);
    return live.includes(wanted)
      ? []
      : [{ said: `its ${word} is ${live.join(' and ') || 'none'}`, option: `${option}${wanted}` }];
  });
  if (wrong.length === 0) return undefined;
  const options = wrong.map(({ option }) => option).join(' ');
  return {
    found: `network ${name} exists, but ${wrong.map(({ said }) => said).join(' and ')}`,
    mend: `remove it (docker network rm ${name}) and create it with ${options}`,
  };
}

const FACTS: readonly {
  readonly word: string;
  readonly option: string;
  readonly has: (network: NetworkState) => readonly string[];
}[] = [
  { word: 'driver', option: '-d ', has: ({ driver }) => [driver] },
  { word: 'subnet', option: '--subnet ', has: ({ subnets }) => subnets.map(({ subnet }) => subnet) },
  { word: 'gateway', option: '--gateway ', has: ({ subnets }) => subnets.map(({ gateway }) => gateway) },
  { word: 'parent', option: '-o parent=', has: ({ options }) => (options.parent ? [options.parent] : []) },
];

function ofContainer(
  sentence: string,
  { name, found }: { readonly name: string; readonly found: string },
): Diagnosis | undefined {
  const again = `remove it (docker rm -f ${name}) and run it with`;
  const network =
    /^container \S+ (?:is on network|has a MAC on|routes via|has an IP in) (\S+?)(?:'s .*)?$/.exec(
      sentence,
    )?.[1];
  if (network !== undefined && /^it is on /.test(found))
    return {
      found: `container ${name} exists, but ${found.replace(/^it is on none$/, 'it is on no network')}`,
      mend: `${again} --network ${network}`,
    };
  const port = /^port (\S+) is published/.exec(sentence)?.[1];
  if (port !== undefined) return { found: `container ${name}: ${found}`, mend: `${again} -p ${port}:PORT` };
  if (/ (?:is running|has started)$/.test(sentence))
    return { found: `container ${name} exists, but ${found}`, mend: `start it: docker start ${name}` };
  return { found: `container ${name} exists, but ${found}`, mend: '' };
}
