import { StringDecoder } from 'node:string_decoder';
import { terminalText } from '../text/ansi.ts';

export interface Output {
  add(data: Buffer): void;
  /** What is known now, the line still being written included. */
  text(): string;
  /** The last line when it has no newline yet, as a terminal shows it. */
  lastLine(): string;
  finish(): void;
  readonly totalBytes: number;
  readonly truncated: boolean;
}

/** Keeps the head and the tail of what a command writes; memory is bounded by `limit` UTF-16 units. */
export function collectOutput(options: {
  limit: number;
  onText?: ((text: string) => void) | undefined;
}): Output {
  const headLimit = Math.floor(options.limit / 2);
  const tailLimit = options.limit - headLimit;
  const decoder = new StringDecoder('utf8');
  const terminal = terminalText();
  let head = '';
  const tail: string[] = [];
  let tailLength = 0;
  let leftOut = 0;
  let totalBytes = 0;

  function add(data: Buffer): void {
    totalBytes += data.length;
    const chunk = decoder.write(data);
    keep(terminal.write(chunk));
    options.onText?.(chunk);
  }

  function keep(text: string): void {
    const room = headLimit - head.length;
    head += text.slice(0, Math.max(0, room));
    const rest = room > 0 ? text.slice(room) : text;
    if (rest === '') return;
    tail.push(rest);
    tailLength += rest.length;
    // Whole pieces go, so that at least the limit stays; a piece is no longer than one chunk's lines.
    while (tailLength - tail[0]!.length >= tailLimit) {
      const gone = tail.shift()!;
      tailLength -= gone.length;
      leftOut += gone.length;
    }
  }

  function text(): string {
    const end = tail.join('') + terminal.pending();
    if (leftOut === 0 && end.length <= tailLimit) return head + end;
    const cut = Math.max(0, end.length - tailLimit);
    if (leftOut + cut === 0) return head + end;
    return `${head}\n[${leftOut + cut} characters left out]\n${end.slice(cut)}`;
  }

  return {
    add,
    text,
    lastLine: () => terminal.pending().split('\n').at(-1) ?? '',
    finish: () => keep(terminal.write(decoder.end()) + terminal.end()),
    get totalBytes() {
      return totalBytes;
    },
    get truncated() {
      return head.length + tailLength + terminal.pending().length > options.limit || leftOut > 0;
    },
  };
}
