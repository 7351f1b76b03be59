/** What a header name may not hold; a name is a token: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const NOT_IN_NAME = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/u;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** What a header value may not hold: all but HTAB, space, visible ASCII and obs-text (section 5.5 there). */
const NOT_IN_VALUE = /[^\t\u0020-\u007e\u0080-\u00ff]/u;

const VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Whether a text can be the name of a header. An HTTP method has the same form. */
export function isHeaderName(text: string): boolean {
  return NAME.test(text);
}

/** Whether a text can stand in a header line, one byte a character. The empty text can. */
export function isHeaderValue(text: string): boolean {
  return VALUE.test(text);
}

/** The first character that keeps a text from being a header name; undefined where there is none. */
export function faultInHeaderName(text: string): string | undefined {
  return NOT_IN_NAME.exec(text)?.[0];
}

/** The first character that keeps a text out of a header line; undefined where there is none. */
export function faultInHeaderValue(text: string): string | undefined {
  return NOT_IN_VALUE.exec(text)?.[0];
}
