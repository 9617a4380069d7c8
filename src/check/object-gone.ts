import { type CheckKind, passedIf } from './check.ts';

/** Removal by `--rm` comes after the stop, so this one waits a little. */
export const objectGone: CheckKind = {
  form: 'container|network|volume|image NAME is gone',
  pattern: /^(container|network|volume|image) (\S+) is gone$/i,
  deadlineMs: 5_000,
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
