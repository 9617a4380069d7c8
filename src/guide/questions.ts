import type { ContainerState, NetworkState } from '../model/engine.ts';

/** Something that only who looks at this machine can answer. */
export interface Question {
  readonly text: string;
  readonly answer: string;
}

export interface Machine {
  readonly networks: readonly NetworkState[];
  readonly containers: readonly ContainerState[];
}

/** Questions about what the lab has made, in an order that does not change while it does not. */
export function questionsAbout({ networks, containers }: Machine): readonly Question[] {
  const ofContainers = containers
    .filter(({ running }) => running)
    .flatMap(({ name, networks: attachments, id }) => [
      ...Object.entries(attachments).flatMap(([network, { mac, ip, gateway }]): readonly Question[] => [
        ...asked(`Which MAC address does ${name} have on ${network}?`, mac),
        ...asked(`Which IP address does ${name} have on ${network}?`, ip),
        ...asked(`Which gateway does ${name} use on ${network}?`, gateway),
      ]),
      { text: `With which twelve digits does the ID of container ${name} begin?`, answer: id.slice(0, 12) },
    ]);
  const ofNetworks = networks.flatMap(({ name, id, subnets }): readonly Question[] => [
    ...asked(`With which twelve digits does the ID of network ${name} begin?`, id.slice(0, 12)),
    ...subnets.flatMap(({ subnet }) => asked(`Which subnet does network ${name} have?`, subnet)),
  ]);
  return [...ofContainers, ...ofNetworks];
}

const asked = (text: string, answer: string): readonly Question[] =>
  answer === '' ? [] : [{ text, answer }];

/** An address may be called with its prefix, and an ID in full. */
export function isAnswered({ answer }: Question, said: string): boolean {
  const word = said
    .trim()
    .toLowerCase()
    .replaceAll(/^['"]|['"]$/g, '');
  if (word === '') return false;
  const hex = /^[0-9a-f]{12}$/.test(answer);
  return (
    word === answer.toLowerCase() ||
    word.split('/')[0] === answer ||
    (hex && /^[0-9a-f]{12,64}$/.test(word) && word.startsWith(answer))
  );
}
