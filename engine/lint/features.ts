/** Which methods belong to which capability of a server. https://modelcontextprotocol.io/specification/2026-07-28/server */
const FEATURES: Readonly<Record<string, string>> = {
  'tools/list': 'tools',
  'tools/call': 'tools',
  'prompts/list': 'prompts',
  'prompts/get': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resources',
  'resources/read': 'resources',
  'completion/complete': 'completions',
};

/** The capability that a server has to declare to serve a method; undefined where there is none. */
export function featureOf(method: string): string | undefined {
  return Object.hasOwn(FEATURES, method) ? FEATURES[method] : undefined;
}

const LISTS: Readonly<Record<string, string>> = {
  'tools/list': 'tools',
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
};

/** The member of a list's result that has its entries; undefined for other methods. */
export function listFieldOf(method: string): string | undefined {
  return Object.hasOwn(LISTS, method) ? LISTS[method] : undefined;
}
