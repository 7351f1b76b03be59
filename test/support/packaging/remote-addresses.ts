/** Hosts that the screens' code names, and why none of them is ever asked by the program itself. */
export const NAMED_HOSTS: Readonly<Record<string, string>> = {
  'www.w3.org': 'XML namespaces: names, not places',
  'json-schema.org': 'identifiers of schema dialects: names, not places',
  'schema.invalid': 'the base of schemas that name none; reserved, so that it resolves nowhere',
  'github.com': 'links in messages of Monaco and of validators',
  'code.visualstudio.com': 'links in Monaco’s texts',
  'microsoft.com': 'a name in Monaco',
  'react.dev': 'links in React’s messages',
  'mantine.dev': 'a link in one of Mantine’s messages',
  'modelcontextprotocol.io': 'links to the specification, for a person to follow',
  'inspector.example': 'an example in a form',
  'localhost:3000': 'an example in a form',
  'localhost:5173': 'an example in a form',
  '127.0.0.1:3000': 'an example in a form',
};

/** All hosts that a text names in an address, with their ports. */
export function hostsIn(text: string): string[] {
  const addresses = text.matchAll(/(?:https?|wss?|ftp):\/\/([a-z0-9][a-z0-9.-]*(?::\d+)?)/gi);
  return [...new Set([...addresses].map(([, host = '']) => host.toLowerCase()))];
}

/** Where code or markup asks for something by an address that is written there: another origin's script, style, data. */
const ELSEWHERE = /(?:https?:|wss?:|ftp:)?\/\/[^"'`)\s]*/.source;
const CALLS =
  /(?:\bimport|\bfetch|\bimportScripts|\bnew (?:Shared)?Worker|\bnew WebSocket|\bnew EventSource|\bsendBeacon|\bloadURL)\s*\(\s*["'`]/
    .source;
const STATEMENTS = /(?:\bimport|\bfrom|@import)\s*["']/.source;
const STYLES = /\burl\(\s*["']?/.source;
const MARKUP = /\b(?:src|href|action|poster|srcset)\s*=\s*["']?/.source;
const LOADS = new RegExp(`(?:${CALLS}|${STATEMENTS}|${STYLES}|${MARKUP})${ELSEWHERE}`, 'g');

/** The loads of other origins in a text, as they stand there. */
export function remoteLoads(text: string): string[] {
  return [...text.matchAll(LOADS)].map(([found]) => found.slice(0, 120));
}
