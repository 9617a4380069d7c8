/** What a program may print to speak to the terminal, or to the CI system that reads the log, in our name. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a workflow command': '::error file=README.md,line=1::all is lost',
  'a workflow command behind blanks': '   ::set-output name=token::stolen',
  'a halt of workflow commands': '::stop-commands::4711',
  'a mask of words': '::add-mask::passed',
  'a workflow command of the old form': 'text ##[error]all is lost',
  'a command of Azure Pipelines': 'text ##vso[task.setvariable variable=PATH]/evil',
  'a service message of TeamCity': "##teamcity[testFailed name='x' message='lost']",
  'a section of GitLab': '\x1b[0Ksection_start:1700000000:mine[collapsed=true]\r\x1b[0Khidden',
  'the clipboard (OSC 52)': 'a\x1b]52;c;ZXZpbA==\x07b',
  'the title of the window': 'a\x1b]0;owned\x1b\\b',
  'a link that lies': '\x1b]8;;http://evil.example\x1b\\https://good.example\x1b]8;;\x1b\\',
  'the cursor home and all erased': '\x1b[2J\x1b[H✓ all passed',
  'the line before overwritten': '\x1b[1A\x1b[2K✓ passed',
  'the alternate screen': '\x1b[?1049hpassed',
  'a reset of the terminal': '\x1bcpassed',
  'an escape in one byte (C1)': 'a\x9b2Jb\x9d0;owned\x9c',
  'a question to the terminal': '\x1b[6n\x05passed',
  'a device control string': '\x1bPq#0;2;0;0;0\x1b\\passed',
  'a carriage return': 'failed\rpassed',
  'a bell and a backspace': '\x07failed\b\b\b\b\b\bpassed',
  'text from right to left': 'a \u202egnp.exe\u202c b',
  'the end of CDATA': 'a ]]> b <![CDATA[ c',
  'the end of a script': "</script><script>alert('lost')</script>",
  'the end of a style': '</style></title></textarea></pre></svg><img src=x onerror=alert(1)>',
  'a break out of an attribute': `" onmouseover="alert(1)" x='' autofocus onfocus='alert(1)`,
  'an element with a handler': '<svg onload=alert(1)><a href="javascript:alert(1)">x</a>',
  'the end of a comment': '--><!-- <!--> --!> <b>',
  'an entity': '&lt;b&gt; &amp; &#60;i&#62; &bogus; &#xZZ;',
  'the end of a test case': '</failure></testcase><testcase name="mine" classname="mine"/>',
  'an entity of XML': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e;',
  'a test point of TAP': '# SKIP\nok 99 - mine # TODO\n1..99\nBail out! lost',
  'a value of YAML': '...\n---\n- !!js/function "x": &a *a\n\t%YAML 9',
  'the end of a fence': '```\n# Mine\n~~~\n````\n<details open><summary>mine',
  'a table and a link of Markdown':
    '| a | [x](javascript:alert(1)) ![y](https://evil.example/y.png) <https://evil.example> |',
  'a mention': '@octocat @org/team #1 GH-1 owner/name#1 :+1:',
  'escapes of a workflow command': '%0A::error::lost%0D%25,file=mine,line=1:',
  'a string of JSON': '"},{"verdict":"passed"}\u0000\\u0000 \\',
  'characters that no text may have': 'a\u0000b\ufffe\uffff\ud800c\udfffd\u2028e\u2029f\u0085g\ufeffh',
  'a formula of a spreadsheet': '=cmd|calc!A0',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is no template
  'an expression of a workflow': '${{ secrets.TOKEN }} $(id) `id` ${HOME}',
};

/** The environment of CI systems that read logs for commands. */
export const READS_COMMANDS = { GITHUB_ACTIONS: 'true', TF_BUILD: 'True', TEAMCITY_VERSION: '2026.1' };

/** The first line that would do something to a terminal or a CI system, as JSON; undefined without one. */
export function spokenIn(text: string): string | undefined {
  const line = text
    .split('\n')
    .find(
      (line) =>
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(line) ||
        /^\s*::|##(?:\[|vso\[|teamcity\[)/.test(line),
    );
  return line === undefined ? undefined : JSON.stringify(line);
}
