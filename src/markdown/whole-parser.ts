/** The parser of all of CommonMark: what is published loads it when it is first needed. */
export { fromMarkdown } from 'mdast-util-from-markdown';
