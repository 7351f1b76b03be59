import { describe, expectTypeOf, it } from 'vitest';
import type { Proof, SameShape } from '../../../../shared/bridge/same-shape.ts';
import type { JsonObject, JsonValue } from '../../../../shared/model/draft.ts';

interface Contract {
  readonly id?: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly json: JsonValue;
  readonly object: JsonObject;
}
/** As zod infers it: mutable, with unlabelled pairs. */
interface Right {
  id?: string;
  pairs: [string, string][];
  json: JsonValue;
  object: JsonObject;
}
type Forgetful = Omit<Right, 'id'>;
type Required = Omit<Right, 'id'> & { id: string };
type Undefinable = Omit<Right, 'id'> & { id?: string | undefined };
type Looser = Omit<Right, 'pairs'> & { pairs: string[][] };
type Untyped = Omit<Right, 'json'> & { json: unknown };
type Of<Output> = SameShape<Output, Contract>;

// The compiler is the test: `tsc -b test` fails where one of these lines is wrong.
export type Holds = Proof<Of<Right>>;
// @ts-expect-error an optional key that the schema forgot
export type Forgets = Proof<Of<Forgetful>>;
// @ts-expect-error a key that is optional in the contract only
export type Requires = Proof<Of<Required>>;
// @ts-expect-error undefined where the contract has nothing
export type Undefines = Proof<Of<Undefinable>>;
// @ts-expect-error arrays where the contract has pairs
export type Loosens = Proof<Of<Looser>>;
// @ts-expect-error anything where the contract has JSON
export type Accepts = Proof<Of<Untyped>>;

describe('SameShape', () => {
  it('is true for the same keys only', () => {
    expectTypeOf<Of<Right>>().toEqualTypeOf<true>();
    expectTypeOf<Of<Forgetful>>().toEqualTypeOf<false>();
  });
});
