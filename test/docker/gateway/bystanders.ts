import { sh } from './with-gateway.ts';

type Env = Record<string, string>;

/** Objects of somebody else: each kind, in each state, some with names that labs use. */
const makeAll = `
set -e
docker network create web-net; docker network create app; docker network create unused
docker volume create data; docker volume create db; docker volume create unused
docker run -d --name web --network web-net -v data:/data alpine sleep 100000
docker run -d --name db -v db:/db -v /anonymous alpine sleep 100000
docker run -d --name paused alpine sleep 100000; docker pause paused
docker run -d --name labelled --label app=shop busybox sleep 100000
docker run -d --name restarting --restart unless-stopped alpine sleep 100000
docker run --name done alpine true; docker run --name failed alpine false || true
docker create --name created alpine true
docker run -d --name published -p 127.0.0.1:18080:80 busybox sleep 100000
docker network connect app web; docker network connect --alias cache app db
docker commit done mine:1; docker tag mine:1 mine:2; docker tag alpine myalpine:latest
printf 'FROM alpine\\nLABEL who=somebody\\nRUN echo bystander > /who\\n' | DOCKER_BUILDKIT=0 docker build -q -t built:latest -
docker commit labelled dangling:1; docker create --name holds-dangling dangling:1
docker tag mine:1 dangling:1
docker commit failed other:1; docker commit failed other:2; docker tag other:2 other:1
docker run -d --name alpine1 alpine sleep 100000; docker run -d --name alpine2 alpine sleep 100000
`;

export async function makeBystanders(env: Env): Promise<void> {
  const { exitCode, stderr } = await sh(makeAll, env);
  if (exitCode !== 0) throw new Error(`bystanders: ${stderr}`);
}

/** Everything that can be told of the engine's objects, one text each, but for what changes by itself. */
export async function stateOf(env: Env): Promise<readonly string[]> {
  const { stdout } = await sh(
    `docker ps -aq --no-trunc | sort | xargs -r docker inspect -s
     docker network ls -q --no-trunc | sort | xargs -r docker network inspect
     docker volume ls -q | sort | xargs -r docker volume inspect
     docker images -aq --no-trunc | sort -u | xargs -r docker image inspect`,
    env,
  );
  const objects = JSON.parse(stdout.replaceAll(/^\]\n\[$/gm, ',')) as unknown[];
  return objects.map((object) => JSON.stringify(object, inOrder));
}

/** The engine tells mounts in any order, and when a tag was last set to the image that it is of. */
function inOrder(key: string, value: unknown): unknown {
  if (key === 'LastTagTime') return undefined;
  if (!Array.isArray(value)) return value;
  return value.map((item) => JSON.stringify(item, inOrder)).sort();
}
