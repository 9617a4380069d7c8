import { dockerCommand } from '../../command/docker.ts';
import { parseScript } from '../../command/words.ts';
import type { Command } from '../../model/lab.ts';
import { gluedOption as gluedIn } from '../../plan/requirements.ts';
import type { Found, Rule } from '../finding.ts';
import { placeOf, type Source } from '../source.ts';

export const gluedOption = {
  level: 'error',
  summary: 'an option that is glued to the value before it',
  check: ({ plan, source }) =>
    plan.commands.flatMap(({ command }) => (command.where.kind === 'host' ? glued(command, source) : [])),
} satisfies Rule;

function glued({ script, span }: Command, source: Source): readonly Found[] {
  if (!script.includes('docker')) return [];
  return parseScript(script).commands.flatMap(({ words }): readonly Found[] => {
    const docker = dockerCommand(words);
    const text = docker && gluedIn(docker);
    if (text === undefined) return [];
    const value = text.slice(text.indexOf(' ') + 1);
    const cut = value.lastIndexOf('--');
    for (let line = span.line; line <= span.endLine; line += 1) {
      const place = placeOf(source, { line }, value);
      if (place.to === place.from) continue;
      const from = place.from + cut;
      return [
        {
          line,
          column: place.column + cut,
          message: `${value.slice(cut)} is glued to ${value.slice(0, cut)}, so docker takes both for one value`,
          hint: 'put a blank between them',
          fix: { edits: [{ from, to: from, text: ' ' }] },
        },
      ];
    }
    return [];
  });
}
