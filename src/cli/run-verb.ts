import { openEngine } from '../docker/engine.ts';
import type { LabResult } from '../model/event.ts';
import type { Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { applyVariables } from '../plan/variables.ts';
import { runLab } from '../run/lab-run.ts';
import { Laboratory } from '../run/laboratory.ts';
import { prepareLab } from '../run/prepare.ts';
import { problemLine, readLabs } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { Reporters } from './outputs.ts';
import { type RunSettings, readRunSettings, stateDirectory } from './run-options.ts';

/** Folder that `run` takes when none is named. */
const DEFAULT = 'labs';

/** Runs labs and reports; the exit status is that of DESIGN's table, worst cause first. */
export async function runVerb(args: Arguments): Promise<number> {
  const settings = readRunSettings(args);
  if ('error' in settings)
    return complain([{ severity: 'error', code: 'usage', message: settings.error }], EXIT.usage);
  const operands = args.operands.length > 0 ? args.operands : [DEFAULT];
  const { labs, problems } = await readLabs(operands);
  const applied = labs.map((lab) => applyVariables(lab, settings.variables));
  const plans = applied.map(({ lab }) => planLab(lab));
  const fatal = [
    ...problems,
    ...applied.flatMap((lab) => lab.problems),
    ...plans.flatMap((plan) => plan.problems.filter(({ severity }) => severity === 'error')),
  ];
  if (fatal.length > 0) return complain(fatal, EXIT.usage);
  const runnable = plans.filter(({ commands }) => commands.length > 0);
  if (runnable.length === 0) {
    const names = operands.join(', ');
    return complain(
      [
        {
          severity: 'error',
          code: 'no-command',
          message: `${names}: no command found, so nothing was run`,
          hint: "'labproof plan FILE' shows what each block was taken for",
        },
      ],
      EXIT.nothingToRun,
    );
  }
  return new Run(settings, `labproof run ${args.operands.join(' ')}`.trim()).run(plans);
}

/** Reporters that show the lab's networks and containers. */
const DRAWING: ReadonlySet<string> = new Set(['html', 'blob']);

class Run {
  readonly #settings: RunSettings;
  readonly #reporters: Reporters;
  readonly #interruption = new Interruption();
  readonly #results: LabResult[] = [];
  #failed = 0;
  #started = false;

  constructor(settings: RunSettings, title: string) {
    this.#settings = settings;
    this.#reporters = new Reporters(settings, title);
  }

  async run(plans: readonly Plan[]): Promise<number> {
    const began = performance.now();
    using _ = this.#interruption.listen();
    for (const plan of plans) {
      if (this.#interruption.signal.aborted || this.#failed >= this.#settings.bail) break;
      const problem = await this.#lab(plan, plans);
      if (problem) {
        this.#finish(began);
        return complain([problem], EXIT.noEnvironment);
      }
    }
    this.#finish(began);
    return this.#status();
  }

  async #lab(plan: Plan, plans: readonly Plan[]): Promise<Problem | undefined> {
    const settings = this.#settings;
    const { env } = process;
    const state = stateDirectory(env);
    const engine = await openEngine({ choice: settings.engine, env, stateDirectory: state });
    if ('severity' in engine) return engine;
    await using _engine = engine;
    if (!this.#started) {
      this.#started = true;
      const { kind, version } = engine;
      this.#reporters.event({
        type: 'run-started',
        engine: { kind, version },
        files: plans.map(({ lab }) => lab.file),
      });
    }
    await using laboratory = await Laboratory.open(plan, engine, {
      env,
      stateDirectory: state,
      timeoutMs: settings.timeoutMs,
      faithful: settings.faithful,
      privileged: settings.privileged,
      signal: this.#interruption.signal,
      prepare: (labPlan, socket) =>
        prepareLab(labPlan, {
          engine,
          socket,
          images: settings.images,
          env,
          signal: this.#interruption.signal,
        }),
    });
    const events = runLab(laboratory, {
      reports: (step) => this.#reports(step),
      stopsAfter: (failed) => this.#failed + failed >= settings.bail,
      pictures: settings.reporters.some(({ name }) => DRAWING.has(name)),
      keeps: (failed) => settings.keep === 'always' || (settings.keep === 'on-failure' && failed),
    });
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) {
        this.#results.push(next.value);
        this.#failed += next.value.commands.filter(({ verdict }) => verdict === 'failed').length;
        return undefined;
      }
      this.#reporters.event(next.value);
    }
  }

  #reports(step: Step): boolean {
    const { steps, grep } = this.#settings;
    if (steps && (step.ordinal < steps.from || step.ordinal > steps.to)) return false;
    return grep === undefined || step.title.toLowerCase().includes(grep.toLowerCase());
  }

  #finish(began: number): void {
    const interrupted = this.#interruption.signal.aborted;
    if (this.#started) {
      const result = { labs: this.#results, durationMs: performance.now() - began, interrupted };
      this.#reporters.event({ type: 'run-finished', result });
    }
    this.#reporters.finish();
  }

  #status(): number {
    const { strict, requireAll } = this.#settings;
    for (const name of this.#reporters.broken)
      process.stderr.write(`labproof run: report not written: ${name}\n`);
    if (this.#interruption.status !== undefined) return this.#interruption.status;
    if (this.#reporters.broken.length > 0) return EXIT.cannotWrite;
    const verdicts = this.#results.flatMap(({ commands, steps }) => [
      ...commands.map(({ verdict }) => verdict),
      ...steps.flatMap(({ checks }) => checks.map(({ verdict }) => verdict)),
    ]);
    if (verdicts.includes('failed')) return EXIT.failed;
    if (verdicts.every((verdict) => verdict === 'skipped')) {
      return complain(
        [
          {
            severity: 'error',
            code: 'nothing-ran',
            message: 'every command was skipped, so nothing was run',
          },
        ],
        EXIT.nothingToRun,
      );
    }
    if (strict && verdicts.includes('drifted')) return EXIT.failed;
    if (requireAll && verdicts.includes('skipped')) return EXIT.failed;
    return this.#results.some(({ cleanup }) => cleanup.left.length > 0 && this.#settings.keep === 'never')
      ? EXIT.failed
      : EXIT.passed;
  }
}

function complain(problems: readonly Problem[], status: number): number {
  for (const problem of problems) process.stderr.write(`labproof run: ${problemLine(problem)}\n`);
  return status;
}
