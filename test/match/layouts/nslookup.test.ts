import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verdict } from '../support.ts';

const OLD = `Server:    127.0.0.11
Address 1: 127.0.0.11

Name:      db
Address 1: 172.18.0.2 base.secret`;

const NEW = `Server:\t\t127.0.0.11
Address:\t127.0.0.11:53

Non-authoritative answer:

Non-authoritative answer:
Name:\tdb
Address: 172.19.0.2
`;

const around = { verb: 'exec', program: 'nslookup db' };

test('what older and newer busybox say of one name is another form', () => {
  assert.is(verdict(OLD, NEW, around), 'drifted');
});

test('the same answer passes', () => {
  assert.is(verdict(NEW, NEW, around), 'passed');
  assert.is(verdict(NEW, NEW.replace('172.19.0.2', '172.20.0.3'), around), 'passed');
  assert.is(verdict(OLD, OLD.replace('172.18.0.2', '172.20.0.3'), around), 'passed');
});

test('another name, another server or a missing address fails', () => {
  assert.is(verdict(OLD.replace('db', 'web'), NEW, around), 'failed');
  assert.is(verdict(OLD.replaceAll('127.0.0.11', '8.8.8.8'), NEW, around), 'failed');
  assert.is(verdict(`${OLD}\nAddress 2: 172.18.0.9`, NEW, around), 'failed');
});

test("the server's port is a fact where both tell it", () => {
  const answer = (port: number): string =>
    `Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:${port}\n\nName:\tweb\nAddress: 172.18.0.2`;
  assert.is(verdict(answer(53), answer(53), { verb: 'exec', program: 'nslookup web' }), 'passed');
  assert.is(verdict(answer(54), answer(53), { verb: 'exec', program: 'nslookup web' }), 'failed');
});

test.run();
