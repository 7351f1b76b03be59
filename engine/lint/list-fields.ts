/** Where the entries of a list stand, what tells them apart, and what of an entry may not vary. */
export interface ListFields {
  readonly field: string;
  readonly key: string;
  /** Absent: all but `_meta` and icons, whose addresses may be signed. */
  readonly fixed?: readonly string[];
  /** What changes when the list does: `notifications/tools/list_changed`. */
  readonly changed: string;
  /** The member of a subscription's filter. */
  readonly filter: string;
  readonly noun: string;
}

const RESOURCE = {
  changed: 'notifications/resources/list_changed',
  filter: 'resourcesListChanged',
  // Sizes and times of change are not the list's own.
  fixed: ['name', 'mimeType'],
} as const;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination#operations-supporting-pagination */
const LISTS: Readonly<Record<string, ListFields>> = {
  'tools/list': {
    field: 'tools',
    key: 'name',
    changed: 'notifications/tools/list_changed',
    filter: 'toolsListChanged',
    noun: 'tool',
  },
  'prompts/list': {
    field: 'prompts',
    key: 'name',
    changed: 'notifications/prompts/list_changed',
    filter: 'promptsListChanged',
    noun: 'prompt',
  },
  'resources/list': { field: 'resources', key: 'uri', noun: 'resource', ...RESOURCE },
  'resources/templates/list': {
    field: 'resourceTemplates',
    key: 'uriTemplate',
    noun: 'template',
    ...RESOURCE,
  },
};

export const LIST_METHODS: ReadonlySet<string> = new Set(Object.keys(LISTS));

/** Undefined where the method is no list. */
export function listFieldsOf(method: string): ListFields | undefined {
  return LIST_METHODS.has(method) ? LISTS[method] : undefined;
}
