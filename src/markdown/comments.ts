/**
 * A line that is a comment to labproof in the form of MDX (`{/* labproof: … *\/}`) or of a link definition
 * that nothing links to (`[//]: # (labproof: …)`), as an HTML comment; any other line as it is.
 */
export function asHtmlComment(line: string): string {
  if (!line.includes('labproof')) return line;
  const match = MDX.exec(line) ?? DEFINITION.exec(line);
  return match ? `${match[1]}<!--${match[2]}-->` : line;
}

const MDX = /^(\s*)\{\s{0,4}\/\*(\s*labproof\b.*)\*\/\s{0,4}\}\s*$/i;
const DEFINITION =
  /^(\s{0,20})\[[^\][]{1,40}\]:\s{0,4}(?:#|<>)\s{0,4}(?:\((?=.*\)\s*$)|"(?=.*"\s*$)|'(?=.*'\s*$))(\s*labproof\b.*)[)"']\s*$/i;
