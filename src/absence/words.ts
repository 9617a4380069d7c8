import type { Rule } from './rule.ts';
import { before, blocked, leftOut, verbsOf } from './story.ts';

/** Something that the docker command line keeps by name and that a verb of it makes. */
export const contextAbsent =
  (verb: string, what: string): Rule =>
  ({ name }, asked) => {
    const makes = (planned: Parameters<typeof verbsOf>[0]): boolean =>
      verbsOf(planned).includes(verb) && planned.command.script.includes(name);
    const lost = leftOut(asked, asked.self, makes);
    if (lost) return { skip: blocked(lost, `${what} ${name}`, asked) };
    if (before(asked, asked.self).some(makes)) return undefined;
    return {
      skip: {
        reason: 'precondition',
        message: `there is no ${what} ${name}, and no command of the document makes one`,
        hint: `docker ${verb} ${name} in a command marked <!-- labproof: setup -->`,
      },
    };
  };

export const variableAbsent: Rule = ({ name }) => ({
  skip: {
    reason: 'placeholder',
    message: `nothing gives variable ${name} a value`,
    hint: `--env ${name}=VALUE`,
  },
});
