import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addCheck } from '../check/catalogue.ts';
import { addLayout } from '../match/layouts/registry.ts';
import { addValueClass } from '../match/values/registry.ts';
import { addReporter } from '../report/reporters.ts';
import { importModule } from '../text/import-module.ts';
import { nearest } from '../text/nearest.ts';
import type { Plugin } from './plugin.ts';

/** Loads the plugins of a config file into the registries; what is wrong with the first bad one. */
export async function usePlugins(
  plugins: readonly (string | Plugin)[],
  folder: string,
): Promise<string | undefined> {
  for (const plugin of plugins) {
    if (used.has(plugin)) continue;
    used.add(plugin);
    const name = typeof plugin === 'string' ? `plugin ${plugin}` : 'plugin';
    const loaded = typeof plugin === 'string' ? await load(plugin, folder) : { plugin };
    const wrong = 'error' in loaded ? loaded.error : register(loaded.plugin);
    if (wrong !== undefined) return `${name}: ${wrong}`;
  }
  return undefined;
}

/** A program that runs labs more than once reads its config as often. */
const used = new Set<string | Plugin>();

async function load(name: string, folder: string): Promise<{ plugin: unknown } | { error: string }> {
  try {
    const path = pathOf(name, folder);
    const module = (await importModule(pathToFileURL(path).href)) as { readonly default?: unknown };
    return { plugin: module.default ?? module };
  } catch (error) {
    return { error: error instanceof Error ? error.message.split('\n')[0]! : String(error) };
  }
}

const isLocal = (name: string): boolean => /^(?:\.{1,2}\/|\/)/.test(name);

const pathOf = (name: string, folder: string): string =>
  isLocal(name) ? resolve(folder, name) : createRequire(join(folder, 'from.js')).resolve(name);

/** The files that change when a plugin that was loaded does: its module, and of a package its package.json. */
export function filesOfPlugin(name: string, folder: string): readonly string[] {
  const path = pathOf(name, folder);
  if (isLocal(name)) return [path];
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at)) {
    const file = join(at, 'package.json');
    if (existsSync(file)) return [path, file];
  }
  return [path];
}

const PARTS = ['reporters', 'checks', 'matchers'];

function register(plugin: unknown): string | undefined {
  if (!isObject(plugin)) return 'an object is expected, with reporters, checks or matchers';
  const strange = Object.keys(plugin).find((key) => !PARTS.includes(key));
  if (strange !== undefined) {
    const near = nearest(strange, PARTS);
    return `unknown part '${strange}'; ${near ? `did you mean '${near}'?` : `there are ${PARTS.join(', ')}`}`;
  }
  const { reporters = {}, checks = {}, matchers = [] } = plugin as Plugin;
  if (!isObject(reporters) || !isObject(checks)) return 'reporters and checks are objects, by name';
  if (!Array.isArray(matchers)) return 'matchers is a list';
  for (const [name, reporter] of Object.entries(reporters)) {
    if (typeof reporter !== 'function') return `reporter ${name} is no function`;
    if (!addReporter(name, reporter)) return `there is a reporter ${name} already`;
  }
  for (const [name, check] of Object.entries(checks)) {
    if (typeof check?.verify !== 'function' || !(check.pattern instanceof RegExp))
      return `check ${name} lacks a pattern or verify`;
    if (typeof check.form !== 'string' || typeof check.deadlineMs !== 'number')
      return `check ${name} lacks its form or deadlineMs`;
    if (!addCheck(name, check)) return `there is a check ${name} already`;
  }
  for (const matcher of matchers as Required<Plugin>['matchers']) {
    const wrong = addMatcher(matcher);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function addMatcher(matcher: Required<Plugin>['matchers'][number]): string | undefined {
  if (!isObject(matcher) || typeof matcher.name !== 'string') return 'a matcher lacks its name';
  if ('compare' in matcher) {
    if (typeof matcher.compare !== 'function') return `matcher ${matcher.name}: compare is no function`;
    return addLayout(matcher) ? undefined : `there is a layout ${matcher.name} already`;
  }
  const { name, kind, starts, end } = matcher;
  if (typeof end !== 'function' || typeof starts !== 'string' || !['identity', 'measure'].includes(kind))
    return `matcher ${name} is neither a layout (compare) nor a class of values (kind, starts, end)`;
  if (matcher.kind === 'identity' && typeof matcher.space !== 'string')
    return `matcher ${name}: an identity has a space`;
  addValueClass(matcher);
  return undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
