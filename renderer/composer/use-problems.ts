import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { JsonValue } from '../../shared/model/draft.ts';
import type * as Checking from '../ui/schema-form/validate-against.ts';
import type { Validation } from '../ui/schema-form/validate-against.ts';

const NOTHING: Validation = { problems: [], unchecked: [] };

/** What is wrong with arguments; nothing until the validator has been loaded. */
export function useProblems(schema: JsonValue, value: JsonValue | undefined): Validation {
  const [checking, setChecking] = useState<typeof Checking>();
  useEffect(() => {
    let shown = true;
    import('../ui/schema-form/validate-against.ts').then(
      (loaded) => {
        if (shown) setChecking(loaded);
      },
      () => {
        // Without it nothing is counted; sending does not depend on it.
      },
    );
    return () => {
      shown = false;
    };
  }, []);
  const settled = useDeferredValue(value);
  return useMemo(
    () => (checking && settled !== undefined ? checking.validateAgainst(schema, settled) : NOTHING),
    [checking, schema, settled],
  );
}
