import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { planLab } from '../../src/plan/plan.ts';
import { projectFolder } from '../../src/run/project-folder.ts';

const folder = (transcript: string): string | undefined =>
  projectFolder(planLab(parseLab('lab.md', `\`\`\`console\n${transcript}\n\`\`\`\n`)));

test('the folder is called as what Compose made is called after', () => {
  assert.is(folder('$ docker compose up -d\n ✔ Network my-shop_default  Created'), 'my-shop');
  assert.is(folder('$ docker compose up -d\n ✔ Container shop-web-1  Started'), 'shop');
  assert.is(
    folder('$ docker-compose up -d\nCreating network "shop_default" with the default driver'),
    'shop',
  );
  assert.is(folder('$ docker-compose up -d\nCreating shop_web_1 ... done'), 'shop');
  assert.is(
    folder(
      '$ docker compose ps\nNAME         IMAGE   SERVICE\nshop-web-1   nginx   web\nshop-db-1    redis   db',
    ),
    'shop',
  );
});

test('outputs that tell of no project, of several, or of other programs tell of no folder', () => {
  assert.is(folder('$ docker compose up -d\n[+] Running 2/2'), undefined);
  assert.is(
    folder('$ docker compose ls\nx\n$ docker compose ps\nshop-web-1   nginx   web\nyard-web-1   nginx   web'),
    undefined,
  );
  assert.is(folder('$ docker network ls\nnetwork shop_default'), undefined);
});

test.run();
