import { reaches } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Clients of web servers, and what measures them. */
export const http: Family = {
  curl: {
    atHome: true,

    unprompted: 'command',
    internet: reaches(
      /^-(?:[oHXdAuTFbcmwr]|-(?:output|header|request|data|user|form|write-out|max-time|connect-timeout))$/,
    ),
    source: 'named',
    client: true,
    unanswered: [7, 52, 56],
    fetches: true,
    common: true,
    leavesEngine: true,
  },
  wget: {
    unprompted: 'command',
    internet: reaches(/^-(?:O|o|P|T|t|-header|-output-document)$/),
    source: 'named',
    client: true,
    unanswered: [4],
    fetches: true,
    leavesEngine: true,
  },
  http: { internet: reaches(), client: true },
  https: { client: true },
  ab: { unprompted: 'command', internet: reaches(), client: true },
  'hey wrk': { unprompted: 'command', client: true },
  siege: { unprompted: 'command' },
  'links lynx': { internet: reaches() },
};
