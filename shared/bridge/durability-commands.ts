import type { DurabilityState, DurabilityWish } from '../model/durability.ts';

/** Checks of a fleet's tasks. */
export interface DurabilityCommands {
  /**
   * Does every instance of a fleet know the tasks that one of them hands out? Sends to each, calls tools of one, and
   * takes the creator down for a moment where Hopscope runs it (run.start). What comes of it arrives as `durability`
   * events, its exchanges as rows. CONFLICT where a check is under way.
   */
  'durability.start': { in: DurabilityWish; out: DurabilityState };
  /** The last one of this run where `id` is absent; null where there is none. */
  'durability.get': { in: { readonly id?: string }; out: DurabilityState | null };
  /** What it has taken down comes up again, and tasks that still run are cancelled. */
  'durability.cancel': { in: { id: string }; out: null };
  /** What a check has shown (so far), to be saved. NOT_FOUND where it is not the last one. */
  'durability.report': { in: { id: string; format: 'md' | 'html' }; out: { readonly text: string } };
}
