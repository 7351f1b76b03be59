import type { SavedFilter } from '../../shared/model/workspace.ts';
import { readFilter } from '../read-filter.ts';
import { checkName } from './check-instance.ts';
import type { Edits, WithOptionalId } from './edits.ts';
import { idsOf, refuseSecondName, requireById, withEntry } from './entries.ts';
import { slugFor } from './slug.ts';

/** Changes of the section `filters`; they reject as those of Workspace do. */
export interface FilterEdits {
  /** BAD_INPUT where its text is no filter. */
  save(input: WithOptionalId<SavedFilter>): Promise<SavedFilter>;
  remove(id: string): Promise<void>;
}

export function filterEdits(edits: Edits): FilterEdits {
  return {
    save: (input) =>
      edits.change(async (content) => {
        const name = checkName(input.name, 'A filter');
        const text = input.text.trim();
        readFilter(text);
        refuseSecondName(content.filters, name, input.id, 'filter');
        if (input.id !== undefined) requireById(content.filters, input.id, 'filter');
        const taken = idsOf(content.filters);
        const id = input.id ?? slugFor(name, (slug) => taken.has(slug), 'filter');
        const filter: SavedFilter = { id, name, text };
        await edits.write({ ...content, filters: withEntry(content.filters, filter) });
        return filter;
      }),
    remove: (id) =>
      edits.change(async (content) => {
        requireById(content.filters, id, 'filter');
        await edits.write({ ...content, filters: content.filters.filter((filter) => filter.id !== id) });
      }),
  };
}
