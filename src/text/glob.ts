/**
 * A pattern as shells and gitignore have it: `*` within a name, `**` over folders, `?` one character,
 * `{a,b}` and `[abc]`. Of a path with `/` as separator, the whole has to fit.
 */
export function globPattern(glob: string): RegExp {
  let source = '';
  let braces = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const char = glob[at]!;
    if (glob.startsWith('**/', at)) {
      source += '(?:[^/]*/)*';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[' && glob.indexOf(']', at + 2) > 0) {
      const end = glob.indexOf(']', at + 2);
      source += `[${glob
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[\]]/g, '\\$&')}]`;
      at = end;
    } else if (char === '{' && glob.indexOf('}', at) > 0) {
      source += '(?:';
      braces += 1;
    } else if (char === '}' && braces > 0) {
      source += ')';
      braces -= 1;
    } else if (char === ',' && braces > 0) source += '|';
    else source += char.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(braces)}$`);
}

export const isGlob = (text: string): boolean => /[*?]|\{[^}]*,|\[[^\]]+\]/.test(text);

/** Whether lines of a gitignore's form leave a path (relative to where they stand) out; the last that fits decides. */
export function ignores(lines: readonly string[]): (path: string) => boolean {
  const rules = lines.flatMap((raw) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const negated = line.startsWith('!');
    const body = line.slice(negated ? 1 : 0).replace(/\/+$/, '');
    // A pattern with a slash in it is of this place, any other of every folder below.
    const rooted = body.includes('/') ? body.replace(/^\//, '') : `**/${body}`;
    return [{ negated, whole: globPattern(rooted), below: globPattern(`${rooted}/**`) }];
  });
  return (path) =>
    rules.reduce(
      (out, { negated, whole, below }) => (whole.test(path) || below.test(path) ? !negated : out),
      false,
    );
}
