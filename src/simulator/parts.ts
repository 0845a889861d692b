import type { Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { World } from './world.ts';

/** What a running simulator consists of, apart from its socket. */
export type Parts = {
  readonly world: World;
  readonly faults: Faults;
  readonly requests: RequestLog;
};
