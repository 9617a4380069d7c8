/**
 * One message in the forms that it has had over the versions of the program that prints it. In a form
 * `{name}` stands for a value, which must be the same where both forms tell it, and `{*}` for any text.
 * Forms are written without quotes and in any case; a form may stand behind `: ` in a longer message.
 */
export type Message = readonly string[];
