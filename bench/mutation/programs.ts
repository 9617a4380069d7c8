import type { Scenario } from './scenarios.ts';

/** A file that a command writes. */
const file = (name: string, text: string): string => `cat > ${name} <<'EOF'\n${text}\nEOF`;

const API = `const http = require('http');
const pears = [{ id: 1, name: 'conference', ripe: true, weight: 0.18 }, { id: 2, name: 'williams', ripe: false, weight: 0.21 }];
http.createServer((request, response) => {
  const send = (status, body) => { response.writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': require('crypto').randomUUID() }); response.end(JSON.stringify(body)); };
  if (request.url === '/status') send(200, { status: 'up', mode: 'development', uptime: process.uptime(), pid: process.pid });
  else if (request.url === '/pears') send(200, pears);
  else if (request.method === 'POST') send(201, { created: true, at: new Date().toISOString() });
  else send(404, { error: 'no such fruit', path: request.url });
}).listen(18461, () => console.log('orchard listens on port 18461 in development mode'));`;

/** A command that asks the server above. */
const ask = (...asks: readonly string[]): string =>
  `node api.js > api.log & server=$!; sleep 0.7; ${asks.join('; echo; ')}; kill $server`;

const TESTS = `const { test } = require('node:test');
const assert = require('node:assert');
test('adds', () => assert.equal(1 + 1, 2));
test('finds the ripe ones', async () => { await new Promise((done) => setTimeout(done, 12)); });
test('weighs', { skip: 'no scales' }, () => {});
test('counts', () => assert.equal([1, 2].length, 3));`;

const PYTEST = `def test_adds():
    assert 1 + 1 == 2

def test_counts():
    basket = ["pear", "plum"]
    assert len(basket) == 3`;

const REPORT = `import math
harvest = {"pears": 12, "plums": 7.5, "figs": 0}
print("Harvest of 2024")
for name, crates in harvest.items():
    print(f"{name:<8}{crates:>6}  {'yes' if crates else 'no'}")
print("total", sum(harvest.values()), "ratio", round(math.pi, 2))`;

/**
 * Commands of programs other than docker, each scenario in a folder of its own. They need git, node,
 * npm, python3 with pytest, curl, sqlite3, jq, openssl, make, and a PostgreSQL that PGHOST names.
 */
export const programs: readonly Scenario[] = [
  {
    name: 'node',
    commands: [
      file('api.js', API),
      ask('curl -s localhost:18461/status', 'curl -s localhost:18461/pears'),
      ask('curl -s localhost:18461/pears | jq .', 'curl -s localhost:18461/fig | jq .'),
      ask('curl -i -s localhost:18461/pears'),
      ask('curl -s -X POST localhost:18461/pears'),
      ask("curl -s -o /dev/null -w '%{http_code} %{content_type}\\n' localhost:18461/fig"),
      'cat api.log',
      'curl -s -S localhost:18462/status',
      'curl -s -S http://nowhere.invalid/',
      "node -p '22 / 7'",
      'node -e \'console.log({ pears: 3, ripe: [true, false], name: "williams" })\'',
      'node -e \'console.table([{ fruit: "pear", crates: 3 }, { fruit: "plum", crates: 11 }])\'',
      'node -e \'throw new TypeError("the basket is empty")\'',
      "node -e 'console.log(new Date(0).toISOString(), new Date().toString())'",
      'node missing.js',
      file('fruit.test.js', TESTS),
      'node --test --test-reporter=tap fruit.test.js',
      'node --test --test-reporter=spec fruit.test.js',
    ],
  },
  {
    name: 'npm',
    commands: [
      file(
        'package.json',
        '{ "name": "orchard", "version": "1.4.2", "license": "MIT", "scripts": { "start": "node -e \\"console.log(42)\\"", "test": "echo no tests yet && exit 1" } }',
      ),
      'npm run start',
      'npm test',
      'npm pkg get name version',
      'npm run',
      'npm ls',
      'npm run prune-trees',
      'npm config get fund --fund=false',
    ],
  },
  {
    name: 'git',
    commands: [
      'git init -q -b main . && git config user.name Ada && git config user.email ada@orchard.example && git config commit.gpgsign false',
      'git status',
      "printf 'pear\\nplum\\n' > fruit.txt && git add fruit.txt && git status --short",
      'git commit -m "Plant two trees"',
      "printf 'pear\\nplum\\nfig\\n' > fruit.txt && git diff",
      'git commit -am "Plant a fig"',
      'git log',
      'git log --oneline',
      'git log --format="%h %an %s"',
      'git rev-parse HEAD',
      'git show --stat HEAD',
      'git branch harvest && git branch -v',
      'git checkout harvest',
      'git tag -a v1.0 -m first && git describe',
      'git switch nowhere',
      'git reflog',
      'git cat-file -p HEAD',
      'git merge main',
    ],
  },
  {
    name: 'python',
    commands: [
      file('report.py', REPORT),
      'python3 report.py',
      file('test_basket.py', PYTEST),
      'python3 -m pytest -q -p no:cacheprovider test_basket.py',
      'python3 -m pytest -v -p no:cacheprovider test_basket.py',
      'python3 -c "import this_is_not_there"',
      "python3 -c \"print({'pears': 3}['plums'])\"",
      'echo \'{"ripe": true, "crates": 12, "names": ["a", "b"]}\' | python3 -m json.tool',
      'python3 -c "import time; print(time.strftime(\'%A, %d %B %Y\'), time.perf_counter() > 0)"',
      "python3 -c 'import statistics as s; print(s.mean([1, 2, 4]), s.median([3, 1, 2]))'",
      "python3 -c 'import uuid, secrets; print(uuid.uuid4()); print(len(secrets.token_hex(8)))'",
      'python3 -m unittest -v test_nothing',
      'python3 nowhere.py',
    ],
  },
  {
    name: 'databases',
    commands: [
      "sqlite3 fruit.db \"create table fruit (id integer primary key, name text, crates real); insert into fruit values (1, 'pear', 3), (2, 'plum', 2.5), (3, 'fig', null);\"",
      'sqlite3 -box fruit.db "select * from fruit"',
      'sqlite3 -table fruit.db "select name, crates from fruit order by crates"',
      'sqlite3 -header -column fruit.db "select * from fruit"',
      'sqlite3 -json fruit.db "select * from fruit"',
      'sqlite3 -csv fruit.db "select * from fruit"',
      'sqlite3 fruit.db .schema',
      'sqlite3 fruit.db "select count(*), sum(crates) from fruit"',
      'sqlite3 fruit.db "select * from vegetables"',
      "psql -q -c 'drop table if exists tree' 2> /dev/null",
      "psql -c 'create table tree (id serial primary key, kind varchar(20) not null, height numeric, planted date)'",
      "psql -c \"insert into tree (kind, height, planted) values ('oak', 12.5, '2001-04-01'), ('elm', 7.25, null)\"",
      "psql -c 'select * from tree'",
      "psql -c '\\d tree'",
      "psql -x -c 'select kind, height from tree where id = 1'",
      "psql -t -c 'select count(*) from tree'",
      "psql -c 'select avg(height), max(kind) from tree'",
      "psql -c 'explain select * from tree where id = 2'",
      "psql -c 'select * from shrub'",
      "psql -c 'select now() > to_timestamp(0) as later, version() is not null as ok'",
      "psql -c 'update tree set height = 13 where id = 1'",
    ],
  },
  {
    name: 'files',
    commands: [
      "mkdir -p crate/small && printf 'pear 3\\nplum 12\\nfig 7\\n' > crate/list.txt && touch crate/small/empty && chmod 600 crate/list.txt && ln -s list.txt crate/link",
      'ls -l crate',
      'ls -laR crate',
      'wc crate/list.txt',
      'cat crate/list.txt | sort -k2 -n',
      "grep -n 'p' crate/list.txt",
      'du -ab crate/list.txt',
      'find crate -type f | sort',
      'stat crate/list.txt',
      'stat -c "%A %s %n" crate/list.txt',
      'tree crate',
      'sha256sum crate/list.txt',
      'md5sum crate/list.txt',
      'tar cf crate.tar crate && tar tvf crate.tar',
      "awk '{ sum += $2 } END { print NR, sum, sum / NR }' crate/list.txt",
      'head -n 1 crate/nowhere.txt',
      'cat crate',
      'diff crate/list.txt /dev/null',
      'file crate/list.txt',
      file('Makefile', 'all: jam\njam:\n\t@echo cooking 3 jars\n\tfalse'),
      'make',
      'openssl x509 -noout -subject -dates -in <(openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=orchard -days 30 2>/dev/null)',
      'pwd',
      'mktemp',
    ],
  },
  {
    name: 'network',
    commands: [
      'ping -c 2 127.0.0.1',
      'ping -c 1 -W 1 192.0.2.77',
      'ip addr show lo',
      'ip -br link show lo',
      'ifconfig lo',
      'python3 -c \'import http.server,threading,urllib.request as u; s=http.server.HTTPServer(("127.0.0.1",18463),http.server.SimpleHTTPRequestHandler); threading.Thread(target=s.serve_forever,daemon=True).start(); print(u.urlopen("http://127.0.0.1:18463/").status)\'',
      'getent hosts localhost',
      'node -e \'const s = require("net").createServer().listen(0, () => { console.log(s.address()); s.close(); })\'',
    ],
  },
];

/** Commands that measure the machine and the moment, which state no fact of a lab. */
export const measurements: readonly Scenario[] = [
  {
    name: 'machine',
    commands: [
      'ps -o pid,ppid,comm -p $$',
      'top -b -n 1 -p $$',
      'free -m',
      'free -h',
      'df -h /',
      'uptime',
      'uname -a',
      'vmstat',
      'date',
      'nproc',
      'whoami',
      'id',
      'time true',
      'cat /proc/loadavg',
      'cat /proc/meminfo | head -3',
    ],
  },
];
