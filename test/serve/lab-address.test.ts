import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labAddress } from '../../src/serve/lab-address.ts';

test('what a lab serves on this machine is opened under another name than the page', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    for (const page of ['127.0.0.1', 'localhost', '[::1]']) {
      const { hostname, port, pathname } = new URL(labAddress(`http://${host}:8080/a?b`, page));
      assert.is.not(hostname, page);
      assert.is(port, '8080');
      assert.is(pathname, '/a');
    }
  }
});

test('other addresses are left as they are', () => {
  for (const address of ['https://docs.example/a', 'http://192.0.2.7:8080/', 'not an address'])
    assert.is(labAddress(address, '127.0.0.1'), address);
});

test.run();
