import { build, cancelBuild, pruneBuildCache } from './build.ts';
import type { Handler } from './call.ts';
import {
  createContainer,
  inspectContainer,
  listContainers,
  onContainer,
  pruneContainers,
  removeContainer,
  renameContainer,
  startContainer,
} from './containers.ts';
import { events } from './events.ts';
import { createExec, onExec } from './execs.ts';
import { imageHistory } from './history.ts';
import { pruneImages, removeImage } from './image-removal.ts';
import { commit, inspectImage, listImages, load, onImage, pull, saveImages, tagImage } from './images.ts';
import { ping } from './nesting.ts';
import {
  connectNetwork,
  createNetwork,
  disconnectNetwork,
  inspectNetwork,
  listNetworks,
  pruneNetworks,
  removeNetwork,
} from './networks.ts';
import { relayRaw, relayWhole } from './relay.ts';
import { stopContainer } from './stop.ts';
import { createOfKind, listOfKind, listTasks, onKind, onTask, updateOfKind } from './swarm.ts';
import { changeSwarm, joinSwarm, readSwarm } from './swarm-itself.ts';
import { diskUsage, info, listPlugins } from './system.ts';
import { createVolume, inspectVolume, listVolumes, onVolume, pruneVolumes, removeVolume } from './volumes.ts';

const raw = onContainer('raw');

/**
 * What the gateway does with each call of the Engine API. A call that is not here is answered as one
 * that the engine does not have: nothing passes unseen. `*` in a pattern is one part of the path,
 * `**` is one or more.
 */
const routes: Readonly<Record<string, Handler>> = {
  'GET /_ping': ping,
  'HEAD /_ping': ping,
  'GET /version': relayRaw,
  'GET /info': info,
  'POST /auth': relayRaw,
  'GET /system/df': diskUsage,

  'GET /containers/json': listContainers,
  'POST /containers/create': createContainer,
  'POST /containers/prune': pruneContainers,
  'GET /containers/*/json': inspectContainer,
  'DELETE /containers/*': removeContainer,
  'POST /containers/*/stop': stopContainer,
  'POST /containers/*/restart': stopContainer,
  'POST /containers/*/rename': renameContainer,
  'POST /containers/*/exec': createExec,
  'GET /containers/*/top': raw,
  'GET /containers/*/logs': raw,
  'GET /containers/*/changes': raw,
  'GET /containers/*/export': raw,
  'GET /containers/*/stats': onContainer('lines'),
  'POST /containers/*/resize': raw,
  'POST /containers/*/start': startContainer,
  'POST /containers/*/kill': raw,
  'POST /containers/*/update': onContainer('whole'),
  'POST /containers/*/pause': raw,
  'POST /containers/*/unpause': raw,
  'POST /containers/*/attach': raw,
  'POST /containers/*/wait': raw,
  'GET /containers/*/archive': raw,
  'HEAD /containers/*/archive': raw,
  'PUT /containers/*/archive': raw,
  'POST /exec/*/start': onExec,
  'POST /exec/*/resize': onExec,
  'GET /exec/*/json': onExec,

  'GET /images/json': listImages,
  'GET /images/search': relayRaw,
  'GET /images/get': saveImages,
  'POST /images/create': pull,
  'POST /images/load': load,
  'POST /images/prune': pruneImages,
  'POST /commit': commit,
  'GET /images/**/json': inspectImage,
  'GET /images/**/history': imageHistory,
  'GET /images/**/get': onImage,
  'POST /images/**/push': onImage,
  'POST /images/**/tag': tagImage,
  'DELETE /images/**': removeImage,
  'GET /distribution/**/json': relayRaw,

  'GET /networks': listNetworks,
  'POST /networks/create': createNetwork,
  'POST /networks/prune': pruneNetworks,
  'GET /networks/*': inspectNetwork,
  'DELETE /networks/*': removeNetwork,
  'POST /networks/*/connect': connectNetwork,
  'POST /networks/*/disconnect': disconnectNetwork,

  'GET /volumes': listVolumes,
  'POST /volumes/create': createVolume,
  'POST /volumes/prune': pruneVolumes,
  'GET /volumes/*': inspectVolume,
  'PUT /volumes/*': onVolume,
  'DELETE /volumes/*': removeVolume,

  'GET /events': events,
  'POST /build': build,
  'POST /build/prune': pruneBuildCache,
  'POST /build/cancel': cancelBuild,

  'GET /swarm': readSwarm,
  'GET /swarm/unlockkey': readSwarm,
  'POST /swarm/init': joinSwarm,
  'POST /swarm/join': joinSwarm,
  'POST /swarm/leave': changeSwarm,
  'POST /swarm/update': changeSwarm,
  'POST /swarm/unlock': changeSwarm,
  'GET /nodes': relayWhole,
  'GET /nodes/*': relayWhole,
  'POST /nodes/*/update': changeSwarm,
  'DELETE /nodes/*': changeSwarm,
  ...swarmRoutes('service'),
  ...swarmRoutes('secret'),
  ...swarmRoutes('config'),
  'GET /services/*/logs': onKind('service', 'raw'),
  'GET /tasks': listTasks,
  'GET /tasks/*': onTask,
  'GET /tasks/*/logs': onTask,

  'GET /plugins': listPlugins,
};

function swarmRoutes(kind: 'service' | 'secret' | 'config'): Record<string, Handler> {
  return {
    [`GET /${kind}s`]: listOfKind(kind),
    [`POST /${kind}s/create`]: createOfKind(kind),
    [`GET /${kind}s/*`]: onKind(kind),
    [`DELETE /${kind}s/*`]: onKind(kind),
    [`POST /${kind}s/*/update`]: updateOfKind(kind),
  };
}

/** Calls whose connection may become a raw one. */
const upgrades: readonly string[] = [
  'POST /containers/*/attach',
  'GET /containers/*/attach/ws',
  'POST /exec/*/start',
  'POST /session',
  'POST /grpc',
];

export interface Found {
  readonly handler: Handler;
  readonly params: readonly string[];
}

export function findRoute(method: string, path: string): Found | undefined {
  for (const { matcher, handler } of compiled.get(method) ?? []) {
    const match = matcher.exec(path);
    if (match !== null) return { handler, params: match.slice(1) };
  }
  return undefined;
}

export function mayUpgrade(method: string, path: string): readonly string[] | undefined {
  for (const matcher of upgradeMatchers.get(method) ?? []) {
    const match = matcher.exec(path);
    if (match !== null) return match.slice(1);
  }
  return undefined;
}

const compiled = new Map<string, { matcher: RegExp; handler: Handler }[]>();
for (const [route, handler] of Object.entries(routes)) {
  const [method = '', pattern = ''] = route.split(' ');
  compiled.set(method, [...(compiled.get(method) ?? []), { matcher: matcherOf(pattern), handler }]);
}

const upgradeMatchers = new Map<string, RegExp[]>();
for (const route of upgrades) {
  const [method = '', pattern = ''] = route.split(' ');
  upgradeMatchers.set(method, [...(upgradeMatchers.get(method) ?? []), matcherOf(pattern)]);
}

function matcherOf(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => (part === '**' ? '(.+)' : part === '*' ? '([^/]+)' : part));
  return new RegExp(`^${parts.join('/')}$`, 's');
}
