import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefused } from '../../src/command/refused.ts';

for (const script of [
  'docker build -t pier',
  'docker image build --tag pier --no-cache',
  'docker build -t .',
  'docker cp page.html /srv/page.html',
  'sudo docker cp one:/a two:/b',
]) {
  test(`"${script}" is refused for its form`, () => {
    assert.ok(isRefused(script));
  });
}

for (const script of [
  'docker build -t pier .',
  'docker build --some-new-option pier',
  'docker build -t pier - < Dockerfile',
  'docker build --help',
  'docker build -t $NAME $FOLDER',
  'docker cp page.html one:/srv',
  'docker cp one:/srv/page.html .',
  'docker cp - /srv',
  'docker ps',
  'cp a b',
]) {
  test(`"${script}" is not refused for its form`, () => {
    assert.not.ok(isRefused(script));
  });
}

test.run();
