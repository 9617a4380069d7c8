import { cleanUp } from '../docker/cleanup.ts';
import type { Endpoint } from '../docker/endpoint.ts';
import { messageOf, Upstream } from '../docker/gateway/upstream.ts';
import type { Ledger } from '../docker/ledger.ts';
import { callProfile } from './call-profile.ts';
import { dataFolder, machineScript } from './container-script.ts';

export interface MachineContainer {
  readonly id: string;
  /** As the engine that it is on calls it. */
  readonly container: string;
  /** Of its eth0. */
  readonly address: string;
}

/** How long what machines were made of may take to go, in ms. */
const REMOVAL = 60_000;
/** Processes and threads that a machine may have, those of its containers included. */
const PROCESSES = 8192;
/** Of the memory of the engine's computer. */
const MEMORY = 0.75;

/** What an engine holds for machines that were opened together: their containers and networks. */
export class MachineObjects {
  readonly #run: { readonly endpoint: Endpoint; readonly runId: string; readonly label: string };
  readonly #ledger: Ledger;
  readonly #open = new Set<string>();
  #kept = false;

  constructor(run: {
    readonly endpoint: Endpoint;
    readonly runId: string;
    readonly label: string;
    readonly ledger: Ledger;
  }) {
    this.#run = run;
    this.#ledger = run.ledger;
  }

  /** Rejects with what the engine says when it refuses one; then `remove` is to be called. */
  async make(wanted: {
    readonly names: readonly string[];
    readonly image: string;
  }): Promise<readonly MachineContainer[]> {
    await using upstream = new Upstream(this.#run.endpoint);
    const { names, image } = wanted;
    const { MemTotal } = await upstream.get<{ readonly MemTotal: number }>('/info');
    const memory = Math.floor(MemTotal * MEMORY);
    const wires = names.length > 1 ? await this.#wires(upstream) : undefined;
    const made = await Promise.allSettled(
      names.map((name) => this.#container(upstream, { name, image, memory, wires })),
    );
    const failed = made.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    const containers = made.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    for (const { id } of containers) this.#open.add(id);
    return containers;
  }

  /** To be called when a machine is no longer needed; with the last all goes that there was. */
  readonly leave = async (container: string): Promise<void> => {
    if (!this.#open.delete(container)) return;
    if (this.#kept) {
      if (this.#open.size === 0) await this.#ledger[Symbol.asyncDispose]();
      return;
    }
    if (this.#open.size === 0) return this.remove();
    await using upstream = new Upstream(this.#run.endpoint);
    await upstream.ask('DELETE', `/containers/${container}?force=1&v=1`).catch(() => {});
  };

  /** From now on what is left stays, and the record tells that it was meant to. */
  readonly keep = async (): Promise<void> => {
    this.#kept = true;
    await this.#ledger.keep();
  };

  async remove(): Promise<void> {
    const { left } = await cleanUp({ ...this.#run, ledger: this.#ledger, deadlineMs: REMOVAL });
    await (left.length === 0 ? this.#ledger.forget() : this.#ledger[Symbol.asyncDispose]());
  }

  /** The networks of the machines' cards: one with names, addresses and a way out, one with neither. */
  async #wires(upstream: Upstream): Promise<Wires> {
    const { runId, label } = this.#run;
    const make = async (suffix: string, more: object): Promise<string> => {
      const name = `labproof-${runId}-${suffix}`;
      await this.#ledger.intend('network', name);
      const body = { Name: name, Driver: 'bridge', Labels: { [label]: runId }, ...more };
      const { Id } = await done<{ Id: string }>(upstream, 'POST', '/networks/create', body);
      this.#ledger.record({ kind: 'network', id: Id, name });
      return Id;
    };
    const [eth0, eth1] = await Promise.all([make('eth0', {}), make('eth1', WIRE)]);
    return { eth0: eth0!, eth1: eth1! };
  }

  async #container(
    upstream: Upstream,
    {
      name,
      image,
      memory,
      wires,
    }: {
      readonly name: string;
      readonly image: string;
      readonly memory: number;
      readonly wires?: Wires | undefined;
    },
  ): Promise<MachineContainer> {
    const { runId, label } = this.#run;
    const full = `labproof-${runId}-${name}`;
    await this.#ledger.intend('container', full);
    const create = `/containers/create?name=${encodeURIComponent(full)}`;
    const { Id } = await done<{ Id: string }>(upstream, 'POST', create, {
      Image: image,
      Hostname: name,
      Entrypoint: ['sh', '-c', machineScript, 'labproof', wires === undefined ? 'alone' : 'switch'],
      Cmd: [],
      Healthcheck: { Test: ['NONE'] },
      Labels: { [label]: runId, 'labproof.machine': name },
      Volumes: { [dataFolder]: {} },
      HostConfig: {
        Privileged: true,
        SecurityOpt: [`seccomp=${callProfile}`],
        AutoRemove: true,
        CgroupnsMode: 'private',
        PidsLimit: PROCESSES,
        Memory: memory,
        // It has no namespace of users inside one.
        UsernsMode: 'host',
        Tmpfs: { '/run': 'exec,mode=755' },
        NetworkMode: wires?.eth0 ?? 'bridge',
      },
    });
    this.#ledger.record({ kind: 'container', id: Id, name: full });
    await done(upstream, 'POST', `/containers/${Id}/start`);
    if (wires === undefined) return { id: Id, container: full, address: '192.0.2.10' };
    await done(upstream, 'POST', `/networks/${wires.eth1}/connect`, { Container: Id });
    const { NetworkSettings } = await upstream.get<Inspected>(`/containers/${Id}/json`);
    const networks = Object.values(NetworkSettings.Networks);
    const first = networks.find(({ NetworkID }) => NetworkID === wires.eth0);
    return { id: Id, container: full, address: first?.IPAddress ?? '' };
  }
}

/** An internal network would drop, in the firewall of the engine's host, what has no address of its subnet. */
const WIRE = { Options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' } };

interface Wires {
  readonly eth0: string;
  readonly eth1: string;
}

interface Inspected {
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly NetworkID: string; readonly IPAddress: string }>>;
  };
}

async function done<T>(upstream: Upstream, method: string, path: string, body?: object): Promise<T> {
  const { status, text } = await upstream.ask(method, path, body === undefined ? {} : { body });
  if (status >= 400) throw new Error(messageOf(text));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
