import { join } from 'node:path/posix';
import { isMap, isText, listOf } from '../text/values.ts';
import { yaml } from '../text/yaml.ts';
import { type PublishedPort, publishedPort } from './objects.ts';

/** A service of a compose file, as far as labproof asks for it. */
export interface ComposeService {
  readonly name: string;
  /** Undefined where none is named, or only by a variable. */
  readonly image: string | undefined;
  /** The Dockerfile that it is built from, relative to the compose file; `''`: one that stands in the file itself. */
  readonly dockerfile: string | undefined;
  readonly ports: readonly PublishedPort[];
  /** Everything it says, by key. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * The services of a compose file, anchors and merges resolved; none where the text is not what compose
 * could read. Source: the Compose specification.
 */
export function composeServices(content: string): readonly ComposeService[] {
  const document = parse(content);
  const services = isMap(document) ? document.services : undefined;
  if (!isMap(services)) return [];
  return Object.entries(services).flatMap(([name, settings]) =>
    isMap(settings) ? [service(name, settings)] : [],
  );
}

function parse(content: string): unknown {
  try {
    return yaml().parse(content, { logLevel: 'silent', merge: true });
  } catch {
    return undefined;
  }
}

function service(name: string, settings: Readonly<Record<string, unknown>>): ComposeService {
  const { image, build } = settings;
  return {
    name,
    image: isText(image) && !image.includes('$') ? image : undefined,
    dockerfile: build === undefined || build === null ? undefined : dockerfileOf(build),
    ports: listOf(settings.ports).flatMap(portOf),
    settings,
  };
}

function dockerfileOf(build: unknown): string {
  if (isText(build)) return inside(build, 'Dockerfile');
  const { context, dockerfile, dockerfile_inline: inline } = isMap(build) ? build : {};
  if (inline !== undefined) return '';
  return inside(isText(context) ? context : '.', isText(dockerfile) ? dockerfile : 'Dockerfile');
}

const inside = (folder: string, file: string): string => (file.startsWith('/') ? file : join(folder, file));

/** `"8080:80"`, `80`, or `{published: 8080, target: 80}`. */
function portOf(port: unknown): readonly PublishedPort[] {
  if (isText(port) || typeof port === 'number') return publishedPort(String(port));
  if (!isMap(port)) return [];
  const { published, target, protocol = 'tcp', host_ip: hostIp = '' } = port;
  const hostPort = published === undefined ? undefined : Number.parseInt(String(published), 10);
  if (!Number.isInteger(Number(target)) || Number.isNaN(hostPort)) return [];
  return [{ hostIp: String(hostIp), hostPort, containerPort: Number(target), protocol: String(protocol) }];
}
