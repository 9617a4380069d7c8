import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../../src/match/correspondence.ts';
import { made, match, verdict } from '../support.ts';

const PS = `CONTAINER ID        IMAGE               COMMAND             CREATED             STATUS              PORTS               NAMES
602dbf1edc81        alpine              "ash"               4 seconds ago       Up 3 seconds                            two
da33b7aa74b0        alpine              "ash"               17 seconds ago      Up 16 seconds                           one`;

const LIVE = `CONTAINER ID   IMAGE     COMMAND   CREATED          STATUS          PORTS     NAMES
0123456789ab   alpine    "ash"     2 minutes ago    Up 2 minutes              two
ba9876543210   alpine    "ash"     About an hour ago   Up About an hour             one`;

test('cells are compared by header, not by place', () => {
  assert.is(verdict(PS, LIVE, { makes: made('container', 'one', 'two') }), 'passed');
});

test('rows correspond in any order', () => {
  const [header, first, second] = LIVE.split('\n');
  assert.is(verdict(PS, [header, second, first].join('\n')), 'passed');
});

test('of rows that are alike but for what they run each is the one that runs it', () => {
  const live = LIVE.split('\n')[0]!.replace('COMMAND  ', 'COMMAND                  ');
  const row = (id: string, command: string, name: string): string =>
    `${id}   alpine    ${command.padEnd(24)}  2 minutes ago    Up 2 minutes              ${name}`;
  const twice = [
    live,
    row('0123456789ab', '"/bin/sh"', 'happy_euler'),
    row('1123456789ab', '"/bin/sh"', 'sleepy_turing'),
    row('2123456789ab', `"echo 'good day to al…"`, 'vibrant_noether'),
  ].join('\n');
  const document = `CONTAINER ID        IMAGE               COMMAND                  CREATED             STATUS              PORTS               NAMES
602dbf1edc81        alpine              "/bin/sh"                4 seconds ago       Up 3 seconds                            jolly_hopper
da33b7aa74b0        alpine              "echo 'good day to all"  17 seconds ago      Up 16 seconds                           quirky_curie`;
  assert.is(verdict(document, twice), 'passed');
  assert.is(verdict(document.replace('echo', 'exit'), twice), 'failed');
});

test('a documented row that is not live fails', () => {
  const { verdict: found, differences } = match(PS, LIVE.split('\n').slice(0, 2).join('\n'));
  assert.is(found, 'failed');
  assert.is(differences.length, 1);
  assert.is(differences[0]?.line, 103);
  assert.is(differences[0]?.cause, 'names one: no earlier command creates it');
});

test('a row whose name looks misspelt is explained by the name that the lab makes', () => {
  const live = LIVE.replace(' two', ' tow');
  const { differences } = match(PS, live, { makes: made('container', 'tow', 'one') });
  assert.is(differences[0]?.cause, 'line 102 says two; the lab makes container tow on line 9');
});

test('a table that its author set by hand is read by the places of its columns', () => {
  const document = `CONTAINER ID    IMAGE    COMMAND             CREATED  STATUS  NAMES
602dbf1edc81    alpine   "ash"               5 mins   Up      two
da33b7aa74b0    alpine   "ash"               2 hrs    Up      one`;
  assert.is(verdict(document, LIVE, { makes: made('container', 'one', 'two') }), 'passed');
  assert.is(verdict(document.replace('Up ', 'Exited'), LIVE), 'failed');
});

test('a state may be shown without its age, which says nothing of another state', () => {
  const live = LIVE.replace('Up 2 minutes', 'Exited (0) 4 minutes ago');
  const document = PS.replace('Up 3 seconds', 'Exited (0)  ');
  assert.is(verdict(document, live), 'passed');
  assert.is(verdict(document.replace('(0)', '(1)'), live), 'failed');
});

test('tasks are told by words where another machine name has moved the columns', () => {
  const live = `ID             NAME      IMAGE           NODE   DESIRED STATE   CURRENT STATE           ERROR   PORTS
q1mz7tk0flwp   nap.1     ubuntu:latest   host   Running         Running 9 seconds ago
x4mz7tk0flwp   nap.2     ubuntu:latest   host   Running         Running 9 seconds ago           `;
  const document = `ID            NAME   IMAGE          NODE      DESIRED STATE  CURRENT STATE          ERROR  PORTS
7k0flfh2wpt1  nap.1  ubuntu:latest  n1  Running        Running 9 minutes ago
wol6bzq7xf0v  nap.2  ubuntu:latest  n2  Running        Running about a minute ago`;
  const { verdict: found, differences } = match(document, live, { verb: 'service ps' });
  assert.is(found, 'drifted');
  assert.equal(
    differences.map(({ cause }) => cause),
    ['NODE is host, not n2'],
  );
  assert.is(verdict(document.replace('nap.2', 'nap.4'), live, { verb: 'service ps' }), 'failed');
});

test('only a row that the lab makes may still come to be listed', () => {
  const live = LIVE.split('\n').slice(0, 2).join('\n');
  assert.is(match(PS, live).differences[0]?.lasting, true);
  assert.is(match(PS, live, { makes: made('container', 'one') }).differences[0]?.lasting, undefined);
  assert.is(match(PS, live, { verb: 'stack ps' }).differences[0]?.lasting, undefined);
});

test('a live row counts only if the lab made it', () => {
  const document = PS.split('\n').slice(0, 2).join('\n');
  assert.is(verdict(document, LIVE), 'passed');
  assert.is(verdict(document, LIVE, { makes: made('container', 'one') }), 'drifted');
});

test('a header without rows states that the list is empty', () => {
  const [header = ''] = PS.split('\n');
  assert.is(verdict(header, LIVE), 'passed');
  assert.is(verdict(header, LIVE, { makes: made('container', 'one') }), 'drifted');
});

test('a name that a terminal wider than the header broke is whole again', () => {
  const document = PS.replace(' two', ' elegant_boyd').replace('boyd', 'bo\nyd');
  const live = LIVE.replace(' two', ' keen_hopper');
  assert.is(verdict(document, live, { makes: made('container', 'one') }), 'passed');
});

test('more live columns than documented ones pass, fewer drift', () => {
  const wide = 'NETWORK ID     NAME      DRIVER    SCOPE\n0123456789ab   front     bridge    local';
  const narrow =
    'NETWORK ID          NAME                DRIVER\nabcdefabcdef        front               bridge';
  assert.is(verdict(narrow, wide, { verb: 'network ls' }), 'passed');
  const { verdict: found, differences } = match(wide, narrow, { verb: 'network ls' });
  assert.is(found, 'drifted');
  assert.match(differences[0]?.cause ?? '', /SCOPE/);
});

test('a wrong driver fails, however alike the tables are', () => {
  const document =
    'NETWORK ID          NAME                DRIVER              SCOPE\na4a33de2232b        lan                 macvlan             local';
  const live = 'NETWORK ID     NAME      DRIVER    SCOPE\n0123456789ab   lan       bridge    local';
  const { verdict: found, differences } = match(document, live, { verb: 'network ls' });
  assert.is(found, 'failed');
  const [difference] = differences;
  const [mark] = difference?.marks.expected ?? [];
  assert.is(difference?.expected.slice(mark?.from, mark?.to), 'macvlan');
});

test('the exit status is literal, the age beside it is not', () => {
  const row = (status: string): string =>
    `CONTAINER ID   STATUS                       NAMES\n602dbf1edc81   ${status.padEnd(28)} one`;
  assert.is(verdict(row('Exited (137) 2 minutes ago'), row('Exited (137) 4 seconds ago')), 'passed');
  assert.is(verdict(row('Exited (137) 2 minutes ago'), row('Exited (0) 2 minutes ago')), 'failed');
  assert.is(verdict(row('Up 3 seconds (Paused)'), row('Up 3 seconds')), 'failed');
});

test('a health check that has not answered yet drifts, one that failed fails', () => {
  const row = (status: string): string =>
    `CONTAINER ID   STATUS                            NAMES\n602dbf1edc81   ${status.padEnd(33)} one`;
  assert.is(verdict(row('Up 3 seconds (healthy)'), row('Up 2 seconds (health: starting)')), 'drifted');
  assert.is(verdict(row('Up 3 seconds (healthy)'), row('Up 2 seconds (unhealthy)')), 'failed');
});

test('a header and rows that a narrow terminal broke are put together again', () => {
  const wrapped = `CONTAINER ID        IMAGE                    COMMAND             CREATED
             STATUS              PORTS               NAMES
e7310afe1c92        example/tools:v1.0       "sleep infinity"    2 minut
es ago       Up 2 minutes                            far
98adad911ecc        example/tools:v1.0       "sleep infinity"    4 minut
es ago       Up 4 minutes                            near`;
  const live = `CONTAINER ID   IMAGE                COMMAND            CREATED         STATUS         PORTS     NAMES
111111111111   example/tools:v1.0   "sleep infinity"   1 second ago    Up 1 second              far
222222222222   example/tools:v1.0   "sleep infinity"   2 seconds ago   Up 2 seconds             near`;
  assert.is(verdict(wrapped, live), 'passed');
  assert.is(verdict(wrapped, live.replace('near', 'nearer')), 'failed');
});

test('a row that does not keep to its columns is read by what fits', () => {
  const document = `CONTAINER ID        IMAGE               COMMAND             CREATED             STATUS              PORTS
          NAMES
0de5393c47ab        ubuntu:latest       "sleep infinity"    6 seconds ago       Up 4 seconds          eloquent_meninsky`;
  const live = `CONTAINER ID   IMAGE           COMMAND            CREATED        STATUS        PORTS     NAMES
0123456789ab   ubuntu:latest   "sleep infinity"   1 second ago   Up 1 second             brave_bell`;
  assert.is(verdict(document, live), 'passed');
});

test('columns squeezed to single blanks are read by what fits', () => {
  const squeezed = `CONTAINER ID IMAGE COMMAND CREATED STATUS PORTS NAMES
602dbf1edc81 alpine "ash" 4 seconds ago Up 3 seconds two
da33b7aa74b0 alpine "ash" 17 seconds ago Up 16 seconds one`;
  assert.is(verdict(squeezed, LIVE), 'passed');
  assert.is(verdict(squeezed.replace('"ash"', '"sh"'), LIVE), 'failed');
});

test('commands are cut in one way or the other', () => {
  const row = (command: string): string =>
    `CONTAINER ID   COMMAND                    NAMES\n602dbf1edc81   ${command.padEnd(26)} web`;
  assert.is(verdict(row(`"nginx -g 'daemon of…"`), row(`"nginx -g 'daemon off;'"`)), 'passed');
  assert.is(verdict(row(`"nginx -g 'daemon ..."`), row(`"nginx -g 'daemon of…"`)), 'passed');
  assert.is(verdict(row(`"nginx -g 'daemon of…"`), row(`"/docker-entrypoint.…"`)), 'failed');
});

test('a name the engine made up corresponds, a name of the lab is literal', () => {
  const row = (name: string): string => `CONTAINER ID   IMAGE    NAMES\n602dbf1edc81   nginx    ${name}`;
  const correspondence = new Correspondence();
  assert.is(verdict(row('vigorous_jang'), row('sleepy_curie'), { correspondence }), 'passed');
  assert.is(correspondence.liveOf('vigorous_jang'), 'sleepy_curie');
  assert.is(verdict(row('front_web'), row('sleepy_curie')), 'failed');
});

test('an image that was there before the lab may have one ID under several names', () => {
  const document = `REPOSITORY   TAG    IMAGE ID       CREATED       SIZE
alpine       3.5    f80194ae2e0c   7 months ago  4MB
alpine       3.9    5cb3aa00f899   2 weeks ago   5MB`;
  const live = `REPOSITORY   TAG    IMAGE ID       CREATED       SIZE
alpine       3.5    111111111111   1 hour ago    2MB
alpine       3.9    111111111111   1 hour ago    2MB`;
  assert.is(verdict(document, live, { verb: 'images' }), 'passed');
  const makes = made('image', 'alpine:3.5', 'alpine:3.9');
  assert.is(verdict(document, live, { verb: 'images', makes }), 'failed');
});

test('IDs of swarm objects correspond though only the column tells them', () => {
  const row = (id: string): string =>
    `ID             NAME      MODE         REPLICAS   IMAGE\n${id}   pinger    replicated   2/2        busybox:latest`;
  const correspondence = new Correspondence();
  assert.is(
    verdict(row('1ma5rgttzgio'), row('lenajgbj1o6r'), { correspondence, verb: 'service ls' }),
    'passed',
  );
  assert.is(
    verdict(row('zzzzrgttzgio'), row('lenajgbj1o6r'), { correspondence, verb: 'service ls' }),
    'failed',
  );
});

test('machines have other names elsewhere', () => {
  const row = (host: string): string =>
    `ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS\n${'q1'.repeat(12)}z *   ${host}      Ready     Active         Leader`;
  const correspondence = new Correspondence();
  assert.is(verdict(row('node1'), row('here1'), { correspondence, verb: 'node ls' }), 'passed');
  assert.is(verdict(row('node2'), row('here1'), { correspondence, verb: 'node ls' }), 'failed');
});

test('how many replicas are up is of the moment, how many there shall be is not', () => {
  const row = (replicas: string): string =>
    `ID             NAME      MODE         REPLICAS   IMAGE\n1ma5rgttzgio   pinger    replicated   ${replicas}        busybox:latest`;
  assert.is(verdict(row('2/2'), row('0/2'), { verb: 'service ls' }), 'drifted');
  assert.is(verdict(row('3/3'), row('2/2'), { verb: 'service ls' }), 'failed');
});

test('an elision among the rows stands for other rows', () => {
  const document = `${PS.split('\n').slice(0, 2).join('\n')}\n...`;
  assert.is(verdict(document, LIVE, { makes: made('container', 'one', 'two') }), 'passed');
});

test('instructions in the notations of two builders drift', () => {
  const document = `IMAGE          CREATED          CREATED BY                              SIZE      COMMENT
64f6cf7692c9   2 seconds ago    /bin/sh -c #(nop)  CMD ["echo"]         0B
<missing>      2 seconds ago    /bin/sh -c #(nop)  EXPOSE 8080          0B`;
  const live = `IMAGE          CREATED         CREATED BY             SIZE      COMMENT
17791dcf14eb   1 second ago    CMD ["echo"]           0B        buildkit.dockerfile.v0
<missing>      1 second ago    EXPOSE [8080/tcp]      0B        buildkit.dockerfile.v0`;
  assert.is(verdict(document, live, { verb: 'history' }), 'drifted');
  assert.is(verdict(document, live.replace('8080', '9090'), { verb: 'history' }), 'failed');
});

test('numbers of processes are of the moment, what runs is not', () => {
  const document = 'PID   USER     TIME  COMMAND\n    1 root      0:00 sleep 1000\n    7 root      0:00 ps';
  const live = 'PID   USER     TIME  COMMAND\n    1 root      0:00 sleep 1000\n   18 root      0:00 ps';
  assert.is(verdict(document, live, { verb: 'exec', program: 'ps' }), 'passed');
  assert.is(
    verdict(document, live.replace('sleep 1000', 'sleep 500'), { verb: 'exec', program: 'ps' }),
    'failed',
  );
});

test('the one column for containers of old statistics shows their IDs or names', () => {
  const live = `CONTAINER ID   NAME    CPU %     PIDS
59d227d36767   redis   0.15%     5`;
  const byName = `CONTAINER           CPU %               PIDS
redis               0.12%               4`;
  assert.is(verdict(byName, live, { verb: 'stats' }), 'drifted');
  assert.is(verdict(byName.replace('redis', 'other'), live, { verb: 'stats' }), 'failed');
  assert.is(verdict(byName.replace('redis       ', '1234567890ab'), live, { verb: 'stats' }), 'drifted');
});

test('a screen that is drawn again and again is compared once, when it is complete', () => {
  const screen = `CONTAINER ID   NAME    CPU %     PIDS
59d227d36767   redis   0.15%     5
`;
  const live = `${screen.replace('0.15%', '--')}${screen}${screen}`;
  assert.is(verdict(screen, live, { verb: 'stats', endless: true }), 'passed');
  assert.is(verdict(screen.replace('redis', 'other'), live, { verb: 'stats', endless: true }), 'failed');
});

const HISTORY = `IMAGE          CREATED         CREATED BY                              SIZE   COMMENT
9c9d2a9d9dcb   8 seconds ago   /bin/sh -c #(nop)  CMD ["cat" "/a"]     0B
5f0b9f4c1f5c   9 seconds ago   /bin/sh -c #(nop) WORKDIR /a            6B
`;

test('layers of the base image are of its version: fewer or more of them are drift', () => {
  const document = `${HISTORY}6d1ef012b567   3 months ago    /bin/sh -c #(nop)  CMD ["/bin/sh"]      0B
<missing>      3 months ago    /bin/sh -c #(nop) ADD file:aa17928040   4MB
`;
  const live = `${HISTORY}685f58c5c176   2 hours ago                                             2MB    Imported from -
`;
  assert.is(verdict(document, live, { verb: 'history' }), 'drifted');
  assert.is(verdict(document, live.replace('WORKDIR /a', 'WORKDIR /b'), { verb: 'history' }), 'failed');
  assert.is(verdict(document, document.replace('"/bin/sh"', '"/bin/ash"'), { verb: 'history' }), 'failed');
});

test('what a list cuts off leaves nothing open before the cut', () => {
  const list = (command: string): string =>
    `CONTAINER ID   COMMAND                  NAMES\na1b2c3d4e5f6   ${command.padEnd(22)}   web`;
  assert.is(verdict(list(`"nginx -g 'daemon of…"`), list(`"nginx -g 'daemon of…"`)), 'passed');
  assert.is(verdict(list(`"nginx -g 'daemon on…"`), list(`"nginx -g 'daemon of…"`)), 'failed');
});

test('an ID of hex digits is none of a swarm', () => {
  const list = (id: string): string => `REPOSITORY   TAG       IMAGE ID\nbusybox      latest    ${id}`;
  assert.is(verdict(list('f1626f29dh4e'), list('f1626f29de4e'), { verb: 'images' }), 'failed');
});

test('how many services a stack has is a fact', () => {
  const list = (count: number): string => `NAME      SERVICES\napp       ${count}`;
  assert.is(verdict(list(2), list(1), { verb: 'stack ls' }), 'failed');
});

test('an age must be one', () => {
  const list = (age: string): string => `NETWORKS   CREATED          NAMES\nfront      ${age}   web`;
  assert.is(verdict(list('2 weeks ago  '), list('14 seconds ago')), 'passed');
  assert.is(verdict(list('2 lemons ago '), list('14 seconds ago')), 'failed');
});

test('ages may be shortened and left out, in a row that does not keep its columns', () => {
  const document = `CONTAINER ID    IMAGE    COMMAND     CREATED  STATUS  NAMES
602dbf1edc81    alpine   "sleep infinity"    5 mins   Up      two`;
  const live = `CONTAINER ID   IMAGE     COMMAND            CREATED         STATUS         PORTS     NAMES
0123456789ab   alpine    "sleep infinity"   2 minutes ago   Up 2 minutes             two`;
  assert.is(verdict(document, live, { makes: made('container', 'two') }), 'passed');
  assert.is(verdict(document.replace('Up ', 'Up 1 second'), live), 'passed');
  assert.is(verdict(document.replace('Up ', 'Exited'), live), 'failed');
});

test('tables of the disk that is used state their rows', () => {
  const df = (name: string): string => `Local Volumes space usage:

VOLUME NAME   LINKS     SIZE
${name}          1         36B`;
  assert.is(verdict(df('plum'), df('pear'), { verb: 'system df' }), 'failed');
});

test('columns that the author left out are no columns', () => {
  const document = `CONTAINER ID  IMAGE   ...  CREATED      STATUS                   ...
602dbf1edc81  alpine  ...  21 min. ago  Exited (137) 3 min. ago  ...`;
  const live = `CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS                       PORTS     NAMES
0123456789ab   alpine    "ash"     2 minutes ago   Exited (137) 4 seconds ago             two`;
  assert.is(verdict(document, live), 'passed');
  assert.is(verdict(document.replace('alpine', 'ubuntu'), live), 'failed');
});

test('IDs of which the author shows the ends are left open', () => {
  const document = `ID                     NAME      CREATED          UPDATED
ftu76ghg...rj3wx3xcd   key       11 seconds ago   11 seconds ago`;
  const live = `ID                          NAME      DRIVER    CREATED         UPDATED
5pcg0ohdnrs0hdxr54kf4uccg   key                 2 seconds ago   2 seconds ago`;
  assert.is(verdict(document, live, { verb: 'secret ls' }), 'passed');
});

const NODES = `ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION
7k0flfh2wpt1q1mz7tk0flwpx *   box        Ready     Active         Leader           28.5.2`;

test('a header that the terminal broke in a word is one header', () => {
  const document = `ID                           HOSTNAME  STATUS  AVAILABILITY  MANAGER STA
TUS
q1w2e3r4t5y6u7i8o9p0a1s2d *  oak       Ready   Active        Leader`;
  assert.is(verdict(document, NODES, { verb: 'node ls' }), 'passed');
  assert.is(verdict(document.replace('Leader', 'Reachable'), NODES, { verb: 'node ls' }), 'failed');
});

test('an ID that is left out but for its ends stands for the row that fits', () => {
  const document = `ID                  HOSTNAME   STATUS  AVAILABILITY  MANAGER STATUS
kgw...0qcsq67rvu *  oak        Ready   Active        Leader`;
  assert.is(verdict(document, NODES, { verb: 'node ls' }), 'passed');
  assert.is(verdict(document.replace('Active', 'Drain '), NODES, { verb: 'node ls' }), 'failed');
});

test('ages without `ago` are ages, in any column', () => {
  const live = `REPOSITORY   TAG       IMAGE ID       CREATED         SIZE
pear         latest    0123456789ab   3 minutes ago   8.44MB`;
  const document = `REPOSITORY TAG IMAGE ID CREATED SIZE
pear latest fedcba987654 5 months 960 B`;
  assert.is(verdict(document, live, { verb: 'images' }), 'passed');
  assert.is(verdict(document.replace('pear latest', 'pear oldest'), live, { verb: 'images' }), 'failed');
  const tasks = (state: string): string =>
    `ID             NAME     IMAGE    NODE   DESIRED STATE   CURRENT STATE\n7k0flfh2wpt1   loaf.1   alpine   box    Running         ${state}`;
  assert.is(
    verdict(tasks('Running 8 mins..'), tasks('Running 3 seconds ago'), { verb: 'service ps' }),
    'passed',
  );
  assert.is(
    verdict(tasks('Shutdown 8 mins..'), tasks('Running 3 seconds ago'), { verb: 'service ps' }),
    'failed',
  );
});

test('prose in brackets stands for rows, an elision below a row is no part of it', () => {
  const live = `DRIVER    VOLUME NAME\nlocal     apple\nlocal     pear`;
  const around = { verb: 'volume ls', makes: made('volume', 'apple', 'pear') };
  const document = `DRIVER              VOLUME NAME\n[those of the chapter before]\nlocal               pear`;
  assert.is(verdict(document, live, around), 'passed');
  assert.is(verdict(document.replace('pear', 'plum'), live, around), 'failed');
  assert.is(verdict(`${PS.split('\n')[0]}\n<Snip>`, LIVE), 'passed');
  const row = `${LIVE.split('\n')[1]}`;
  assert.is(verdict(`${LIVE.split('\n')[0]}\n${row}\n<Snip>`, LIVE), 'passed');
});

test('a header with a slip of the pen is another form', () => {
  const heads = 'CONTAINER ID IMAGE COMMAND CREATED STATUS PORTS NAMES';
  assert.is(verdict(heads.replace('PORTS', 'PORT'), heads), 'drifted');
  assert.is(verdict(heads, heads), 'passed');
});

test('a column of another name or in another place is another form', () => {
  const live =
    'REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\napple        latest    0123456789ab   2 minutes ago    2MB';
  const old =
    'REPOSITORY   TAG       IMAGE ID       CREATED          VIRTUAL SIZE\napple        latest    fedcba987654   2 minutes ago    2MB';
  const { verdict: found, differences } = match(old, live, { verb: 'images' });
  assert.is(found, 'drifted');
  assert.is(differences[0]?.cause, 'the column VIRTUAL SIZE is SIZE now');
  assert.is(
    verdict('NAMES   IMAGE\nweb     nginx', 'IMAGE   NAMES\nnginx   web', {
      makes: made('container', 'web'),
    }),
    'drifted',
  );
});

test('whatever stands in the column of an ID is one', () => {
  const correspondence = new Correspondence();
  const live = `CONTAINER ID   IMAGE     PORTS
0123456789ab   nginx     0.0.0.0:32768->80/tcp, [::]:32768->80/tcp`;
  const document = 'CONTAINER ID   PORTS\nabc123456      0.0.0.0:49153->80/tcp';
  assert.is(verdict(document, live, { correspondence }), 'passed');
  assert.is(correspondence.rewrite('docker stop abc123456').script, 'docker stop 0123456789ab');
  assert.is(verdict('abc123456', '0123456789ab', { correspondence, verb: 'stop' }), 'passed');
  assert.is(verdict('abc123456', 'ba9876543210', { correspondence, verb: 'stop' }), 'failed');
  assert.is(verdict(document.replace('80/tcp', '81/tcp'), live), 'failed');
});

test('a container without a name has the one that the engine gives it, whatever the document shows', () => {
  const list = (id: string, name: string): string =>
    `CONTAINER ID   IMAGE    COMMAND       STATUS         NAMES\n${id}   alpine   "sleep 300"   Up 3 seconds   ${name}`;
  const correspondence = new Correspondence();
  const around = { correspondence, makes: made('container', '0123456789ab') };
  assert.is(
    verdict(list('fedcba987654', 'tracted_ardinghelli'), list('0123456789ab', 'sleepy_curie'), around),
    'passed',
  );
  assert.is(correspondence.rewrite('docker rm tracted_ardinghelli').script, 'docker rm sleepy_curie');
  assert.is(verdict('tracted_ardinghelli', 'sleepy_curie', { correspondence, verb: 'rm' }), 'passed');
  const named = { makes: made('container', 'my_web', '0123456789ab') };
  assert.is(verdict(list('fedcba987654', 'my_web'), list('0123456789ab', 'sleepy_curie'), named), 'failed');
});

test('a container that an earlier line shows is told to be gone', () => {
  const correspondence = new Correspondence();
  const list = (rows: string): string => `CONTAINER ID   IMAGE    NAMES\n${rows}`;
  verdict(list('fedcba987654   alpine   sleepy_boyd'), list('0123456789ab   alpine   happy_jang'), {
    correspondence,
  });
  const { differences } = match(list('fedcba987654   alpine   sleepy_boyd'), list(''), {
    correspondence,
    line: 200,
  });
  assert.match(differences[0]?.cause ?? '', /sleepy_boyd of line 102 is not listed/);
});

test('a name that slid below the empty ports is a name', () => {
  const header = 'CONTAINER ID   IMAGE    COMMAND   CREATED         STATUS         PORTS      NAMES';
  const slid = '602dbf1edc81   alpine   "ash"     4 seconds ago   Up 3 seconds   two';
  const live = '0123456789ab   alpine    "ash"     2 minutes ago   Up 2 minutes              two';
  const header28 = LIVE.split('\n')[0]!;
  const makes = made('container', 'two', 'one');
  assert.is(verdict(`${header}\n${slid}`, `${header28}\n${live}`, { makes }), 'passed');
  assert.is(verdict(`${header}\n${slid.replace('two', 'one')}`, `${header28}\n${live}`, { makes }), 'failed');
});

test('an image without a tag is the one with the tag that stands for none', () => {
  const services = (image: string): string =>
    `ID             NAME   MODE         REPLICAS   IMAGE   PORTS\nq1mz7tk0flwp   nap    replicated   1/1        ${image}`;
  const around = { verb: 'service ls' };
  assert.is(verdict(services('debian'), services('debian:latest'), around), 'drifted');
  assert.is(verdict(services('debian'), services('debian:12'), around), 'failed');
});

test('a command that a list cut is told as it is shown', () => {
  const list = (command: string) =>
    `CONTAINER ID   IMAGE     COMMAND                  NAMES\na97c6d6ab0d1   alpine    ${command.padEnd(22)}   web`;
  const causes = (document: string, live: string) =>
    match(list(document), list(live)).differences.map(({ cause }) => cause);
  assert.equal(causes('"/docker-entrypoint.…"', '"python other.py --y"'), [
    'COMMAND is "python other.py --y", not "/docker-entrypoint.…"',
  ]);
  assert.equal(causes('"/bin/sh"', '"python other.…"'), ['COMMAND is "python other.…", not "/bin/sh"']);
  assert.equal(causes('"/docker-entrypoint.…"', '"/docker-entrypoint.…"'), []);
});

test.run();
