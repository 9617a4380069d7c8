import { execa } from 'execa';

export interface SyntaxProblem {
  /** What bash says, such as "syntax error near unexpected token `fi'". */
  readonly message: string;
  /** 1-based line of the script. */
  readonly line: number;
}

/**
 * What is wrong with a script before any of it runs: syntax errors, unclosed quotes, unfinished
 * here-documents. Scripts asked about in the same turn of the event loop are checked by one process.
 */
export function syntaxProblem(script: string): Promise<SyntaxProblem | undefined> {
  return new Promise((resolve, reject) => {
    if (batch.length === 0) setImmediate(() => void checkBatch());
    batch.push({ script, resolve, reject });
  });
}

interface Asked {
  readonly script: string;
  readonly resolve: (problem: SyntaxProblem | undefined) => void;
  readonly reject: (error: unknown) => void;
}

let batch: Asked[] = [];

/** `set -n` lets bash read on and run nothing. One line, so that line numbers begin with the script's. */
const reader = `while IFS= read -r -d '' script; do (eval "set -n"$'\\n'"$script") </dev/null 2>&1; printf '\\0'; done`;

async function checkBatch(): Promise<void> {
  const asked = batch;
  batch = [];
  try {
    const { stdout } = await execa('bash', ['--norc', '--noprofile', '-c', reader, 'bash'], {
      input: asked.map(({ script }) => `${script.replaceAll('\0', '')}\0`).join(''),
      env: { LC_ALL: 'C.UTF-8', BASH_ENV: '' },
      stripFinalNewline: false,
    });
    const answers = stdout.split('\0');
    for (const [index, { script, resolve }] of asked.entries()) {
      resolve(parseAnswer(answers[index] ?? '', script.trimEnd().split('\n').length));
    }
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}

function parseAnswer(answer: string, lines: number): SyntaxProblem | undefined {
  const said = answer.split('\n')[0] ?? '';
  if (said === '') return undefined;
  const [, line = '', message = ''] = /^bash: (?:eval: )?line (\d+): (.*)$/.exec(said) ?? [];
  if (message === '') return { message: said, line: 1 };
  const begun = /^warning: here-document at line (\d+) (.*)$/.exec(message);
  if (begun) return { message: `here-document ${begun[2]}`, line: Math.max(1, Number(begun[1]) - 1) };
  // The first line is that of `set -n`; the end of the script is reported as a line of its own.
  return { message, line: Math.min(Math.max(1, Number(line) - 1), lines) };
}
