import type { CreatedContainer, CreatedNetwork } from '../../command/objects.ts';
import { parseReference } from '../../text/image-reference.ts';
import type { LintDocument } from '../document.ts';
import type { Found, Rule } from '../finding.ts';
import { DYNAMIC, type Life } from '../lives.ts';
import { placeOf } from '../source.ts';
import { isElsewhere, type ShownAt, showsError } from '../story.ts';

export const unlikeMade = {
  level: 'error',
  summary: 'an output that shows an object otherwise than a command or another output of the document',
  check: (document) =>
    document.story.severalMachines ? [] : [...rowsUnlike(document), ...rowsUnlikeOthers(document)],
} satisfies Rule;

/** What a row shows, and what the command that makes the object asks for. */
interface Unlike {
  readonly shown: string;
  readonly asked: string;
}

function rowsUnlike({ story, strangers, plan, source }: LintDocument): readonly Found[] {
  return story.shown.flatMap((row): readonly Found[] => {
    const planned = plan.commands[row.command]!;
    const life = lifeOf(row, { story, strangers });
    if (!life || isElsewhere(planned) || showsError(planned)) return [];
    return unlike(row, life).map(({ shown, asked }) => {
      const { line, column } = placeOf(source, { line: row.cellsLine ?? row.line }, shown);
      return {
        line,
        column,
        message: `${row.kind} ${row.name} is shown with ${shown}; line ${life.line} makes it with ${asked}`,
        hint: 'take the output from a run of that command',
      };
    });
  });
}

/** Rows of one container, by its ID, with two commands or images: neither ever changes. */
function rowsUnlikeOthers({ story, plan, source }: LintDocument): readonly Found[] {
  const first = new Map<string, ShownAt>();
  const found: Found[] = [];
  for (const row of story.shown) {
    if (row.kind !== 'container' || row.id === '' || !row.cells || isElsewhere(plan.commands[row.command]!))
      continue;
    const key = row.id.slice(0, 12);
    const other = first.get(key);
    if (!other) {
      first.set(key, row);
      continue;
    }
    const shown = row.cells.get('COMMAND') ?? '';
    const before = other.cells?.get('COMMAND') ?? '';
    if (isOneCommand(shown, before)) continue;
    const { line, column } = placeOf(source, { line: row.line }, shown);
    found.push({
      line,
      column,
      message: `container ${key} is shown with command ${shown}; line ${other.line} shows it with ${before}`,
      hint: 'take both outputs from one run',
    });
  }
  return found;
}

/** Whether two cells may show one command; both may be cut, and lists of old engines cut without a mark. */
function isOneCommand(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replace(/^"|(?:\.{2,}|…)?"?$/g, '').trimEnd());
  return a === '' || b === '' || a!.startsWith(b!) || b!.startsWith(a!);
}

/** The one object of the document that the row is of. */
function lifeOf(
  { kind, name, command }: ShownAt,
  { story, strangers }: Pick<LintDocument, 'story' | 'strangers'>,
): Life | undefined {
  const life = story.lives.at(kind, strangers.resolve(kind, name), command);
  if (!life?.certain || life.from === command) return undefined;
  // Of two that had the name, either may be meant.
  return story.lives.ever(kind, life.name).length === 1 ? life : undefined;
}

function unlike({ cells }: ShownAt, { object }: Life): readonly Unlike[] {
  if (!cells) return [];
  if (object.kind === 'container') return [...imageUnlike(cells, object), ...portsUnlike(cells, object)];
  return object.kind === 'network' ? driverUnlike(cells, object) : [];
}

type Cells = NonNullable<ShownAt['cells']>;

function imageUnlike(cells: Cells, { image }: CreatedContainer): readonly Unlike[] {
  const shown = cells.get('IMAGE') ?? '';
  // An image that lost its tag is shown by its ID, a long name may be cut.
  if (!IMAGE.test(shown) || DYNAMIC.test(image) || HEX.test(shown) || HEX.test(image)) return [];
  const same = plain(shown) === plain(image) || repository(shown).endsWith(`/${repository(image)}`);
  return same ? [] : [{ shown: `image ${shown}`, asked: image }];
}

const IMAGE = /^[a-z0-9](?:[\w./:-]*\w)?$/;
const HEX = /^[0-9a-f]{6,64}$/;
/** A list shows the tag that is given with a digest, and else `latest`. */
const plain = (image: string): string => {
  const { name, tag } = parseReference(image);
  return `${name}:${tag || 'latest'}`;
};

/** A registry in front of it is another name of the same. */
const repository = (image: string): string => parseReference(image).name;

/** Ports of the host that lead to one of the container, where the command names another for it. */
function portsUnlike(cells: Cells, { ports, options }: CreatedContainer): readonly Unlike[] {
  if (options.has('publish-all') || (options.get('publish') ?? []).some((port) => !PUBLISHED.test(port)))
    return [];
  return [...(cells.get('PORTS') ?? '').matchAll(MAPPING)].slice(0, 1).flatMap((match) => {
    const [text, host, container] = match;
    const own = ports.filter(({ containerPort }) => containerPort === Number(container));
    if (own.some(({ hostPort }) => hostPort === undefined || hostPort === Number(host))) return [];
    const asked = own[0] ? `${own[0].hostPort}->${container}` : `no port ${container} published`;
    return [{ shown: text, asked }];
  });
}

/** One port, not a range or the value of a variable. */
const PUBLISHED = /^(?:[\d.]+:)?(?:\d+:)?\d+(?:\/\w+)?$/;
const MAPPING = /(\d{1,5})->(\d{1,5})(?:\/\w+)?/g;

function driverUnlike(cells: Cells, { driver }: CreatedNetwork): readonly Unlike[] {
  const shown = cells.get('DRIVER') ?? '';
  if (!/^[a-z][\w.:/-]*$/.test(shown) || DYNAMIC.test(driver) || driver.includes('/')) return [];
  return shown === driver ? [] : [{ shown: `driver ${shown}`, asked: driver }];
}
