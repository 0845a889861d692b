import type { Contacts, Enrollments, Log } from '../enrollment/ports.ts';
import type { Converse } from '../enrollment/turn.ts';
import type { Delivery } from './deliver.ts';
import type { HelpdeskEdge } from './helpdesk-edge.ts';
import type { Outbox } from './messenger.ts';
import type { TeamsMetrics } from './metrics.ts';
import type { ReadTyped } from './read-typed.ts';
import type { Drawing } from './render.ts';
import type { RolloutEdge } from './rollout-edge.ts';

/** ms. */
export type Patience = {
  /** Then the user sees that the bot is writing. */
  readonly typing: number;
  /** Then a press is answered with a card that asks to wait: Teams wants an answer in about 3 s. */
  readonly invoke: number;
  /** Then a turn has failed: an honest last card within 10 s. */
  readonly turn: number;
  /** Then a press of the help desk's has failed: longer than all it may wait for together, since a dropped answer takes a live pass with it. */
  readonly act: number;
};

export const usualPatience: Patience = { typing: 1_500, invoke: 2_500, turn: 9_000, act: 40_000 };

export type BotDeps = {
  readonly converse: Converse;
  readonly enrollments: Pick<Enrollments, 'load' | 'meet' | 'setCard'>;
  readonly contacts: Contacts;
  readonly readTyped: ReadTyped;
  readonly delivery: Delivery;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly metrics: TeamsMetrics;
  readonly patience: Patience;
  /** Undefined: everything is read as if there were no help desk. */
  readonly helpdesk?: HelpdeskEdge | undefined;
  /** Undefined: nobody runs campaigns here. */
  readonly rollout?: RolloutEdge | undefined;
} & Drawing;
