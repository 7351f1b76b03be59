/**
 * What electron-builder threw.
 * @typedef {object} BuilderFailure
 * @property {string} message
 * @property {string} [code] of the network, such as ENOTFOUND, or of an HTTP client
 * @property {string} [url] what was to be downloaded
 */

/** What Node and the HTTP clients call a server that cannot be reached or does not hand it out. */
const networkCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|EPROTO|CERT_\w+|\w*CERT\w*|ERR_SSL_\w+|ERR_NON_2XX_3XX_RESPONSE|ERR_TLS_\w+)$/;

/**
 * One line for a person, and whether a download is to blame. Pure.
 * @param {BuilderFailure} failure
 * @returns {{ line: string, download: boolean }}
 */
export function tellFailure({ message, code, url }) {
  const reason = firstLine(message);
  const address = url ?? /https?:\/\/[^\s"')]+/.exec(message)?.[0];
  const network =
    networkCodes.test(code ?? '') || networkCodes.test(/\b(E[A-Z_]{4,})\b/.exec(reason)?.[1] ?? '');
  if (!network) return { line: `No installer was made: ${reason}`, download: false };
  const [what, from] = describe(address);
  return {
    line: `No installer was made: ${what} could not be downloaded from ${from} (${reason}).`,
    download: true,
  };
}

/**
 * @param {string | undefined} address
 * @returns {[string, string]} the thing and its address
 */
function describe(address) {
  if (address === undefined) return ['a part', 'the network'];
  const file = address.split('/').at(-1) ?? address;
  if (/^electron-v/.test(file)) return [`Electron (${file})`, address];
  return [`a tool for installers (${file})`, address];
}

/**
 * @param {string} text
 * @returns {string}
 */
function firstLine(text) {
  return (text.split('\n').find((line) => line.trim() !== '') ?? 'no reason was given').trim().slice(0, 200);
}
