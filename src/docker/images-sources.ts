import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fullReference, meantTag, parseReference } from '../text/image-reference.ts';

/** Where the images of labs are, beside engines and registries. */
export interface ImageFiles {
  /** `--images`: a tar that `docker save` made, or a folder with NAME/Dockerfile and NAME.tar. */
  readonly images?: string | undefined;
  /** Reference → folder of a build context. */
  readonly contexts: Readonly<Record<string, string>>;
}

/** The tar that may hold the image: `--images TAR` itself, or one of that name in `--images DIR`. */
export function tarOf({ images }: ImageFiles, reference: string): string | undefined {
  if (images === undefined || !existsSync(images)) return undefined;
  if (!statSync(images).isDirectory()) return images;
  return candidates(images, reference)
    .map((path) => `${path}.tar`)
    .find(existsSync);
}

/** The build context for an image: one for its tag goes before one for its name. */
export function contextOf({ images, contexts }: ImageFiles, reference: string): string | undefined {
  const inFolder = images === undefined ? [] : candidates(images, reference);
  const given = Object.entries(contexts).find(([key]) => fullReference(key) === reference)?.[1];
  return [...inFolder, ...(given === undefined ? [] : [given])].find((path) =>
    existsSync(resolve(path, 'Dockerfile')),
  );
}

function candidates(folder: string, reference: string): readonly string[] {
  const parts = parseReference(reference);
  return [`${parts.name}:${meantTag(parts)}`, parts.name].map((path) => resolve(folder, path));
}
