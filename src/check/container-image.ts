import { sameImage } from '../text/image-reference.ts';
import { type CheckKind, ofContainer, passedIf } from './check.ts';

/** By the reference it was run with; a digest or an ID says nothing of a name. */
export const containerImage: CheckKind = {
  form: 'container NAME is of image IMAGE',
  pattern: /^container (\S+) is of (?:image )?(\S+)$/i,
  deadlineMs: 0,
  verify: ([name = '', image = ''], engine) =>
    ofContainer(engine, name, (container) =>
      passedIf(
        sameImage(container.image, image) || /^(?:sha256:)?[0-9a-f]{12,64}$/.test(container.image),
        `its image is ${container.image}`,
      ),
    ),
};
