import type { TruthCheck, TruthPorts } from './check-truth.ts';
import type { Held, LeasePorts } from './hold-lease.ts';
import type { Pace } from './pace.ts';
import type { Participants } from './ports.ts';
import type { Aside } from './put-aside.ts';
import type { RolloutPorts } from './scene.ts';
import type { SendingHealth } from './sending-health.ts';
import type { Sweeper } from './sweep-beside.ts';
import type { Running } from './watch-running.ts';

export type SenderPorts = Pick<
  RolloutPorts,
  'campaigns' | 'ledger' | 'messenger' | 'preferences' | 'roles' | 'owners' | 'log' | 'now' | 'newId' | 'settings'
> &
  TruthPorts &
  LeasePorts & { readonly participants: Participants; readonly pace: Pace };

/** One run of the sender, from taking the lease to giving it back. */
export type SenderRun = SenderPorts & {
  readonly holder: string;
  readonly check: TruthCheck;
  /** Of all runs of this process. */
  readonly health: SendingHealth;
  readonly aside: Aside;
  readonly sweeper: Sweeper;
  readonly running: Running;
  /** False: the lease may be lost, or this process ends. Nothing more goes out. */
  readonly isOn: Held['isFresh'];
};
