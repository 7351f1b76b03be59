import type { RedactionRules } from '../../shared/model/redaction.ts';
import { AppError } from '../app-error.ts';
import type { Edits } from './edits.ts';
import { faultInRedaction } from './redaction-section.ts';

/** Changes of the section. */
export interface RedactionEdits {
  /** Rejects with AppError BAD_INPUT for a pattern that is none, and as the changes of Workspace do. */
  save(settings: RedactionRules): Promise<RedactionRules>;
  /** Values that are secrets wherever they stand: those typed in this session, and those of the environment that are sent. */
  known(): readonly string[];
}

export function redactionEdits(edits: Edits): RedactionEdits {
  return {
    async save(settings) {
      const fault = faultInRedaction(settings);
      if (fault !== undefined) throw new AppError('BAD_INPUT', fault);
      return edits.change(async (content) => {
        await edits.write({ ...content, redaction: settings });
        return settings;
      });
    },
    known: () => {
      const { instances, runs } = edits.content();
      return edits.session.secrets([...instances, ...runs]);
    },
  };
}
