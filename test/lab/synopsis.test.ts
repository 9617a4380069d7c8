import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { OUTPUT_LANGUAGES, SHELL_LANGUAGES, TEXT_LANGUAGES } from '../../src/lab/fence-languages.ts';
import { isSynopsis } from '../../src/lab/synopsis.ts';
import { rows, words } from '../support/word-lists.ts';

for (const line of rows(`
  Usage: pear
  syntax : pear
  pear [OPTIONS]
  pear [option]
  pear [flags]
  pear [flag]
  pear [args]
  pear [arg...]
  pear [argument]
  pear [arguments]
  pear [command]
  pear [hostname]
  pear [host_name]
  pear [global options]
  pear [global-options...]
  pear [plum...]
  pear [...]
  pear [plum]...
  pear [plum]… quince
  pear [-a]
  pear [--all=plum quince]
  [-a] pear
  pear <a|b>
  pear [a | b]
  pear {a|b|c-d}
  pear (a|b)
  pear CONTAINER [COMMAND
  pear IMAGE [NAME
  pear NETWORK [ARG
  pear VOLUME [VOLUME
  pear SERVICE [SERVICE
  pear NAME [:TAG
  ARG [IMAGE
  COMMAND [CONTAINER
  pear NAME [NETWORK
  pear CONTAINER|ID
  pear NAME[:TAG]
  pear NAME[:TAG|@DIGEST]
  docker COMMAND
  $ docker network COMMAND
  docker aa bb COMMAND
  pear OPTIONS plum
  pear [OPTION] plum
  pear OPTIONS
`))
  test(`"${line}" shows the form of a command`, () => {
    assert.ok(isSynopsis(line));
  });
for (const line of rows(`
  pear usage: plum
  pear plum
  pear [plum]
  pear "[OPTIONS]"
  pear '<a|b>' "\\"[-a]"
  pear a[-a]
  pear [-1]
  pear plum...
  pear a | b
  pear <a>
  XCONTAINER [COMMAND
  pear a|b
  pear Name[:tag]
  my docker COMMAND
  docker COMMAND plum
  docker aa bb cc COMMAND
  pear MYOPTIONS
  pear OPTIONS=1
`))
  test(`"${line}" shows none`, () => {
    assert.not.ok(isSynopsis(line));
  });

test('fences say whether they hold commands, outputs or text', () => {
  for (const language of words(`bash sh shell zsh ksh dash ash console terminal shell-session shellsession sh-session
    bash-session commandline command-line cli`))
    assert.ok(SHELL_LANGUAGES.has(language), language);
  for (const language of words(`output outputs stdout stderr result results console-output shell-output terminal-outputs
    command-output sample-output expected-output consoleoutput`))
    assert.ok(OUTPUT_LANGUAGES.test(language), language);
  for (const language of words('plain plaintext text txt log logs none'))
    assert.ok(TEXT_LANGUAGES.test(language), language);
  for (const language of words('myoutput outputx my-output mytext textx logsx xnone'))
    assert.not.ok(OUTPUT_LANGUAGES.test(language) || TEXT_LANGUAGES.test(language), language);
});

test.run();
