/**
 * Which options of the docker CLI are switches (take no value) and what its short options stand
 * for. An option that is not listed takes a value. Source: `docker COMMAND --help` of 20.10 to 28.
 */
export interface OptionTable {
  readonly switches: ReadonlySet<string>;
  readonly short: Readonly<Record<string, string>>;
}

const table = (switches: string, short: string): OptionTable => ({
  switches: new Set(['help', ...switches.split(' ').filter(Boolean)]),
  short: Object.fromEntries(short.split(' ').map((pair) => pair.split('=') as [string, string])),
});

const RUN = table(
  'detach init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only rm sig-proxy tty disable-content-trust use-api-socket',
  'a=attach c=cpu-shares d=detach e=env h=hostname i=interactive l=label m=memory P=publish-all p=publish q=quiet t=tty u=user v=volume w=workdir',
);

const BUILD = table(
  'compress force-rm no-cache pull quiet rm squash load push check disable-content-trust',
  'c=cpu-shares D=debug f=file m=memory o=output q=quiet t=tag',
);

const COMPOSE = table(
  'detach build no-build no-deps no-recreate force-recreate remove-orphans volumes quiet quiet-pull wait no-color no-log-prefix abort-on-container-exit always-recreate-deps renew-anon-volumes no-start verbose all-resources compatibility dry-run all orphans services follow timestamps rm service-ports no-TTY no-cache pull force stop interactive privileged tty hash images profiles resolve-image-digests no-interpolate no-normalize no-path-resolution menu watch',
  'd=detach f=file p=project-name q=quiet t=timeout v=volumes V=renew-anon-volumes T=no-TTY a=all s=stop e=env u=user w=workdir i=interactive',
);

const OF_VERB: ReadonlyMap<string, OptionTable> = new Map(
  Object.entries<OptionTable>({
    run: RUN,
    create: RUN,
    exec: table('detach interactive privileged tty', 'd=detach e=env i=interactive t=tty u=user w=workdir'),
    attach: table('no-stdin sig-proxy', ''),
    build: BUILD,
    ps: table('all latest no-trunc quiet size', 'a=all f=filter l=latest n=last q=quiet s=size'),
    images: table('all digests no-trunc quiet tree', 'a=all f=filter q=quiet'),
    rm: table('force link volumes', 'f=force l=link v=volumes'),
    rmi: table('force no-prune', 'f=force'),
    logs: table('details follow timestamps', 'f=follow n=tail t=timestamps'),
    stop: table('', 's=signal t=timeout'),
    restart: table('', 's=signal t=timeout'),
    kill: table('', 's=signal'),
    start: table('attach interactive', 'a=attach i=interactive'),
    inspect: table('size', 'f=format s=size'),
    'container inspect': table('size', 'f=format s=size'),
    stats: table('all no-stream no-trunc', 'a=all'),
    history: table('human no-trunc quiet', 'H=human q=quiet'),
    commit: table('pause no-pause', 'a=author c=change m=message p=pause'),
    cp: table('archive follow-link quiet', 'a=archive L=follow-link q=quiet'),
    save: table('', 'o=output'),
    export: table('', 'o=output'),
    load: table('quiet', 'i=input q=quiet'),
    import: table('', 'c=change m=message'),
    pull: table('all-tags quiet disable-content-trust', 'a=all-tags q=quiet'),
    push: table('all-tags quiet disable-content-trust', 'a=all-tags q=quiet'),
    login: table('password-stdin', 'p=password u=username'),
    update: table('', 'c=cpu-shares m=memory'),
    version: table('', 'f=format'),
    info: table('', 'f=format'),
    events: table('', 'f=filter'),
    'network create': table('attachable config-only ingress internal ipv6 ipv4 scope', 'd=driver o=opt'),
    'network ls': table('no-trunc quiet', 'f=filter q=quiet'),
    'network rm': table('force', 'f=force'),
    'network inspect': table('verbose', 'f=format v=verbose'),
    'network disconnect': table('force', 'f=force'),
    'volume create': table('', 'd=driver o=opt'),
    'volume ls': table('quiet cluster', 'f=filter q=quiet'),
    'volume rm': table('force', 'f=force'),
    'volume inspect': table('', 'f=format'),
    'service create': table(
      'detach init no-healthcheck no-resolve-image quiet read-only tty with-registry-auth',
      'd=detach e=env l=label p=publish q=quiet t=tty u=user w=workdir',
    ),
    'service ls': table('quiet', 'f=filter q=quiet'),
    'service ps': table('no-resolve no-trunc quiet', 'f=filter q=quiet'),
    'service inspect': table('pretty', 'f=format'),
    'service logs': table(
      'details follow no-resolve no-task-ids no-trunc raw timestamps',
      'f=follow n=tail t=timestamps',
    ),
    'stack deploy': table('detach prune quiet with-registry-auth', 'c=compose-file d=detach q=quiet'),
    'swarm init': table('autolock force-new-cluster', ''),
    'swarm leave': table('force', 'f=force'),
  }),
);

const PRUNE = table('all force volumes', 'a=all f=force');
const OTHER = table('all force quiet no-trunc', 'a=all f=filter q=quiet');

export function optionsOf(verb: string): OptionTable {
  if (verb.endsWith('prune')) return PRUNE;
  if (verb.startsWith('compose')) return COMPOSE;
  return OF_VERB.get(verb) ?? OTHER;
}
