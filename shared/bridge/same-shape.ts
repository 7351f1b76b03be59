import type { JsonObject, JsonValue } from '../model/draft.ts';

/** `T` without `readonly` and with intersections melted, so that a schema's output can be held against it. */
type Plain<T> = unknown extends T ? 'anything' : JsonValue extends T ? 'json value' : PlainParts<T>;

/**
 * JSON objects are taken by their open keys: walking into JsonValue would not end.
 * Pairs are written out because the labels of a tuple would count as a difference.
 */
type PlainParts<T> = T extends readonly [infer A, infer B]
  ? [Plain<A>, Plain<B>]
  : T extends readonly (infer E)[]
    ? Plain<E>[]
    : T extends object
      ? string extends keyof T
        ? Identical<Readonly<T>, JsonObject> extends true
          ? 'json object'
          : { -readonly [K in keyof T]: Plain<T[K]> }
        : { -readonly [K in keyof T]: Plain<T[K]> }
      : T;

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters --
   Two generic functions are the only types that the compiler compares by identity. */
type Identical<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

/**
 * `true` only where both types have the same keys with the same types and the same optionality; `readonly` does
 * not count. Assignability alone would let a schema forget an optional key, and then strip it from the input.
 */
export type SameShape<A, B> = Identical<Plain<A>, Plain<B>>;

/** Compiles only for `true`. */
export type Proof<T extends true> = T;
