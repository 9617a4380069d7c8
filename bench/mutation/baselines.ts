/** Simpler ways to compare outputs, for scale: 1 for the same, 0 for nothing in common. */
export const baselines = { equality, wildcards, 'Jaro-Winkler': jaroWinkler } as const;

function equality(document: string, live: string): number {
  return normal(document) === normal(live) ? 1 : 0;
}

/** Equality with IDs, addresses and times masked, as test tools with patterns do. */
function wildcards(document: string, live: string): number {
  return masked(document) === masked(live) ? 1 : 0;
}

const normal = (text: string): string => text.replace(/[ \t]+/g, ' ').trim();

function masked(text: string): string {
  return normal(text)
    .replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b/g, '[ID]')
    .replace(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, '[MAC]')
    .replace(/\b\d+\.\d+\.\d+\.\d+\b/g, '[IP]')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '[TIME]')
    .replace(/(?:About an?|Less than a|\d+) (?:second|minute|hour|day|week)s?(?: ago)?/g, '[AGE]')
    .replace(/\s+/g, ' ');
}

/** Winkler 1990 with a prefix of four and a scale of 0.1, on the first characters of long texts. */
function jaroWinkler(document: string, live: string): number {
  const a = document.slice(0, LONGEST);
  const b = live.slice(0, LONGEST);
  if (a === b) return 1;
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const left: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j += 1) {
      if (taken[j] || a[i] !== b[j]) continue;
      taken[j] = 1;
      left.push(a[i]!);
      break;
    }
  }
  if (left.length === 0) return 0;
  const right = [...b].filter((_, index) => taken[index]);
  const swapped = left.filter((character, index) => character !== right[index]).length / 2;
  const jaro = (left.length / a.length + left.length / b.length + (left.length - swapped) / left.length) / 3;
  let prefix = 0;
  while (prefix < 4 && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

const LONGEST = 1500;
