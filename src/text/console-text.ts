import { controlLength } from './control-sequence.ts';

export interface Console {
  /** Whether it is given colours; else no escape sequence remains. */
  readonly color: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Text as it may be written to a console or a CI system's log, whoever made it: colours stay where
 * the console takes them, every other control character and sequence goes, what would turn the
 * direction of the text is shown as its code, and nothing is read as a command to the CI system.
 */
export function consoleText(text: string, { color, env }: Console): string {
  const still = CONTROL.test(text) ? withoutControls(text, color) : text;
  const straight = straightText(still);
  return readsCommands(env) ? straight.replace(CI_COMMAND, (start) => [...start].join(UNSEEN)) : straight;
}

/** What would turn the direction of the text is shown as its code. */
export const straightText = (text: string): string =>
  text.replace(BIDI, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/** Of CI systems whose logs are read for commands, the variable that each sets. */
const readsCommands = (env: Console['env']): boolean =>
  Boolean(env.GITHUB_ACTIONS || env.TF_BUILD || env.TEAMCITY_VERSION);

/**
 * How such a command starts: `::` behind blanks at a line's start, `##[`, `##vso[` and `##teamcity[`
 * anywhere. Sources: actions/runner `ActionCommand.cs`; Azure Pipelines "Logging commands"; TeamCity
 * "Service messages".
 */
const CI_COMMAND = /::(?<=^\s*::)|##(?=\[|vso\[|teamcity\[)/gm;
/** Parts the two characters without being seen. */
const UNSEEN = '\u200b';

/** Source: Unicode, annex 9, the explicit formatting characters. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g;

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Source: ECMA-48, select graphic rendition. */
const COLOR = /^\u001b\[[\d;:]*m$/;

function withoutControls(text: string, color: boolean): string {
  let kept = '';
  let from = 0;
  CONTROLS.lastIndex = 0;
  for (let match = CONTROLS.exec(text); match !== null; match = CONTROLS.exec(text)) {
    const at = match.index;
    const sequence = text.slice(at, at + Math.max(1, controlLength(text, at)));
    kept += text.slice(from, at) + (color && COLOR.test(sequence) ? sequence : '');
    from = at + sequence.length;
    CONTROLS.lastIndex = from;
  }
  return kept + text.slice(from);
}
