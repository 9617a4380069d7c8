import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAMILIES } from '../../src/profile/families.ts';
import type { Family } from '../../src/profile/profile.ts';
import { profileOf } from '../../src/profile/programs.ts';

test('a program is spoken of in one family only', () => {
  const family = new Map<string, string>();
  const twice: string[] = [];
  for (const [name, profiles] of Object.entries<Family>(FAMILIES)) {
    for (const program of new Set(Object.keys(profiles).flatMap((names) => names.split(' ')))) {
      const before = family.get(program);
      if (before !== undefined) twice.push(`${program}: ${before} and ${name}`);
      family.set(program, name);
    }
  }
  assert.ok(family.size > 400);
  assert.equal(twice, []);
});

test('every profile says something special, and no key is empty', () => {
  const empty = Object.values<Family>(FAMILIES).flatMap((family) =>
    Object.entries(family)
      .filter(([names, profile]) => Object.keys(profile).length === 0 || /^ | $| {2}/.test(names))
      .map(([names]) => names),
  );
  assert.equal(empty, []);
});

test('nothing is known of a program without a profile, whatever it is called', () => {
  for (const name of ['orchard', 'constructor', 'toString', '__proto__', ''])
    assert.equal(profileOf(name), {}, name);
});

test('a program is known by its path, as an .exe, and with its version', () => {
  assert.is(profileOf('/usr/bin/curl'), profileOf('curl'));
  assert.is(profileOf('notepad.exe').editor, true);
  assert.is(profileOf('python3.11'), profileOf('python3'));
  assert.equal(profileOf('start.sh'), {}, 'a script of the reader is not what it is called after');
});

test('where a package manager fetches from is known, and when it does', () => {
  const outside = (host: string): boolean => host !== 'larder';
  assert.is(profileOf('npm').internet!(['ci'], outside), 'it installs npm packages from the internet');
  assert.is(profileOf('npm').internet!(['test'], outside), undefined);
  assert.is(profileOf('npm').source, 'registry.npmjs.org');
  assert.is(profileOf('curl').internet!(['-o', 'page.html', 'larder'], outside), undefined);
  assert.is(
    profileOf('curl').internet!(['-o', 'page.html', 'orchard.example'], outside),
    'it needs orchard.example on the internet',
  );
});

test.run();
