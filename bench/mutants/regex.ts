export interface RegexMutant {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

interface Group {
  /** Behind what opens it. */
  readonly from: number;
  readonly bars: number[];
}

/** What a regular expression may lack: each alternative of a group that has several, each anchor. */
export function regexMutants(pattern: string): readonly RegexMutant[] {
  const found: RegexMutant[] = [];
  const open: Group[] = [{ from: 0, bars: [] }];
  const close = (to: number): void => {
    const group = open.pop();
    if (group) found.push(...alternatives(group, to));
  };
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '\\') {
      if (/[bB]/.test(pattern[at + 1] ?? '') && !inClass) found.push({ from: at, to: at + 2, put: '(?:)' });
      at += 1;
    } else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') {
      const head = /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(pattern.slice(at))![0];
      open.push({ from: at + head.length, bars: [] });
      at += head.length - 1;
    } else if (character === ')') close(at);
    else if (character === '|') open.at(-1)!.bars.push(at);
    else if (character === '^' || character === '$') found.push({ from: at, to: at + 1, put: '(?:)' });
  }
  close(pattern.length);
  return found;
}

function alternatives({ from, bars }: Group, to: number): readonly RegexMutant[] {
  if (bars.length === 0) return [];
  const starts = [from, ...bars.map((bar) => bar + 1)];
  return starts.map((start, index) => {
    const end = bars[index];
    // With the bar behind it; the last one with that before it.
    return end === undefined ? { from: start - 1, to, put: '' } : { from: start, to: end + 1, put: '' };
  });
}
