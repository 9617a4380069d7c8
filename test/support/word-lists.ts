/** The words of a text, parted by blanks or commas. */
export const words = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean);

/** The lines of a text without what sets them in. */
export const rows = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());
