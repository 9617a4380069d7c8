import { type CheckKind, passedIf } from './check.ts';

/**
 * Removal by `--rm` comes after the stop, and a network of a swarm goes after the tasks on it, which
 * get 10 s to stop; so this one waits.
 */
export const objectGone: CheckKind = {
  form: 'container|network|volume|image NAME is gone',
  pattern: /^(container|network|volume|image) (\S+) is gone$/i,
  deadlineMs: 20_000,
  async verify([kind = '', name = ''], engine) {
    const read = {
      container: () => engine.container(name),
      network: () => engine.network(name),
      volume: () => engine.volume(name),
      image: () => engine.image(name),
    }[kind.toLowerCase()];
    return passedIf((await read?.()) === undefined, 'it still exists');
  },
};
