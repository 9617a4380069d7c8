/** A lab of some 6 kB with lists, transcripts, tables and a session; another for each seed. */
export function documentOf(seed: number): string {
  const sections = Array.from({ length: 8 + (seed % 5) }, (_, index) => section(`${seed}-${index}`, index));
  return `# Lab ${seed}\n\n${'What it is about, in a few words. '.repeat(6)}\n\n${sections.join('\n')}`;
}

function section(name: string, index: number): string {
  const table = Array.from(
    { length: 4 },
    (_, row) => `0a1b2c3d4e${row}f   net-${name}-${row}   bridge   local`,
  );
  return [
    `## Part ${index}`,
    '',
    `1. Create the network \`net-${name}\``,
    '```',
    `$ docker network create \\`,
    '  --driver bridge \\',
    `  net-${name}`,
    '```',
    '2. List it',
    '',
    '```',
    '$ docker network ls',
    'NETWORK ID     NAME   DRIVER   SCOPE',
    ...table,
    '```',
    '',
    'Then look into a container. '.repeat(4),
    '',
    '```',
    `docker run -it --name box-${name} alpine sh`,
    '```',
    '',
    '```',
    '/ # ip route',
    'default via 172.18.0.1 dev eth0',
    '/ # exit',
    '```',
    '',
  ].join('\n');
}
