import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { hostIn, isOutside, type LabHosts } from './hosts.ts';

/** What of a command needs the internet, in words such as `it fetches from github.com`; undefined when nothing does. */
export function networkUse(script: string, lab: LabHosts, depth = 0): string | undefined {
  for (const { words } of parseScript(script).commands) {
    const docker = dockerCommand(words);
    const texts = programWords(words).map(({ text }) => text);
    const use = docker ? dockerUse(docker.verb, docker.arguments) : programUse(texts, lab);
    if (use !== undefined) return use;
    if (depth > 2) continue;
    const inner = docker ? innerScript(docker.verb, docker.arguments) : shellScript(texts);
    const nested = inner === undefined ? undefined : networkUse(inner, lab, depth + 1);
    if (nested !== undefined) return nested;
  }
  return undefined;
}

/** What needs the internet in the RUN and ADD instructions of a Dockerfile. */
export function dockerfileNetworkUse(content: string, lab: LabHosts): string | undefined {
  const text = content.replace(/\\[ \t]*\n(?:\s*#[^\n]*\n)*/g, ' ');
  for (const [, instruction, rest = ''] of text.matchAll(/^\s*(RUN|ADD)\s+(.*)$/gim)) {
    if (instruction!.toUpperCase() === 'ADD') {
      const host = /^https?:/.test(rest) ? hostIn(rest.split(/\s/)[0]!) : undefined;
      if (host !== undefined) return `its Dockerfile fetches from ${host}`;
      continue;
    }
    const words = /^\[/.test(rest)
      ? rest.replace(/[[\]",]/g, ' ')
      : rest.replace(/^(?:--[a-z]+=\S+\s+)+/, '');
    const use = networkUse(words, lab);
    if (use !== undefined) return `its Dockerfile needs the internet: ${use}`;
  }
  return undefined;
}

function dockerUse(verb: string, words: readonly string[]): string | undefined {
  if (/^(?:login|push|search|scout|sbom|trust|plugin install|compose push)\b/.test(verb)) {
    return `docker ${verb} talks to a registry`;
  }
  const source = verb === 'build' || verb === 'import' ? words[0] : undefined;
  if (source === undefined || !/^(?:https?:|git(?:hub\.com|@|:))/.test(source)) return undefined;
  return `it fetches from ${hostIn(source) ?? source}`;
}

/** The command line that runs in a container. */
function innerScript(verb: string, words: readonly string[]): string | undefined {
  if (!/^(?:run|exec|create|compose run|compose exec|service create)$/.test(verb)) return undefined;
  const [program, ...rest] = words.slice(1);
  if (program === undefined) return undefined;
  return shellScript([program, ...rest]) ?? words.slice(1).map(quoted).join(' ');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The script of `sh -c script`. */
function shellScript([program = '', ...rest]: readonly string[]): string | undefined {
  if (!/(?:^|\/)(?:ba|a|da|z)?sh$/.test(program)) return undefined;
  const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag < 0 ? undefined : rest[flag + 1];
}

type ProgramRule = (rest: readonly string[], lab: LabHosts) => string | undefined;

function programUse([program = '', ...rest]: readonly string[], lab: LabHosts): string | undefined {
  return PROGRAMS.get(program.split('/').at(-1)!)?.(rest, lab);
}

const firstArgument = (rest: readonly string[]): string => rest.find((word) => !word.startsWith('-')) ?? '';

/** Programs whose arguments include machines. */
const reaches: ProgramRule = (rest, lab) => {
  const host = rest
    .filter((word) => !word.startsWith('-'))
    .map(hostIn)
    .find((name) => name !== undefined && isOutside(name, lab));
  return host === undefined ? undefined : `it needs ${host} on the internet`;
};

/** Programs whose sub-command fetches. */
const fetches =
  (subcommands: RegExp, what: string): ProgramRule =>
  (rest) =>
    subcommands.test(firstArgument(rest)) ? `it installs ${what} from the internet` : undefined;

const packages = fetches(
  /^(?:update|upgrade|install|add|dist-upgrade|reinstall|groupinstall|makecache|check-update)$/,
  'packages',
);

const PROGRAMS: ReadonlyMap<string, ProgramRule> = new Map(
  Object.entries<ProgramRule>({
    git: (rest, lab) =>
      /^(?:clone|pull|fetch|push|submodule|ls-remote)$/.test(firstArgument(rest))
        ? (reaches(
            rest.filter((word) => /[:@/]/.test(word)),
            lab,
          ) ?? `git ${firstArgument(rest)} needs the internet`)
        : undefined,
    curl: (rest, lab) =>
      reaches(
        withoutValues(
          rest,
          /^-(?:[oHXdAuTFbcmwr]|-(?:output|header|request|data|user|form|write-out|max-time|connect-timeout))$/,
        ),
        lab,
      ),
    wget: (rest, lab) => reaches(withoutValues(rest, /^-(?:O|o|P|T|t|-header|-output-document)$/), lab),
    http: reaches,
    ping: (rest, lab) => reaches(withoutValues(rest, /^-[a-zA-Z]*[cwWitIs]$/), lab),
    ping6: reaches,
    traceroute: reaches,
    tracepath: reaches,
    nslookup: reaches,
    dig: (rest, lab) =>
      reaches(
        rest.filter((word) => !word.startsWith('+')),
        lab,
      ),
    host: reaches,
    telnet: reaches,
    nc: reaches,
    ab: reaches,
    links: reaches,
    lynx: reaches,
    apt: packages,
    'apt-get': packages,
    aptitude: packages,
    apk: packages,
    yum: packages,
    dnf: packages,
    microdnf: packages,
    zypper: packages,
    pacman: (rest) => (/^-S/.test(rest[0] ?? '') ? 'it installs packages from the internet' : undefined),
    snap: packages,
    'add-apt-repository': () => 'it adds a package source of the internet',
    pip: fetches(/^(?:install|download)$/, 'Python packages'),
    pip3: fetches(/^(?:install|download)$/, 'Python packages'),
    npm: fetches(/^(?:install|i|ci|update|add)$/, 'npm packages'),
    yarn: (rest) =>
      rest.length === 0 || /^(?:install|add|global)$/.test(rest[0]!)
        ? 'it installs npm packages from the internet'
        : undefined,
    npx: () => 'it fetches an npm package',
    gem: fetches(/^(?:install|update)$/, 'gems'),
    bundle: fetches(/^(?:install|update)?$/, 'gems'),
    go: (rest) =>
      /^(?:get|install)$/.test(firstArgument(rest)) || rest.join(' ').startsWith('mod download')
        ? 'it fetches Go modules from the internet'
        : undefined,
    composer: fetches(/^(?:install|require|update|create-project)$/, 'PHP packages'),
    mvn: () => 'it fetches Maven packages from the internet',
    dotnet: fetches(/^(?:restore|build|publish|new|run)$/, 'NuGet packages'),
  }),
);

/** The words without those that are values of these options. */
function withoutValues(words: readonly string[], options: RegExp): readonly string[] {
  return words.filter((_, index) => index === 0 || !options.test(words[index - 1]!));
}
