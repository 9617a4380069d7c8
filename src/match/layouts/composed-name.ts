/**
 * The name that Compose gives a container or network today in place of an older one: version 1 wrote
 * `project_service_1`, version 2 writes `project-service-1`. Networks kept `project_default`.
 */
export function composedName(name: string): string {
  return /^[a-z0-9][a-z0-9-]*(?:_[a-z0-9.-]+){1,3}_\d+$/.test(name) ? name.replaceAll('_', '-') : name;
}
