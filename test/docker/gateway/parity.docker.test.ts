import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type TestEngineOptions, withEngine } from '../../support/engine.ts';
import { sh, withGateway } from './with-gateway.ts';

/** One lab, in order; every line is compared. */
const commands: readonly string[] = [
  'docker version',
  'docker info --format "{{.Containers}} {{.ContainersRunning}} {{.Images}} {{.Driver}}"',
  'docker info',
  'docker images | sort',
  'docker images alpine',
  'docker images --filter reference=busybox --format "{{.Repository}}:{{.Tag}}"',
  'docker image inspect alpine',
  'docker inspect busybox --format "{{json .Config}}"',
  'docker history alpine',
  'docker network ls',
  'docker network inspect bridge',
  'docker network inspect host none',
  'docker ps -a',
  'docker volume ls',
  'docker network create --subnet 10.98.0.0/24 --label a=b net1',
  'docker network create net1',
  'docker network create plain',
  'docker network inspect net1 plain',
  'docker network ls --filter name=net',
  'docker volume create vol1',
  'docker volume create --label k=v vol2',
  'docker volume inspect vol1 vol2',
  'docker volume ls --filter label=k',
  'docker run --rm hello-world',
  'docker run --rm alpine sh -c "echo out; echo err >&2; exit 3"',
  'docker run --name web -d -p 127.0.0.1:18099:80 -v auto:/auto --network net1 --label role=web alpine sleep 1000',
  'docker run --name web alpine true',
  'docker run -d --name plainrun --env A=1 --memory 64m alpine sleep 1000',
  'docker run --rm --network nosuch alpine true',
  'docker run --rm --network container:nosuch alpine true',
  'docker run --rm --volumes-from nosuch alpine true',
  'docker run --rm nosuchimage:1 true',
  'docker ps --format "{{.Names}} {{.Image}} {{.Status}} {{.Labels}} {{.Networks}} {{.Mounts}}"',
  'docker ps -a --filter name=web --filter label=role=web -q',
  'docker ps -n 1 --format "{{.Names}}"',
  'docker ps --no-trunc --format json',
  'docker inspect web',
  'docker inspect plainrun',
  'docker inspect nosuch',
  'docker inspect --type volume auto',
  'docker container inspect web --format "{{json .Config.Labels}} {{json .HostConfig.Binds}}"',
  'docker port web',
  'docker top web -o pid,comm',
  'docker exec web echo inside',
  'docker exec web sh -c "exit 7"',
  'docker exec nosuch true',
  'docker logs web',
  'docker logs nosuch',
  'docker diff plainrun',
  'docker cp /etc/hostname web:/copied',
  'docker cp web:/copied - | tar t',
  'docker cp web:/nosuch /tmp/none',
  'docker network connect plain web',
  'docker network connect plain nosuch',
  'docker network inspect plain --format "{{range .Containers}}{{.Name}}{{end}}"',
  'docker network rm net1',
  'docker network disconnect plain web',
  'docker rename plainrun renamed',
  'docker rename renamed web',
  'docker pause renamed; docker ps --filter status=paused --format "{{.Names}}"; docker unpause renamed',
  'docker update --memory 128m --memory-swap 128m renamed',
  'docker stats --no-stream --format "{{.Name}}" web',
  'docker kill renamed',
  'docker wait renamed',
  'docker start renamed',
  'docker restart -t 0 renamed',
  'docker stop -t 0 renamed nosuch',
  'docker commit -m msg renamed snap:1',
  'docker image inspect snap:1',
  'docker history snap:1 --format "{{.CreatedBy}} {{.Comment}}"',
  'docker tag snap:1 snap:2; docker images snap --format "{{.Repository}}:{{.Tag}}"',
  'docker run --rm snap:1 true',
  'docker rmi snap:1',
  'docker rmi snap:2',
  'docker rmi nosuch',
  'docker run --name user alpine true; docker commit user inuse; docker run --name holder inuse true; docker rmi inuse; docker rm holder; docker rmi inuse',
  'printf "FROM alpine\\nRUN echo 1 > /f\\nCMD cat /f\\n" | DOCKER_BUILDKIT=0 docker build -t built -',
  'printf "FROM alpine\\nRUN echo 1 > /f\\nCMD cat /f\\n" | DOCKER_BUILDKIT=0 docker build -t built:again -',
  'printf "FROM alpine\\nRUN false\\n" | DOCKER_BUILDKIT=0 docker build -t broken -',
  'docker run --rm built',
  'docker history built --format "{{.CreatedBy}}|{{.Size}}"',
  'docker inspect built --format "{{json .Config.Labels}}"',
  'docker save built -o /tmp/lp-parity.tar; docker rmi built; docker load -i /tmp/lp-parity.tar; rm /tmp/lp-parity.tar',
  'docker export user | docker import -c "CMD true" - imported:1',
  'docker image inspect imported:1 --format "{{json .Config}}"',
  'docker rm web',
  'docker rm -f web nosuch',
  'docker container prune -f | sed -E "s/^[0-9a-f]{64}$/<id>/" | sort',
  'docker volume rm vol1 nosuch',
  'docker volume prune -f | sed -E "s/^[0-9a-f]{64}$/<id>/" | sort',
  'docker network prune -f | sed -E "s/^[0-9a-f]{64}$/<id>/" | sort',
  'docker network rm nosuch bridge',
  'docker image prune -f',
  'docker system df --format "{{.Type}} {{.TotalCount}}"',
  'docker ps -a --filter nosuch=1',
  'docker network inspect nosuch',
  'docker volume inspect nosuch',
  'docker service ls',
  'docker node ls',
  'docker swarm leave',
  'docker stack ls',
  'docker plugin ls',
  'docker attach nosuch',
  'docker create --name c1 -it alpine sh',
  'docker start nosuch c1',
  'docker rm -f c1',
  'docker events --since 1 --until 2',
];

/** Fields that differ from run to run, and numbers that depend on when they were read. */
function normal(text: string): string {
  return (
    text
      .replace(/\b[0-9a-f]{64}\b/g, '<id>')
      .replace(/\b[0-9a-f]{12}\b/g, '<id>')
      .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z?(?:[+-]\d\d:\d\d)?/g, '<time>')
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^"]*/g, '<time>')
      .replace(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, '<mac>')
      // A column is as wide as its longest age.
      .replace(/(?:Less than a|About an?|\d+) (?:second|minute|hour)s?( ago)?/g, '<age>')
      .replace(/(\S) {2,}/g, '$1  ')
      .replace(/"(?:Pid|Size|SizeRw|SizeRootFs)": ?\d+/g, '"<n>"')
      .replace(/\b172\.\d+\.\d+\.\d+/g, '<ip>')
      .replace(/^[0-9a-f]{10,}-lp.*$/gm, '<id>')
      .replace(/reclaimed space: .*/g, 'reclaimed')
      .replace(/^(?:PID.*|\d+ +sleep)$/gm, '<process>')
      .replace(
        /^ *(?:System Time|Total Memory|Goroutines|File Descriptors|EventsListeners|ID|Name|Context|CPUs|Runtimes): .*$/gm,
        '',
      )
      .replace(/ on \S+:53: .*/g, ' <lookup>')
  );
}

const versions: readonly NonNullable<TestEngineOptions['version']>[] = ['28', '26', '20'];

for (const version of versions) {
  test(`docker commands answer the same with and without the gateway (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        const direct: string[] = [];
        for (const command of commands) direct.push(shown(command, await sh(command, engine.env)));
        const sweep =
          'docker rm -f $(docker ps -aq); docker volume rm $(docker volume ls -q); docker rmi -f imported:1 built built:again; docker image prune -f';
        await sh(sweep, engine.env);
        const through: string[] = [];
        const result = await withGateway(engine, async (lab) => {
          for (const command of commands) through.push(shown(command, await lab.sh(command)));
        });
        assert.equal(result.left, []);
        const apart = direct.flatMap((text, at) =>
          text === through[at] ? [] : [`--- direct\n${text}\n--- through the gateway\n${through[at]}`],
        );
        assert.ok(apart.length === 0, apart.join('\n'));
      },
      { version, images: ['alpine', 'busybox', 'hello-world'] },
    );
  });
}

function shown(
  command: string,
  outcome: { stdout: string; stderr: string; exitCode: number | undefined },
): string {
  const { stdout, stderr, exitCode } = outcome;
  return `$ ${command}\n${normal(stdout)}\n${normal(stderr)}\nstatus ${exitCode}`;
}

test.run();
