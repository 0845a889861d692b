import type { UserId } from '../passkeys/ids.ts';
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import type { Enrollment } from './enrollment.ts';
import type { Reply } from './reply.ts';

/** One thing said or pressed by the authenticated sender. */
export type Turn = {
  readonly user: UserId;
  readonly client: Client;
  readonly command: Command;
  /** The screen the pressed button was drawn on; undefined for typed words and for buttons of notices. */
  readonly screenId?: string;
  readonly pressed: boolean;
  /** As loaded at the beginning of the turn, where the caller needed it too. */
  readonly enrollment?: Enrollment;
};

export type Answer = {
  readonly reply: Reply;
  /** Set when `reply` is a screen. */
  readonly screenId?: string;
  /** The message that shows the screen so far, when there is one. */
  readonly previousCardId?: string;
};

/** Answers a turn. Throws only when the database fails, or for a bug of ours. */
export type Converse = (turn: Turn) => Promise<Answer>;
