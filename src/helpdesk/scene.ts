import type { Client } from '../enrollment/client.ts';
import type { Directory, Enrollments, Expected, Log } from '../enrollment/ports.ts';
import type { Notice, Reply } from '../enrollment/reply.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { OperatorSignIn } from './acting-operator.ts';
import type { HelpdeskCommand } from './command.ts';
import type {
  Audit,
  Cases,
  Freezes,
  HelpdeskChannel,
  Intents,
  RequestQueue,
  Roles,
  SealedTaps,
  Subjects,
} from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { Requests } from './request.ts';
import type { Secret } from './secret.ts';

/** One thing pressed or typed by the authenticated sender, whatever role that sender turns out to have. */
export type HelpdeskTurn = {
  readonly user: UserId;
  readonly client: Client;
  readonly command: HelpdeskCommand;
  /** The message whose button was pressed. */
  readonly cardId?: string;
  /** A token that came with `signin/tokenExchange`, for this turn only. */
  readonly assertion?: Secret<string>;
  /** Said, not pressed: perhaps by somebody who means something else. */
  readonly isTyped?: true;
  /** Teams refreshed by itself: may show, never acts. */
  readonly isAutomatic: boolean;
  readonly where:
    | { readonly kind: 'personal' }
    | { readonly kind: 'channel'; readonly conversationId: string; readonly serviceUrl: string };
};

export type HelpdeskAnswer = {
  readonly reply: HelpdeskReply | Notice;
  /** The reply holds a TAP: only into a dialog, or where `TAP_REVEAL=card` allows it, into the answer of an invoke. Never into a message. */
  readonly isSecret?: true;
};

export type HelpdeskSettings = {
  /** How many verifications a case needs: 1 or 2. A number match alone never suffices. */
  readonly verificationsNeeded: 1 | 2;
  readonly protectedGroups: readonly GroupId[];
  /** A second operator must approve for members of these. */
  readonly approvalGroups: readonly GroupId[];
  /** Above these a second operator must approve. */
  readonly softLimits: { readonly perOperatorAnHour: number; readonly perSubjectADay: number };
  /** Local hours in which issuing is usual: outside it is a red flag. */
  readonly workingHours: { readonly from: number; readonly to: number; readonly timeZone: string };
  /** TAPs do not exist in the cloud of 21Vianet. */
  readonly hasTaps: boolean;
  readonly hasAccountRecovery: boolean;
  /** In `SECURITY_CONTACT`: who hears of what cannot be told to anybody else. */
  readonly securityAddress?: string;
};

/** Everybody who can be written to first; `edit` changes a message that was sent. */
export type HelpdeskMessenger = {
  /** The id of the message; undefined: the user cannot be reached. */
  send(user: UserId, reply: HelpdeskReply | Reply): Promise<string | undefined>;
  /** Whether there is a chat with them. That a message gets there only sending it shows. */
  canReach(user: UserId): Promise<boolean>;
  edit(user: UserId, cardId: string, reply: HelpdeskReply | Reply): Promise<void>;
  sendToChannel(
    channel: { readonly conversationId: string; readonly serviceUrl: string },
    reply: HelpdeskReply,
  ): Promise<boolean>;
  /** Members of a channel, to see whether all are operators. Undefined: not readable. */
  membersOf(channel: {
    readonly conversationId: string;
    readonly serviceUrl: string;
  }): Promise<readonly { readonly user: UserId | undefined; readonly isGuest: boolean }[] | undefined>;
};

/** Timers that outlive a turn. Payloads are ids. */
export type HelpdeskTimers = {
  /** `expire-match` 3 minutes after the card, `sweep-seal` when our copy has to go, `watch-case` until the passkey appears. */
  at(
    when: Date,
    job: { readonly kind: 'expire-match' | 'sweep-seal' | 'watch-case'; readonly case: string },
  ): Promise<void>;
};

export type HelpdeskPorts = {
  readonly directory: Directory;
  readonly enrollments: Pick<Enrollments, 'load'>;
  readonly requests: Requests;
  readonly subjects: Subjects;
  readonly roles: Roles;
  readonly signIn: OperatorSignIn;
  readonly cases: Cases;
  readonly sealedTaps: SealedTaps;
  readonly freezes: Freezes;
  readonly intents: Intents;
  readonly audit: Audit;
  readonly queue: RequestQueue;
  readonly channel: HelpdeskChannel;
  readonly messenger: HelpdeskMessenger;
  readonly timers: HelpdeskTimers;
  /** The guide's own: the subject is told when the passkey is there, whether or not they were walking through the steps. */
  readonly watch: { begin(user: UserId, expected: Expected): Promise<void> };
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
  /** A whole number from 0 up to, not including, `below`; unpredictable. */
  readonly randomInt: (below: number) => number;
  readonly settings: HelpdeskSettings;
  /** Of the guide. */
  readonly goal: PasskeyGoal;
};

export type HelpdeskScene = { readonly turn: HelpdeskTurn; readonly ports: HelpdeskPorts };
