/** CI systems that `init` writes a job for. */
export const CI_SYSTEMS = ['github', 'gitlab', 'none'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

export interface Wishes {
  readonly ci: CiSystem;
  /** Whether the first lab uses Docker. */
  readonly docker: boolean;
}

/** The files that a project begins with, by their paths. */
export function initialFiles({ ci, docker }: Wishes): Readonly<Record<string, string>> {
  return {
    'labproof.config.json': CONFIG,
    [docker ? 'labs/first-network.md' : 'labs/first-words.md']: docker ? NETWORK_LAB : WORDS_LAB,
    ...(ci === 'github' ? { '.github/workflows/labs.yml': GITHUB } : {}),
    ...(ci === 'gitlab' ? { '.gitlab-ci.yml': GITLAB } : {}),
  };
}

const CONFIG = `{
  "$schema": "./node_modules/labproof/src/cli/config.schema.json",
  "run": { "files": ["labs"] },
  "lint": { "files": ["labs"] }
}
`;

const WORDS_LAB = `# Count words

1. Make a file

   \`\`\`console
   $ printf 'one\\ntwo\\n' > words.txt
   \`\`\`

2. Count its lines

   \`\`\`console
   $ wc -l words.txt
   2 words.txt
   \`\`\`

3. Remove it

   \`\`\`console
   $ rm words.txt
   \`\`\`
`;

const NETWORK_LAB = `# Make a network

1. Create a network with a subnet of its own

   \`\`\`console
   $ docker network create --subnet 198.51.100.0/24 first-network
   4f3c2a9bd1e75ab2c0c3f24fb1f1b0b0f2a0e9b7a2a55d0d4f0c8d9e7f6a5b4c
   \`\`\`

2. Docker lists it

   \`\`\`console
   $ docker network ls --filter name=first-network
   NETWORK ID     NAME            DRIVER    SCOPE
   4f3c2a9bd1e7   first-network   bridge    local
   \`\`\`

3. Remove it

   \`\`\`console
   $ docker network rm first-network
   first-network
   \`\`\`
`;

const GITHUB = `name: labs
on: [push, pull_request]
jobs:
  labs:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npx labproof lint
      - run: npx labproof run --reporter list --reporter github
`;

const GITLAB = `labs:
  image: node:22
  services: [docker:dind]
  variables:
    DOCKER_HOST: tcp://docker:2375
    DOCKER_TLS_CERTDIR: ""
    TMPDIR: $CI_PROJECT_DIR
  before_script:
    - apt-get update -qq && apt-get install -y -qq --no-install-recommends docker.io
    - npm ci
  script:
    - npx labproof lint
    - npx labproof run --reporter list --reporter junit=labs.xml
  artifacts:
    when: always
    reports:
      junit: labs.xml
`;
