import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';

/** The command with its values left out: what it is made of, and not what stands there. */
export function withoutValues(script: string): string {
  const parts = parseScript(script).commands.map(({ words, operator }) => {
    const docker = dockerCommand(words);
    const text = docker
      ? ofDocker(words.map((word) => word.text))
      : ofProgram(programWords(words).map((word) => word.text));
    return operator === '' || operator === '\n' ? text : ` ${operator} ${text}`;
  });
  return parts.join('').trim();
}

/** Words up to the verb stay, and the names of options. */
function ofDocker(words: readonly string[]): string {
  const first = words.findIndex((word) => word === 'docker' || word.startsWith('docker-'));
  const kept: string[] = words.slice(first, first + 1);
  let verb = true;
  for (const word of words.slice(first + 1)) {
    if (word.startsWith('-')) {
      verb = false;
      kept.push(word.includes('=') ? `${word.slice(0, word.indexOf('='))}=…` : word);
    } else if (verb && /^[a-z]+$/.test(word) && kept.length < 3) kept.push(word);
    else {
      verb = false;
      if (kept.at(-1) !== '…') kept.push('…');
    }
  }
  return kept.join(' ');
}

function ofProgram([program = '', ...words]: readonly string[]): string {
  const options = words.map((word) => (word.startsWith('-') ? word : '…'));
  return [program, ...options.filter((word, index) => word !== '…' || options[index - 1] !== '…')].join(' ');
}
