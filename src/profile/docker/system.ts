import { CLEAR, EVERYTHING, type Verbs } from '../verb.ts';

/** The engine, the client, registries, and plugins of either. */
export const system: Verbs = {
  '': { looks: 'still' },
  help: { looks: 'still' },
  version: { switches: '', short: 'f=format', looks: 'still', report: true },
  info: { switches: '', short: 'f=format', alias: 'system info', looks: 'still', report: true },
  events: {
    switches: '',
    short: 'f=filter',
    alias: 'system events',
    looks: 'still',
    endless: (options) => !options.has('until'),
  },
  'system df': { looks: 'still', report: true },
  login: { switches: 'password-stdin', short: 'p=password u=username', registry: true },
  logout: { subject: 'none', optional: true },
  search: { subject: 'none', registry: true, looks: 'still' },
  trust: { registry: true },
  plugin: { unclear: EVERYTHING, claims: "the engine's plugins" },
  'plugin install': { registry: true },
  'plugin ls, plugin inspect': { unclear: CLEAR },
  context: { unclear: EVERYTHING },
  'context use': { subject: 'none' },
  'context ls, context inspect': { unclear: CLEAR },
  buildx: { plugin: true, unclear: EVERYTHING },
  'buildx ls, buildx inspect, buildx version': { unclear: CLEAR },
  app: { plugin: true, unclear: EVERYTHING },
  'scout, sbom': { plugin: true, registry: true },
  'debug, desktop, init, machine, mcp, model, sandbox, scan': { plugin: true },
};
