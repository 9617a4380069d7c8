import type { Rule } from './finding.ts';
import { afterExit } from './rules/after-exit.ts';
import { blankAfterBackslash } from './rules/blank-after-backslash.ts';
import { destructiveCommand } from './rules/destructive-command.ts';
import { duplicateName } from './rules/duplicate-name.ts';
import { gluedOption } from './rules/glued-option.ts';
import { gluedOutput } from './rules/glued-output.ts';
import { hazard } from './rules/hazard.ts';
import { indentedClosingFence } from './rules/indented-closing-fence.ts';
import { missingArgument } from './rules/missing-argument.ts';
import { nameTypo } from './rules/name-typo.ts';
import { neverRemoved } from './rules/never-removed.ts';
import { noBreakSpace } from './rules/no-break-space.ts';
import { noCommands } from './rules/no-commands.ts';
import { outsideSubnet } from './rules/outside-subnet.ts';
import { sharedId } from './rules/shared-id.ts';
import { smartPunctuation } from './rules/smart-punctuation.ts';
import { twoIds } from './rules/two-ids.ts';
import { unclosedFence } from './rules/unclosed-fence.ts';
import { undefinedPlaceholder } from './rules/undefined-placeholder.ts';
import { unknownId } from './rules/unknown-id.ts';
import { unknownName } from './rules/unknown-name.ts';
import { unlikeMade } from './rules/unlike-made.ts';
import { unreadBlock } from './rules/unread-block.ts';
import { unreadable } from './rules/unreadable.ts';

/** Every rule by its name: what a document states that is not so, then how it is written. */
export const RULES = {
  'unknown-name': unknownName,
  'name-typo': nameTypo,
  'unknown-id': unknownId,
  'two-ids': twoIds,
  'shared-id': sharedId,
  'outside-subnet': outsideSubnet,
  'unlike-made': unlikeMade,
  'duplicate-name': duplicateName,
  'missing-argument': missingArgument,
  'glued-option': gluedOption,
  'glued-output': gluedOutput,
  'unclosed-fence': unclosedFence,
  'indented-closing-fence': indentedClosingFence,
  'smart-punctuation': smartPunctuation,
  'no-break-space': noBreakSpace,
  'blank-after-backslash': blankAfterBackslash,
  unreadable,
  'destructive-command': destructiveCommand,
  hazard,
  'after-exit': afterExit,
  'undefined-placeholder': undefinedPlaceholder,
  'never-removed': neverRemoved,
  'no-commands': noCommands,
  'unread-block': unreadBlock,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
