import type { EngineInfo, LabEngine, LabResult, RunEvent, RunInfo, StepResult } from '../model/event.ts';
import type { Lab, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CleanupResult, CommandResult } from '../model/verdict.ts';
import { worst } from '../run/judge.ts';

/** A run as the reports that are written at its end see it. */
export interface RunRecord {
  readonly engine: EngineInfo | undefined;
  /** Those on each of which every lab was run; none where that was one. */
  readonly engines: readonly LabEngine[];
  readonly info: RunInfo | undefined;
  readonly labs: readonly LabRecord[];
  /** What was noticed outside any lab. */
  readonly notices: readonly Problem[];
  readonly durationMs: number;
  /** Stopped by the user, or broken off before it could say how it ended. */
  readonly interrupted: boolean;
}

export interface LabRecord {
  readonly lab: Lab;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  /** The run that it was part of. */
  readonly info: RunInfo | undefined;
  readonly engine: LabEngine | undefined;
  readonly result: LabResult;
  /** What of the lab was there after each step that changed it. */
  readonly topologies: readonly Topology[];
  readonly notices: readonly Problem[];
  /** Ordinal of the step that was under way when the run broke off. */
  readonly brokenOff: number | undefined;
}

export interface Topology extends Pick<Extract<RunEvent, { type: 'topology' }>, 'networks' | 'containers'> {
  /** The step that it shows the end of. */
  readonly after: StepResult | undefined;
}

/** How much there is to draw: a container that leaves a network takes something away. */
const sizeOf = ({ networks, containers }: Topology): number =>
  networks.length +
  containers.reduce((sum, container) => sum + 1 + Object.keys(container.networks).length, 0);

/** Of several that are as full the last. */
export const fullest = (topologies: readonly Topology[]): Topology | undefined =>
  topologies.reduce<Topology | undefined>(
    (most, one) => (most === undefined || sizeOf(one) >= sizeOf(most) ? one : most),
    undefined,
  );

export const isEmpty = (topology: Topology): boolean => sizeOf(topology) === 0;

export interface Recorder {
  event(event: RunEvent): void;
  /** What happened so far; a lab that did not finish has the results that came. */
  record(): RunRecord;
}

/** Collects the events of one run or, one after the other, of several. */
export function recorder(): Recorder {
  const labs: OpenLab[] = [];
  const latest = new Map<string, OpenLab>();
  const notices: Problem[] = [];
  let engine: EngineInfo | undefined;
  let engines: readonly LabEngine[] = [];
  let info: RunInfo | undefined;
  let end: { readonly durationMs: number; readonly interrupted: boolean } | undefined;

  function event(event: RunEvent): void {
    if (event.type === 'run-started') {
      engine ??= event.engine;
      engines = event.engines ?? engines;
      info ??= event.run;
    } else if (event.type === 'run-finished') end = event.result;
    else if (event.type === 'lab-started') {
      const open: OpenLab = {
        lab: event.lab,
        startedAt: event.startedAt,
        info: event.run ?? info,
        engine: event.engine,
        steps: [],
        commands: [],
        topologies: [],
        notices: [],
      };
      labs.push(open);
      latest.set(event.lab.file, open);
    } else {
      const open = event.lab && latest.get(event.lab.file);
      if (open) labEvent(open, event);
      else if (event.type === 'notice') notices.push(event.problem);
    }
  }

  const record = (): RunRecord => ({
    engine,
    engines,
    info,
    labs: labs.map(closed),
    notices,
    durationMs: end?.durationMs ?? 0,
    interrupted: end?.interrupted ?? labs.length > 0,
  });
  return { event, record };
}

interface OpenLab {
  readonly lab: Lab;
  readonly startedAt: string;
  readonly info: RunInfo | undefined;
  readonly engine: LabEngine | undefined;
  readonly steps: StepResult[];
  readonly commands: CommandResult[];
  readonly notices: Problem[];
  running?: Step | undefined;
  readonly topologies: Topology[];
  cleanup?: CleanupResult;
  result?: LabResult;
}

type LabEvent = Exclude<RunEvent, { type: 'run-started' | 'run-finished' | 'lab-started' }>;

function labEvent(open: OpenLab, event: LabEvent): void {
  switch (event.type) {
    case 'step-started':
      open.running = event.step;
      break;
    case 'command-finished':
      open.commands.push(event.result);
      break;
    case 'step-finished':
      open.steps.push(event.result);
      open.running = undefined;
      break;
    case 'topology':
      open.topologies.push({
        networks: event.networks,
        containers: event.containers,
        after: open.steps.at(-1),
      });
      break;
    case 'cleanup-finished':
      open.cleanup = event.result;
      break;
    case 'notice':
      open.notices.push(event.problem);
      break;
    case 'lab-finished':
      open.result = event.result;
      break;
    default:
  }
}

function closed({ lab, startedAt, info, engine, notices, topologies, ...open }: OpenLab): LabRecord {
  const known = { lab, startedAt, info, engine, topologies, notices };
  if (open.result) return { ...known, result: open.result, brokenOff: undefined };
  const steps = [...open.steps, ...(open.running ? [cutShort(open.running, open.commands)] : [])];
  const result: LabResult = {
    file: lab.file,
    title: lab.title,
    ...(engine && { engine }),
    verdict: worst(steps.map(({ verdict }) => verdict)),
    steps,
    commands: open.commands,
    cleanup: open.cleanup ?? { made: [], removed: [], left: [], durationMs: 0 },
    problems: lab.problems,
    durationMs: total(open.commands),
  };
  return { ...known, result, brokenOff: open.running?.ordinal };
}

/** A step that did not finish, with the commands of it that did. */
function cutShort(step: Step, commands: readonly CommandResult[]): StepResult {
  const own = commands.filter((command) => command.step === step.ordinal);
  return {
    ordinal: step.ordinal,
    number: step.number,
    title: step.title,
    line: step.span.line,
    verdict: worst(own.map(({ verdict }) => verdict)),
    durationMs: total(own),
    checks: [],
  };
}

const total = (commands: readonly CommandResult[]): number =>
  commands.reduce((sum, { durationMs }) => sum + durationMs, 0);
