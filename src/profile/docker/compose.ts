import { CLEAR, EVERYTHING, type Verbs } from '../verb.ts';

/** Compose, as a plugin and as `docker-compose`. Its options are much the same for all verbs. */
export const compose: Verbs = {
  compose: {
    switches:
      'detach build no-build no-deps no-recreate force-recreate remove-orphans volumes quiet quiet-pull wait no-color no-log-prefix abort-on-container-exit always-recreate-deps renew-anon-volumes no-start verbose all-resources compatibility dry-run all orphans services follow timestamps rm service-ports no-TTY no-cache pull force stop interactive privileged tty hash images profiles resolve-image-digests no-interpolate no-normalize no-path-resolution menu watch',
    short:
      'd=detach f=file p=project-name q=quiet t=timeout v=volumes V=renew-anon-volumes T=no-TTY a=all s=stop e=env u=user w=workdir i=interactive',
    subject: 'none',
    optional: true,
    unclear: EVERYTHING,
    claims: 'compose projects',
    deadlineMs: 600_000,
  },
  'compose up': {
    makesServices: true,
    startsServices: true,
    readsCompose: true,
    endless: (options) => !['detach', 'wait', 'no-start'].some((name) => options.has(name)),
    relays: true,
    builds: true,
  },
  'compose create': { makesServices: true, readsCompose: true },
  'compose run': {
    runs: 'container',
    optional: false,
    makesServices: true,
    readsCompose: true,
    relays: true,
  },
  'compose exec': { runs: 'container', optional: false, relays: true },
  'compose start': { startsServices: true, relays: true },
  'compose restart': { startsServices: true },
  'compose build': { readsCompose: true, builds: true },
  'compose pull, compose convert': { readsCompose: true },
  'compose watch': { readsCompose: true, endless: () => true },
  'compose config': { readsCompose: true, unclear: CLEAR },
  'compose push': { registry: true },
  'compose ps': { unclear: CLEAR, looks: 'programs' },
  'compose top': { looks: 'programs' },
  'compose logs': {
    unclear: CLEAR,
    looks: 'programs',
    // `-f` before the verb is a file.
    endless: (_options, words) => words.some((word) => /^(?:-[a-z]*f|--follow)$/.test(word)),
    relays: true,
  },
  'compose events': { endless: () => true },
  'compose ls': { unclear: CLEAR },
  'compose version': { unclear: CLEAR, report: true },
  'compose cp, compose port, compose scale': { optional: false },
  'compose down, compose kill, compose rm, compose stop': { ends: 'project' },
  'compose help, compose images, compose pause, compose stats, compose unpause, compose wait': {},
};
