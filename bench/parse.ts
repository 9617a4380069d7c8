// How many documents a second are read into labs, and whether time grows with size.
// Usage: node bench/parse.ts [FILES]
import { parseLab } from '../src/lab/parse.ts';
import { documentOf } from './speed/documents.ts';

const files = Number(process.argv[2] ?? 600);
const tree = Array.from({ length: files }, (_, index) => documentOf(index));
const bytes = tree.reduce((sum, text) => sum + text.length, 0);
for (const text of tree.slice(0, 30)) parseLab('warm.md', text);
const start = process.hrtime.bigint();
const used = process.cpuUsage();
let commands = 0;
for (const [index, text] of tree.entries()) {
  const lab = parseLab(`lab-${index}.md`, text);
  for (const step of lab.steps) commands += step.actions.length;
}
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage(used);
// On a machine with other work to do, the second rate is the one to compare.
const perCpu = files / ((user + system) / 1e6);
console.log(
  `${files} files of ${Math.round(bytes / files)} bytes, ${commands} actions: ${Math.round(files / seconds)} files/s, ${Math.round(perCpu)} files per CPU second`,
);
for (const times of [1, 4, 16]) {
  const text = documentOf(7).repeat(times);
  const from = process.hrtime.bigint();
  parseLab('long.md', text);
  console.log(`${text.length} bytes: ${(Number(process.hrtime.bigint() - from) / 1e6).toFixed(1)} ms`);
}
