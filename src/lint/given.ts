/**
 * Names that any part of the text gives to an object, also where it is no command of the lab: a
 * command in a sentence, a file that is shown, an example in another form.
 */
export function givenInText(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(NAMING)) names.add(name!);
  // What follows the verb: the name is the last word, but options may stand around it.
  for (const [, rest] of text.matchAll(CREATING))
    for (const word of rest!.split(/[\s`'"|;&]+/)) names.add(word);
  return names;
}

const NAMING =
  /(?:--name|--hostname|--network-alias|--alias|--container-name|container_name:|--tag|-t|rename \S{1,80})[ =]{1,4}["']?([\w][\w./:-]{0,127})/g;
const CREATING = /(?:network|volume|secret|config) create ((?:[^\n\\]|\\\n?){1,2000})/g;
