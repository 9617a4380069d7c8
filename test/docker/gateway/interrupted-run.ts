import { Gateway } from '../../../src/docker/gateway/gateway.ts';
import { Ledger } from '../../../src/docker/ledger.ts';

/** A program: opens a gateway, says where it is, and stays until it is killed. */
const [socket = '', directory = '', runId = ''] = process.argv.slice(2);
const endpoint = { kind: 'unix', path: socket } as const;
const ledger = await Ledger.open({ directory: `${directory}/ledger`, runId, endpoint });
const gateway = await Gateway.open({ endpoint, runId, directory, ledger, privileged: 'allow' });
console.log(gateway.socketPath);
