/** What each directive does, for help and reference; `directives.ts` reads them. */
export const DIRECTIVES: Readonly<Record<string, { readonly form: string; readonly help: string }>> = {
  skip: { form: 'skip reason="…"', help: 'do not run the commands of the block' },
  expect: {
    form: 'expect=exact|lines|subset|match|ignore',
    help: 'how the output is compared: to the letter, line by line, as a part, with patterns, or not at all',
  },
  exit: { form: 'exit=1', help: 'the exit status that the commands of the block end with' },
  timeout: { form: 'timeout=60s', help: 'deadline of each command of the block' },
  retry: {
    form: 'retry=3',
    help: 'a command of the block that fails is run again, up to so often; one that passes then is reported as flaky',
  },
  'known-bad': {
    form: 'known-bad reason="…" until=2027-01-31',
    help: 'the commands of the block fail, which is no failure up to that day; one that passes is, since the mark can go',
  },
  os: {
    form: 'os="linux macos"',
    help: 'the commands of the block are for these systems: linux, macos, windows',
  },
  tags: {
    form: 'tags="slow network"',
    help: 'names by which --skip-tag leaves the commands of the block out',
  },
  made: {
    form: 'made=report.txt',
    help: 'the block shows a file that commands have made; it is compared with that',
  },
  background: {
    form: 'background',
    help: 'the commands of the block go on running while the next ones are typed in another terminal',
  },
  setup: { form: 'setup', help: 'the block prepares the lab; a demo does not show it' },
  verify: {
    form: 'verify',
    help: 'the block is the author’s own check of the step: it ends with status 0 when the step is done; a guide runs it unseen',
  },
  cleanup: { form: 'cleanup', help: 'the block clears up; a demo does not show it' },
  commands: { form: 'commands', help: 'the block holds commands, whatever it looks like' },
  output: { form: 'output', help: 'the block is the output of the command above it' },
  example: { form: 'example', help: 'the block is shown only: nothing of it is run or compared' },
  file: { form: 'file=Dockerfile', help: 'the block is the text of this file, which is written' },
  inside: { form: 'inside=web', help: 'the commands are typed in a shell of this container' },
  machine: { form: 'machine=node2', help: 'the commands are typed at this machine' },
  check: {
    form: 'check="container web is running"',
    help: 'verify this about the engine after the command above',
  },
};
