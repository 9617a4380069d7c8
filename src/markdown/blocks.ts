/** A Markdown document as a flat list in source order; nesting is only what a reader counts by. */
export interface MarkdownDocument {
  readonly frontMatter?: FrontMatterText;
  readonly blocks: readonly MarkdownBlock[];
  readonly trouble: readonly Trouble[];
  /** The lines, for what a reader of variants needs. */
  readonly lines: readonly string[];
  /** Number of lines of the source. */
  readonly lineCount: number;
}

export interface FrontMatterText {
  /** Line of the first line of the YAML. */
  readonly line: number;
  readonly text: string;
}

export type MarkdownBlock = Heading | Item | Paragraph | CodeBlock | Comment;

/** Prose of the document. */
export type Prose = Heading | Item | Paragraph;

export interface Heading {
  readonly kind: 'heading';
  readonly line: number;
  readonly endLine: number;
  readonly depth: number;
  readonly text: string;
  readonly marked: readonly string[];
}

/** A list item with the text of its first paragraph; the rest of it follows as blocks of its own. */
export interface Item {
  readonly kind: 'item';
  readonly line: number;
  readonly endLine: number;
  /** The number as the source writes it, '' in a bulleted list. */
  readonly number: string;
  /** How many numbered lists it stands in, itself included; 0 where none. */
  readonly numberedDepth: number;
  readonly text: string;
  readonly marked: readonly string[];
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  /** Words set as code, strong or emphasised: file names, above all. */
  readonly marked: readonly string[];
}

export interface CodeLine {
  /** 1-based line in the file. */
  readonly line: number;
  readonly text: string;
  /** How many characters of the source line stand before `text`. */
  readonly offset: number;
}

export interface CodeBlock {
  readonly kind: 'code';
  /** Of the opening fence, or of the first line where there is none. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly form: 'fence' | 'indented' | 'pre' | 'inline';
  /** First word of the info string, lower case, '' where there is none. */
  readonly language: string;
  /** The rest of the info string. */
  readonly info: string;
  readonly lines: readonly CodeLine[];
}

/** An HTML comment. */
export interface Comment {
  readonly kind: 'comment';
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly text: string;
}

/** Markup that was read in spite of a mistake in it. */
export interface Trouble {
  readonly code: 'unclosed-fence' | 'glued-fence' | 'too-deep';
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
}
