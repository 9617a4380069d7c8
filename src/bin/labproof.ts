#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { labproofVersion } from '../cli/version.ts';
import { CodeCache } from './code-cache.ts';
import { loadModules } from './modules.ts';

/** A name that no other build of the program has; the build puts it in. */
declare const BUILD: string;

const [verb = ''] = process.argv.slice(2);

// What an answer needs is compiled once and kept for the next start; the version needs none of it.
if (!(['--version', '-V', 'version'].includes(verb) && wrote(`${labproofVersion()}\n`))) {
  const cache = CodeCache.open({ build: BUILD, use: verb, env: process.env });
  // What was compiled by the end is all that the verb needs, as functions are compiled when they are called. A verb
  // has its own module: words that are none leave nothing.
  process.on('exit', () => cache?.save((files) => files.some((file) => file.includes(`/${verb}-verb-`))));
  loadModules(join(__dirname, 'program.cjs'), cache);
}

/** Streams take longer to load than the rest of the answer; what they alone can do is left to them. */
function wrote(text: string): boolean {
  try {
    return writeSync(1, text) === text.length;
  } catch {
    return false;
  }
}
