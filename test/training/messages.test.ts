import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { readRich } from '../../src/markdown/rich.ts';
import { planLab } from '../../src/plan/plan.ts';
import { messageOf, stepText } from '../../src/training/messages.ts';
import { styleFor } from '../../src/training/style.ts';

/** Clipboard, title, cleared screen and the one-character introducer. */
const HOSTILE = '\u001b]52;c;aGk=\u0007 \u001b]0;title\u0007 \u001b[2J \u009b2J';
const STEERS = /[\u0007\u009b]|\u001b(?!\[[\d;]*m)/;
const DOCUMENT = `# Wires

## 1. Make one ${HOSTILE}

It is \`made${HOSTILE}\` here. ${HOSTILE}

\`\`\`console
$ docker network create wire${HOSTILE}
\`\`\`
`;

for (const color of [true, false]) {
  const style = styleFor({ color, width: 80 });
  const plan = planLab(parseLab('wires.md', DOCUMENT));

  test(`a document's text does not steer the learner's terminal, ${color ? 'with' : 'without'} colours`, () => {
    const options = { plan, blocks: readRich(DOCUMENT), live: (text: string) => text, style };
    const text = stepText(options, plan.lab.steps[0]!.ordinal);
    assert.match(text, 'docker network create wire');
    assert.not.match(text, STEERS);
  });

  test(`a message about a goal does not steer it either, ${color ? 'with' : 'without'} colours`, () => {
    const text = messageOf({ type: 'note', text: `found ${HOSTILE} there` }, style);
    assert.match(text, 'found');
    assert.not.match(text, STEERS);
  });
}

test.run();
