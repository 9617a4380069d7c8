import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

/** The YAML parser, loaded when it is first needed: most documents have none, and it takes as long as to plan a lab. */
export const yaml = (): typeof Yaml => load('yaml') as typeof Yaml;
