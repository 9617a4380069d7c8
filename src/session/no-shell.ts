/** No shell can be started, because of what it says or because a lab has taken away what that needs. */
export class NoShell extends Error {
  constructor(said: string) {
    super(`no shell: ${said}`);
  }
}
