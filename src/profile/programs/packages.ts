import { always, fetches, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that fetch. */
const PACKAGES =
  /^(?:update|upgrade|install|add|dist-upgrade|reinstall|groupinstall|makecache|check-update)$/;

const INSTALLING =
  /^(?:update|upgrade|dist-upgrade|full-upgrade|install|reinstall|remove|purge|autoremove|add|del|erase|-i|-r|-S\w*|-R\w*|-U\w*|-y|--install|--remove|--purge)$/;

/** Package managers of systems. */
export const packages: Family = {
  'apt apt-get': {
    unprompted: 'command',
    internet: fetches(PACKAGES, 'packages'),
    source: 'deb.debian.org',
    changes: { packages: withOne(INSTALLING) },
    leavesEngine: true,
  },
  aptitude: {
    internet: fetches(PACKAGES, 'packages'),
    source: 'deb.debian.org',
    changes: { packages: withOne(INSTALLING) },
  },
  dpkg: { changes: { packages: withOne(INSTALLING) } },
  'add-apt-repository': {
    internet: () => 'it adds a package source of the internet',
    changes: { packages: always },
  },
  'apt-key yum-config-manager subscription-manager update-grub update-alternatives': {
    changes: { packages: always },
  },
  'yum dnf': {
    unprompted: 'command',
    internet: fetches(PACKAGES, 'packages'),
    changes: { packages: withOne(INSTALLING) },
    leavesEngine: true,
  },
  microdnf: { internet: fetches(PACKAGES, 'packages') },
  zypper: {
    unprompted: 'command',
    internet: fetches(PACKAGES, 'packages'),
    changes: { packages: withOne(INSTALLING) },
  },
  rpm: { unprompted: 'command', changes: { packages: withOne(INSTALLING) } },
  apk: {
    unprompted: 'command',
    internet: fetches(PACKAGES, 'packages'),
    source: 'dl-cdn.alpinelinux.org',
    changes: { packages: withOne(INSTALLING) },
    leavesEngine: true,
  },
  pacman: {
    internet: (args) => (/^-S/.test(args[0] ?? '') ? 'it installs packages from the internet' : undefined),
    changes: { packages: withOne(INSTALLING) },
  },
  snap: {
    unprompted: 'command',
    internet: fetches(PACKAGES, 'packages'),
    changes: { packages: withOne(INSTALLING) },
  },
  brew: {
    atHome: true,

    unprompted: 'command',
    platform: true,
    changes: { packages: withOne(INSTALLING) },
    leavesEngine: true,
  },
  choco: { unprompted: 'command', platform: true },
  'winget scoop': { platform: true },
};
