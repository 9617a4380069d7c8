/**
 * JSON that changes nothing where it is printed: what would steer a terminal, turn the direction of the text or
 * speak to a CI system that reads the log is written as an escape, which is the same value.
 */
export const safeJson = (json: string): string =>
  json.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The same for text of XML and HTML that is escaped otherwise. */
export const safeMarkup = (markup: string): string =>
  markup.replace(UNSAFE, (character) => `&#${character.charCodeAt(0)};`);

/**
 * C1 and direction controls, and the first character of what a CI system takes for a command (see console-text.ts).
 * In JSON all of them can only be within strings.
 */
const UNSAFE = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]|#(?=#(?:\[|vso\[|teamcity\[))|:(?<=^\s*:)(?=:)/gm;
