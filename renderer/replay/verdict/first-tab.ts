import type { ReplayState } from '../../../shared/model/replay-verdict.ts';

/** Below the matrix. */
export type Tab = 'witness' | 'eras' | 'findings' | 'step' | 'noise' | 'runs';

/** What says most of what it came to. Pure. */
export function firstTab({ verdict, eras }: Pick<ReplayState, 'verdict' | 'eras'>): Tab {
  if ((verdict?.witnesses.length ?? 0) > 0) return 'witness';
  if (eras) return 'eras';
  return (verdict?.findings?.length ?? 0) > 0 ? 'findings' : 'runs';
}
