/** Not in the types of the library yet, nor in every browser that is in use. */
const native = (Uint8Array as { readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;

/** Bytes as they come over the bridge. Throws where it is no Base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return native ? native(text) : decodeBase64(text);
}

/** The same where the browser cannot: by a loop, as a function called for each character takes ten times as long. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
