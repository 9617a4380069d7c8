import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { provideImages } from '../../src/docker/images.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { TestEngine } from '../support/engine.ts';
import { withEngine } from '../support/engine.ts';

test('a folder with NAME/Dockerfile provides NAME under any tag', async () => {
  await withImages({ 'files/Dockerfile': 'FROM scratch\nCOPY Dockerfile /' }, async ({ engine, provide }) => {
    assert.equal(await provide(['files', 'files:2.1']), []);
    assert.equal(await tags(engine), ['files:2.1', 'files:latest']);
  });
});

test('a folder for the tag goes before one for the name', async () => {
  const files = {
    'files/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL which=name',
    'files:2/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL which=tag',
  };
  await withImages(files, async ({ engine, provide }) => {
    assert.equal(await provide(['files:2']), []);
    assert.is(await docker(engine, 'inspect -f {{.Config.Labels.which}} files:2'), 'tag');
  });
});

test('an executable prepare completes a copy of the context', async () => {
  const files = {
    'made/Dockerfile': 'FROM scratch\nCOPY made /made\nLABEL made=yes',
    'made/prepare': '#!/bin/sh\necho x >made\n',
  };
  await withImages(files, async ({ engine, provide, images }) => {
    await chmod(join(images, 'made/prepare'), 0o755);
    assert.equal(await provide(['made']), []);
    assert.is(await docker(engine, 'inspect -f {{.Config.Labels.made}} made'), 'yes');
    assert.equal((await readdir(join(images, 'made'))).sort(), ['Dockerfile', 'prepare']);
  });
});

test('a context is built from the images it names, which its folder provides', async () => {
  const files = {
    'base/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL from=base',
    'top/Dockerfile': 'FROM base AS one\nLABEL top=yes',
  };
  await withImages(files, async ({ engine, provide }) => {
    assert.equal(await provide(['top']), []);
    assert.is(await docker(engine, 'inspect -f {{.Config.Labels.from}} top'), 'base');
  });
});

test('what was built once is loaded later, without a build, as the same image', async () => {
  const files = {
    'made/Dockerfile': 'FROM scratch\nCOPY made /made',
    'made/prepare': '#!/bin/sh\ndate +%N >made\n',
  };
  await withImages(files, async ({ engine, provide, images }) => {
    await chmod(join(images, 'made/prepare'), 0o755);
    await provide(['made']);
    const id = await docker(engine, 'inspect -f {{.Id}} made');
    await docker(engine, 'rmi made');
    await provide(['made']);
    assert.is(await docker(engine, 'inspect -f {{.Id}} made'), id);
    await writeFile(join(images, 'made/more'), '');
    await docker(engine, 'rmi made');
    await provide(['made']);
    assert.is.not(await docker(engine, 'inspect -f {{.Id}} made'), id);
  });
});

test('engines that are given the same image at once get the whole of it, and keep the whole of it', async () => {
  // Each build goes on when both have begun.
  const meet = await mkdtemp(join(tmpdir(), 'labproof-meet-'));
  const wait = `touch ${meet}/$$; until [ "$(ls ${meet} | wc -l)" -ge 2 ]; do sleep 0.01; done`;
  const files = {
    'large/Dockerfile': 'FROM scratch\nCOPY large /large',
    'large/prepare': `#!/bin/sh\nhead -c 60000000 /dev/urandom >large\n${wait}\n`,
  };
  try {
    await withImages(files, async ({ engine, provide, images }) => {
      await chmod(join(images, 'large/prepare'), 0o755);
      await withEngine(
        async ({ endpoint }) => {
          assert.equal(await Promise.all([provide(['large']), provide(['large'], { endpoint })]), [[], []]);
        },
        { images: [] },
      );
      await docker(engine, 'rmi large');
      assert.equal(await provide(['large']), []);
    });
  } finally {
    await rm(meet, { recursive: true });
  }
});

test('an image that cannot be kept, as it has no layer, is provided all the same', async () => {
  await withImages({ 'none/Dockerfile': 'FROM scratch\nLABEL a=1' }, async ({ engine, provide }) => {
    assert.equal(await provide(['none']), []);
    assert.equal(await tags(engine), ['none:latest']);
  });
});

test('an image that the engine has is left alone', async () => {
  await withImages(
    { 'files/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL a=1' },
    async ({ engine, provide, images }) => {
      await provide(['files']);
      const id = await docker(engine, 'inspect -f {{.Id}} files');
      await writeFile(join(images, 'files/Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\nLABEL a=2');
      assert.equal(await provide(['docker.io/library/files:latest']), []);
      assert.is(await docker(engine, 'inspect -f {{.Id}} files'), id);
    },
  );
});

test('a tar of docker save provides its images, as --images and in the folder of --images', async () => {
  await withImages({ 'files/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL a=1' }, async (setting) => {
    const { engine, provide, images } = setting;
    await provide(['files']);
    await docker(engine, `save -o ${images}/kept.tar files`);
    await docker(engine, 'rmi files');
    assert.equal(await provide(['files'], { images: join(images, 'kept.tar') }), []);
    await docker(engine, 'tag files kept');
    await docker(engine, `save -o ${images}/kept.tar kept`);
    await docker(engine, 'rmi files kept');
    assert.equal(await provide(['kept']), []);
  });
});

test('a build context of the document provides its image', async () => {
  await withImages(
    { 'own/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL a=1' },
    async ({ engine, provide, images }) => {
      const contexts = { 'shop/web:1': join(images, 'own') };
      assert.equal(await provide(['shop/web:1'], { contexts }), []);
      assert.equal(await tags(engine), ['shop/web:1']);
    },
  );
});

test("an image that only the host's engine has is copied", async () => {
  await withImages({ 'files/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\nLABEL a=1' }, async (host) => {
    await host.provide(['files']);
    await withImages({}, async ({ engine, provide }) => {
      assert.equal(await provide(['files'], { env: { DOCKER_HOST: host.engine.dockerHost } }), []);
      assert.equal(await tags(engine), ['files:latest']);
    });
  });
});

test('an image that cannot be got is a problem that names it and says how to provide it', async () => {
  const files = { 'broken/Dockerfile': 'FROM scratch\nCOPY nothing /' };
  await withImages(files, async ({ provide }) => {
    const problems = await provide(['nosuch/image:1', 'broken']);
    assert.is(problems.length, 2);
    assert.match(problems[0]?.message ?? '', /^the engine has no image nosuch\/image:1,.*\(pull: (?!\(HTTP)/);
    assert.match(problems[0]?.hint ?? '', /--images.*nosuch\/image\/Dockerfile/);
    assert.match(problems[1]?.message ?? '', /broken: .*nothing/);
  });
});

test('a prepare that fails is told by its last words', async () => {
  const files = {
    'made/Dockerfile': 'FROM scratch',
    'made/prepare': '#!/bin/sh\necho no flour >&2\nexit 1\n',
  };
  await withImages(files, async ({ provide, images }) => {
    await chmod(join(images, 'made/prepare'), 0o755);
    const [problem] = await provide(['made']);
    assert.match(problem?.message ?? '', /no flour/);
  });
});

interface Setting {
  readonly engine: TestEngine;
  /** The folder of `--images`. */
  readonly images: string;
  readonly provide: (
    references: readonly string[],
    more?: {
      endpoint?: TestEngine['endpoint'];
      images?: string;
      contexts?: Record<string, string>;
      env?: NodeJS.ProcessEnv;
    },
  ) => Promise<Problem[]>;
}

async function withImages(
  files: Readonly<Record<string, string>>,
  use: (setting: Setting) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'labproof-images-'));
  const images = join(directory, 'images');
  try {
    await mkdir(images);
    for (const [name, content] of Object.entries(files)) {
      await mkdir(join(images, name, '..'), { recursive: true });
      await writeFile(join(images, name), content);
    }
    await withEngine(
      async (engine) => {
        const provide: Setting['provide'] = (references, more = {}) =>
          provideImages({
            endpoint: engine.endpoint,
            references,
            images,
            contexts: {},
            cacheDirectory: join(directory, 'cache'),
            env: { DOCKER_HOST: engine.dockerHost },
            ...more,
          });
        await use({ engine, images, provide });
      },
      { images: [] },
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function docker({ env }: TestEngine, command: string): Promise<string> {
  return (await execa('docker', command.split(' '), { env, extendEnv: false })).stdout;
}

async function tags(engine: TestEngine): Promise<readonly string[]> {
  return (await docker(engine, 'images --format {{.Repository}}:{{.Tag}}')).split('\n').sort();
}

test.run();
