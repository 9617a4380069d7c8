/** Whether two references are of one image: without a tag, `latest` is meant. */
export const sameImage = (a: string, b: string): boolean => withoutLatest(a) === withoutLatest(b);

const withoutLatest = (reference: string): string => reference.replace(/:latest$/, '');
