/**
 * Lines that tell how far a command has come or advise the user, and nothing about its result. They
 * differ with caches, terminals and versions, so both texts are compared without them.
 */
export function isNoise(text: string): boolean {
  const line = text.trim();
  return line !== '' && NOISE.test(line);
}

export const NOISE_PATTERNS: readonly RegExp[] = [
  // Pulling and pushing images.
  /^Unable to find image '[^']*' locally$/,
  /^[\w./:-]{1,128}: Pulling from [\w./-]+$/,
  /^Using default tag: \S+$/,
  /^[0-9a-f]{10,64}: (?:Pull|Already exists|Download|Extract|Loading layer|Wait|Verifying|Pushed|Pushing|Preparing|Layer already|Mounted|Retrying)/,
  /^Digest: ?sha256:[0-9a-f]{8,64}(?:\.{2,3}|…)?$/,
  /^Status: ?(?:Downloaded newer image|Image is up to date|Downloaded image) /,
  /^docker\.io\/[\w./:@-]+$/,
  /^Pulling (?:[\w.-]+ \(|repository |fs layer|image)/,
  /^(?:Trying to pull|Getting image source signatures|Copying (?:blob|config) )/,
  // Compose and BuildKit progress.
  /^\[\+\] (?:[Rr]unning|[Bb]uilding|[Pp]ulling|[Cc]reating|[Ss]topping|up|down|build)\b/,
  /^(?:[✔✓⠿✘⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] )?(?:Container|Network|Volume|Image|Service) \S+ {1,20}(?:Creat|Start|Stop|Remov|Recreat|Running|Built|Building|Pull|Wait|Healthy|Error|Kill)\w*/,
  /^(?:[✔✓⠿✘] )\S+ (?:Pulled|Pulling|Built|Building|Skipped)/,
  /^(?:Creating|Starting|Stopping|Removing|Recreating|Restarting|Killing|Pausing|Unpausing) \S+ {0,20}\.\.\.(?: {0,8}\w+)?$/,
  /^Removing image [\w./:-]{1,200}$/,
  /^(?:Creating|Removing) (?:network|volume) "?[\w.-]+"?(?: with .*)?$/,
  /^(?:Building|Attaching to) \S+(?:, \S+)*$/,
  /^=> /,
  /^#\d+ (?:\[|sha256:|exporting|DONE|CACHED|transferring|naming|writing|extracting|resolve|\d+\.\d+ )/,
  // The classic builder.
  /^Sending build context to Docker daemon/,
  /^Step \d+(?:\/\d+)? : /,
  /^---> (?:Running in )?[0-9a-f]{12}$/,
  /^---> (?:Using cache|\[Warning\])/,
  /^Removing intermediate container [0-9a-f]{12}$/,
  /^(?:DEPRECATED: The legacy builder|Install the buildx component|BuildKit is (?:enabled|currently disabled)|environment-variable\.$)/,
  /^https:\/\/docs\.docker\.com\/go\/buildx\/?$/,
  // Services as they come up, and a registry that cannot be asked.
  /^overall progress: (?:rolling back update: )?\d/,
  /^rollback: (?:manually requested|update) rollback/,
  /^(?:\d+\/\d+|[0-9a-z]{12}):(?: (?:new|pending|assigned|accepted|preparing|ready|starting|running|complete)? *(?:\[[=> ]*\])?)?$/,
  /^verify: (?:Service|Waiting)/,
  /^image \S+ could not be accessed on a registry to record$/,
  /^its digest\. Each node will access \S+ independently,$/,
  /^possibly leading to different nodes running different$/,
  /^versions of the image\.$/,
  // curl's meter, which it shows only beside a redirected output, and what docker tells only a terminal.
  /^\d{1,3} +[\d.]+[kMGTP]? +\d{1,3} +[\d.]+[kMGTP]? +\d{1,3} +[\d.]+[kMGTP]? +[\d.]+[kMGTP]? +[\d.]+[kMGTP]? +[-\d]+:[-\d]+:[-\d]+ +[-\d]+:[-\d]+:[-\d]+ +[-\d]+:[-\d]+:[-\d]+ +[\d.]+[kMGTP]?$/,
  /^(?:Successfully copied|Preparing to copy|Copying (?:from|to) container)\b/,
  // What an interactive shell says of a job that it has begun, and git's advice.
  /^\[\d{1,3}\] \d{2,7}$/,
  /^hint:(?: |$)/,
  // Warnings about the machine and advice.
  /^WARNING: (?:No (?:swap|memory|cpu|blkio|kernel|oom)|IPv4 forwarding|bridge-nf|The requested image's platform|API is accessible|Your kernel)/,
  /^(?:What's next|What's Next\?|View build details|View a summary of image vulnerabilities|Learn more about)/,
  /^Use 'docker (?:scan|scout)/,
  /^time="[^"]*" level=(?:warning|info) msg=/,
  /^(?:WARN|INFO)\[\d{4}\] /,
  /^WARNING: The scale command is deprecated\b/,
  /^(?:See|Run) '?docker[\w -]* --help'?/,
  /^exit status \d+$/,
  // What curl tells of its progress where its output is no terminal.
  /^% Total {1,8}% Received/,
  /^Dload {1,8}Upload/,
  // Keys as the terminal echoes them.
  /^(?:\^[A-Z\\])+$/,
];

/** One pass over a line instead of one per pattern. */
const NOISE = new RegExp(NOISE_PATTERNS.map(({ source }) => `(?:${source})`).join('|'));
