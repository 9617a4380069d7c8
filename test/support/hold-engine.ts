import { openPrivateEngine } from './private-engine.ts';

/** Opens a private engine below the folder that is its argument, says how to enter it, and stays. */
const engine = await openPrivateEngine({ stateDirectory: process.argv[2] ?? '', env: process.env });
if ('severity' in engine) throw new Error(engine.message);
console.log(JSON.stringify(engine.enter));
setInterval(() => {}, 60_000);
