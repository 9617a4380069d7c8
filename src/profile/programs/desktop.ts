import type { Family } from '../profile.ts';

/** Windows, macOS and desktops. */
export const desktop: Family = {
  powershell: { unprompted: 'command', asks: 'shell', platform: true },
  'powershell.exe sc setx dism wsl explorer xdg-open': { platform: true },
  pwsh: { asks: 'shell', platform: true },
  cmd: { asks: 'shell' },
  'start open': { unprompted: 'word', platform: true },
  open: { atHome: true },
};
