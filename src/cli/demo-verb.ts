import { themes } from '../demo/themes.ts';
import { nearest } from '../text/nearest.ts';
import { checkDemos } from './demo-check.ts';
import { playDemo } from './demo-play.ts';
import { renderDemo } from './demo-render.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';

const ACTIONS = {
  record: (args) => renderDemo(args, { endings: ['cast'] }),
  render: (args) => renderDemo(args, { endings: ['svg'] }),
  check: checkDemos,
  play: playDemo,
  themes: async () => {
    process.stdout.write(`${['labproof', ...Object.keys(themes)].join('\n')}\n`);
    return EXIT.passed;
  },
} as const satisfies Record<string, (args: Arguments) => Promise<number>>;

/** `demo ACTION FILE…`. */
export async function demoVerb({ flags, operands }: Arguments): Promise<number> {
  const [action = '', ...files] = operands;
  if (!Object.hasOwn(ACTIONS, action)) {
    const names = Object.keys(ACTIONS);
    const near = nearest(action, names);
    const hint = near ? `did you mean '${near}'?` : `give one of ${names.join(', ')}`;
    process.stderr.write(`labproof demo: ${action === '' ? '' : `there is no '${action}'; `}${hint}\n`);
    return EXIT.usage;
  }
  return ACTIONS[action as keyof typeof ACTIONS]({ flags, operands: files });
}
