/** When a person would press the next key: the same for the same text, whatever the machine does. */
export interface Rhythm {
  /** Ms before the key that types `text[index]`. */
  key(text: string, index: number): number;
  /** Ms before the first key of a command. */
  readonly beforeCommand: number;
  /** Ms between the key that sends a command and its output. */
  readonly beforeOutput: number;
  /** Ms that a reader takes for an output. */
  reading(output: string): number;
}

/** Ms of an ordinary key at 1. */
const KEY = 52;

/**
 * A rhythm from a seed. The time before a key depends on the seed and the keys around it, so that a
 * changed word changes the times of that word alone.
 */
export function rhythmOf(seed: string): Rhythm {
  return {
    key: (text, index) => {
      const around = text.slice(Math.max(0, index - 2), index + 1);
      const variation = 0.55 + (hash(`${seed}\n${around}`) % 1000) / 1100;
      const pause = PAUSES.find(([before]) => before.test(around))?.[1] ?? 1;
      return Math.round(KEY * variation * pause);
    },
    beforeCommand: 600,
    beforeOutput: 350,
    reading: (output) => {
      const lines = output.split('\n').length;
      return Math.min(400 + 160 * lines + output.length, LONGEST_READING);
    },
  };
}

const LONGEST_READING = 3000;

/** A person thinks before an option, and before the next line. */
const PAUSES: readonly (readonly [RegExp, number])[] = [
  [/\n.?$/, 3.5],
  [/ -$/, 2.4],
  [/ .$/, 1.7],
  [/(.)\1$/, 0.7],
];

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
