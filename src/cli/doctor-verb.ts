import { execa } from 'execa';
import type { EngineChoice } from '../docker/engine.ts';
import { openMachines } from '../machine/open.ts';
import { terminalProblem } from '../session/pty.ts';
import { examineBackends } from './doctor-backends.ts';
import { problemLine } from './documents.ts';
import { type Engines, engineProblem, nameOf, readEngines } from './engines.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { stateDirectory } from './run-options.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** Without it labs still run, but not all. */
  readonly optional: boolean;
  readonly found: string;
  /** The command or words that get it; '' when it is there. */
  readonly remedy: string;
}

/** What a private engine, the session and the stand-in images need on Debian and Ubuntu. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2', 'busybox-static'];
const INSTALL = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;

/** Shows what is there to run labs with and the command that gets what is missing. */
export async function doctorVerb({ flags }: Arguments): Promise<number> {
  const engines = readEngines(Array.isArray(flags.engine) ? (flags.engine as string[]) : []);
  if ('error' in engines) throw new Error(engines.error);
  const problem = await engineProblem(engines, process.env);
  if (problem) {
    process.stderr.write(`labproof doctor: ${problemLine(problem)}\n`);
    return EXIT.usage;
  }
  let findings = await examine(engines);
  if (flags.install && findings.some(({ ok, optional }) => !ok && !optional)) {
    const status = await install();
    if (status !== 0) return EXIT.noEnvironment;
    findings = await examine(engines);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`);
  else process.stdout.write(findings.map(findingLine).join(''));
  return findings.every(({ ok, optional }) => ok || optional) ? EXIT.passed : EXIT.noEnvironment;
}

async function examine(choices: Engines): Promise<readonly Finding[]> {
  const names = choices.flatMap((choice) => nameOf(choice) ?? []);
  const [bash, engines, backends, cli, compose, pty, busybox] = await Promise.all([
    examineProgram('bash', ['--version'], { optional: false, remedy: 'install bash' }),
    Promise.all(choices.map(examineEngine)),
    examineBackends(process.env, names),
    examineProgram('docker', ['--version'], { optional: false, remedy: INSTALL }),
    examineCompose(),
    examinePty(),
    examineProgram('busybox', ['--help'], {
      optional: true,
      remedy: 'apt-get install -y --no-install-recommends busybox-static',
    }),
  ]);
  return [
    { ...bash, name: 'labs without docker' },
    ...[...engines, ...backends, cli, compose, pty],
    { ...busybox, name: 'busybox, for stand-in images' },
  ];
}

async function examineEngine(choice: EngineChoice): Promise<Finding> {
  const name = ['engine', nameOf(choice)].filter(Boolean).join(' ');
  const { env } = process;
  const machines = await openMachines({ names: ['lab'], choice, env, stateDirectory: stateDirectory(env) });
  if ('severity' in machines) {
    return {
      name,
      ok: false,
      optional: false,
      found: problemLine({ ...machines, hint: '' }),
      remedy: machines.hint ?? INSTALL,
    };
  }
  await using opened = machines[0]!;
  return {
    name,
    ok: true,
    optional: false,
    found: `${opened.backend === 'container' ? 'a container, ' : ''}${opened.kind}, docker ${opened.version}`,
    remedy: '',
  };
}

async function examineProgram(
  program: string,
  args: readonly string[],
  { optional, remedy }: { readonly optional: boolean; readonly remedy: string },
): Promise<Finding> {
  const { stdout, stderr, failed } = await execa(program, args, { reject: false, stdin: 'ignore' });
  const found = failed ? 'not found' : (stdout || stderr).split('\n')[0]!;
  return { name: program, ok: !failed, optional, found, remedy: failed ? remedy : '' };
}

async function examineCompose(): Promise<Finding> {
  const plugin = await examineProgram('docker', ['compose', 'version'], { optional: true, remedy: '' });
  if (plugin.ok) return { ...plugin, name: 'compose' };
  const remedy = 'apt-get install -y --no-install-recommends docker-compose';
  return {
    ...(await examineProgram('docker-compose', ['--version'], { optional: true, remedy })),
    name: 'compose',
  };
}

async function examinePty(): Promise<Finding> {
  const problem = await terminalProblem();
  const found = problem ? `${problem.message}; interactive commands fail` : '@lydell/node-pty';
  return { name: 'terminals (pty)', ok: !problem, optional: true, found, remedy: problem?.hint ?? '' };
}

function findingLine({ name, ok, optional, found, remedy }: Finding): string {
  const sign = ok ? '✓' : optional ? '-' : '✗';
  return `  ${sign} ${name.padEnd(30)} ${found}\n${remedy === '' ? '' : `      get it: ${remedy}\n`}`;
}

/** Installs the packages with apt-get, showing the commands and what they print. */
async function install(): Promise<number> {
  const { failed } = await execa('apt-get', ['--version'], { reject: false });
  if (failed || process.getuid?.() !== 0) {
    const why = failed ? 'this is no Debian or Ubuntu' : 'this needs root';
    process.stderr.write(
      `labproof doctor: can't install: ${why}; get an engine by hand, or run 'sudo ${INSTALL}' on Debian or Ubuntu\n`,
    );
    return 1;
  }
  for (const command of ['apt-get update -qq', `${INSTALL.replace('install', 'install -qq')}`]) {
    process.stderr.write(`labproof doctor: ${command}\n`);
    const [program = '', ...args] = command.split(' ');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const { exitCode, all } = await execa(program, args, { reject: false, stdin: 'ignore', env, all: true });
    if (exitCode !== 0) {
      process.stderr.write(`${all}\nlabproof doctor: '${command}' failed with exit status ${exitCode}\n`);
      return exitCode ?? 1;
    }
  }
  return 0;
}
