/**
 * How docker's programs begin an error, also in front of a pipe whose exit status is another's; and
 * the help of all that stands for that of a verb which is not there. Source: docker/cli 20.10 to 28.
 */
const DOCKER_ERROR =
  /^(?:(?:docker: |\S+: )?Error response from daemon: |Error: No such |error: no such object: |OCI runtime \w+ failed: |unknown (?:shorthand )?flag: |(?:docker: )?['"]docker [\w -]{1,40}['"] (?:requires|accepts) |docker: (?:unknown command: |'[\w-]+' is not a docker command)|(?:no such service: |service "[^"]+" is not running)|Cannot connect to the Docker daemon at |Usage: {1,2}docker \[OPTIONS\] COMMAND).*$/m;

/** The first line that is an error of docker's own, if there is one. */
export const dockerErrorIn = (output: string): string | undefined => DOCKER_ERROR.exec(output)?.[0];
