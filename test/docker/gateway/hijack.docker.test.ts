import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type TestEngineOptions, withEngine } from '../../support/engine.ts';
import { type Lab, withGateway } from './with-gateway.ts';

interface Case {
  readonly rule: string;
  readonly script: string;
  readonly stdout: string;
  readonly exitCode?: number;
}

const cases: readonly Case[] = [
  {
    rule: 'run -i reads its input to the end and answers',
    script: 'echo hi | docker run --rm -i alpine cat',
    stdout: 'hi',
  },
  {
    rule: 'a command that answers only at the end of its input is answered',
    script: 'printf "b\\na\\n" | docker run --rm -i alpine sort',
    stdout: 'a\nb',
  },
  {
    rule: 'megabytes pass through run -i unharmed',
    script:
      'head -c 3000000 /dev/zero | docker run --rm -i alpine wc -c; docker run --rm alpine head -c 3000000 /dev/zero | wc -c',
    stdout: '3000000\n3000000',
  },
  {
    rule: 'exec -i with its input closed ends',
    script: 'docker exec -i cc cat < /dev/null; echo in | docker exec -i cc sh -c "cat; exit 4"',
    stdout: 'in',
    exitCode: 4,
  },
  {
    rule: 'exec without input keeps standard output and error apart',
    script: 'docker exec cc sh -c "echo out; echo err >&2" 2>/dev/null',
    stdout: 'out',
  },
  {
    rule: 'attach follows the container to its end',
    script:
      'docker run -d -i --name a1 alpine sh -c "sleep 1; echo late; sleep 1" >/dev/null; docker attach --no-stdin a1',
    stdout: 'late',
  },
  {
    rule: 'start -ai hands its input over and reads on after its end',
    script:
      'docker create -i --name a2 alpine sh -c "cat; echo end; exit 5" >/dev/null; echo typed | docker start -ai a2',
    stdout: 'typed\nend',
    exitCode: 5,
  },
  {
    rule: 'run with a terminal works',
    script: 'script -qec "docker run --rm -t alpine echo tty" /dev/null | tr -d "\\r"',
    stdout: 'tty',
  },
  {
    rule: 'logs -f ends with the container',
    script: 'docker run -d --name ll alpine sh -c "echo 1; sleep 1; echo 2" >/dev/null; docker logs -f ll',
    stdout: '1\n2',
  },
  {
    rule: "events come as they happen, without the run's label",
    script:
      'docker events --filter container=ee --format "{{.Action}} {{json .Actor.Attributes}}" > events.txt & sleep 0.5; docker run --rm --name ee alpine true; sleep 0.5; kill $!; cut -d" " -f1 events.txt | head -2; grep -c labproof events.txt; rm events.txt',
    stdout: 'create\nattach\n0',
    exitCode: 0,
  },
  {
    rule: 'stats streams',
    script: 'docker stats --format "{{.Name}}" cc | head -c 5 | tr -cd c',
    stdout: 'cc',
  },
  {
    rule: 'cp works both ways and through pipes',
    script:
      'echo data > f.txt; docker cp f.txt cc:/f; docker cp cc:/f g.txt; tar c f.txt | docker cp - cc:/tmp; docker exec cc cat /tmp/f.txt; cat g.txt; rm f.txt g.txt',
    stdout: 'data\ndata',
  },
  {
    rule: 'save and load pass images on',
    script: 'docker save alpine | docker load',
    stdout: 'Loaded image: alpine:latest',
  },
  {
    rule: 'export and import pass file systems on',
    script: 'docker export cc | docker import - again >/dev/null; docker run --rm again /bin/echo ok',
    stdout: 'ok',
  },
  {
    rule: 'wait answers with the status',
    script: 'docker run -d --name ww alpine sh -c "sleep 0.5; exit 6" >/dev/null; docker wait ww',
    stdout: '6',
  },
  {
    rule: 'a stopped attach to no container is an answer, not a hang',
    script: 'docker attach nosuch 2>&1; docker exec nosuch true 2>&1',
    stdout:
      'Error response from daemon: No such container: nosuch\nError response from daemon: No such container: nosuch',
    exitCode: 1,
  },
];

async function check({ sh }: Lab): Promise<string[]> {
  const wrong: string[] = [];
  await sh('docker run -d --name cc alpine sleep 1000');
  for (const { rule, script, stdout, exitCode = 0 } of cases) {
    const outcome = await sh(`cd $(mktemp -d); ${script}`);
    if (outcome.stdout !== stdout || outcome.exitCode !== exitCode) {
      wrong.push(`${rule}: status ${outcome.exitCode}\n${outcome.stdout}\n${outcome.stderr}`);
    }
  }
  return wrong;
}

const versions: readonly NonNullable<TestEngineOptions['version']>[] = ['28', '20'];

for (const version of versions) {
  test(`raw connections end in each direction by themselves (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        let wrong: string[] = [];
        const result = await withGateway(engine, async (lab) => {
          wrong = await check(lab);
        });
        assert.equal(wrong, []);
        assert.equal(result.left, []);
      },
      { version, images: ['alpine'] },
    );
  });
}

test('what streams is passed on in bounded memory', async () => {
  await withEngine(
    async (engine) => {
      const result = await withGateway(engine, async ({ sh }) => {
        let most = 0;
        const before = process.memoryUsage().rss;
        const watch = setInterval(() => {
          most = Math.max(most, process.memoryUsage().rss - before);
        }, 20);
        const { stdout, stderr } = await sh(
          `docker run -d --name cc alpine sleep 1000 >/dev/null
           head -c 200000000 /dev/zero | timeout 30 docker exec -i cc sh -c 'cat >/big; wc -c </big'
           timeout 30 docker cp cc:/big - | wc -c`,
        );
        clearInterval(watch);
        assert.is(stdout, '200000000\n200001536', stderr);
        assert.ok(most < 150_000_000, `${most} bytes`);
      });
      assert.equal(result.left, []);
    },
    { version: '28', images: ['alpine'] },
  );
});

test.run();
