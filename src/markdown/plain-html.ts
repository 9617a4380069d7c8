/** The tag that begins at this index, all in one line; undefined where none does. */
export function tagIn(text: string, at: number): string | undefined {
  TAG.lastIndex = at;
  return TAG.exec(text)?.[0];
}

/** By CommonMark. An attribute with a backquote or backslash is left to the whole parser. */
const TAG =
  /<(?:[A-Za-z][A-Za-z0-9-]*(?:[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:"[^"`\\]*"|'[^'`\\]*'|[^\s"'=<>`\\]+))?)*[ \t]*\/?|\/[A-Za-z][A-Za-z0-9-]*[ \t]*)>/y;

/** Whether a line begins with a tag; not with those whose content is no Markdown. */
export const beginsWithTag = (text: string): boolean =>
  (tagIn(text, 0) !== undefined || BLOCK_TAG.test(text)) && !LASTING_TAG.test(text);

/** Whether a line that begins with a tag begins a block of HTML, which ends at a blank line. */
export const beginsHtml = (text: string): boolean =>
  BLOCK_TAG.test(text) || tagIn(text, 0)?.length === text.length;

const LASTING_TAG = /^<\/?(?:pre|script|style|textarea)\b/i;

// Source: the sixth kind of HTML block in the CommonMark specification.
const BLOCK_TAG =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t>]|\/>|$)/i;
