import type { KnownFact, OtherWayIn, Reply } from '../enrollment/reply.ts';
import type { CheckResult } from '../passkeys/check.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { WriteRefusal } from './acting-operator.ts';
import type { CaseEnd, CaseStatus } from './case.ts';
import type { HelpdeskCommand } from './command.ts';
import type {
  CaseProblem,
  CaseView,
  FreezeView,
  MethodView,
  PersonView,
  RequestListItem,
  ShowButton,
  TapRefusal,
} from './reply-views.ts';

type Refused = {
  readonly because: WriteRefusal;
  readonly requestId?: string;
  /** What was refused, for whoever has put it right. */
  readonly again?: HelpdeskCommand;
};

/** Another press of "Issue" was first: its message keeps what it has, the only way to the pass among it. */
type Late = { readonly isLate?: true };

/** What an operator gets, and the channel of the operators. */
export type OperatorReply =
  | {
      readonly kind: 'ask-for-person';
      readonly problem?: 'too-short' | 'nobody' | 'unreadable';
      readonly query?: string;
      /** To see what passes there are, not to issue one. */
      readonly isForTaps?: true;
    }
  | {
      readonly kind: 'which-person';
      readonly people: readonly PersonView[];
      readonly more: boolean;
      readonly isForTaps?: true;
    }
  /** The case is open all the same: `tap-for` the same person again shows it. */
  | {
      readonly kind: 'another-way-first';
      readonly person: PersonView;
      readonly ways: readonly OtherWayIn[];
      /** The tenant has Entra account recovery set up. */
      readonly hasAccountRecovery?: true;
    }
  | { readonly kind: 'tap-refused'; readonly person: PersonView; readonly refusal: TapRefusal }
  | ({ readonly kind: 'case'; readonly case: CaseView; readonly problem?: CaseProblem } & Late)
  | {
      readonly kind: 'case-over';
      readonly status: Exclude<CaseStatus, 'open' | 'issuing' | 'issued'>;
      readonly name: string;
      readonly because?: CaseEnd;
    }
  | {
      readonly kind: 'already-issued';
      readonly byName: string;
      readonly secondsAgo: number;
      readonly name: string;
      /** The second operator's yes, or the question for one, was for before that. */
      readonly isSecondOver?: true;
    }
  /** Also holds the "Show" button where the operator reads it out. */
  | ({
      readonly kind: 'tap-issued';
      readonly case: CaseView;
      readonly show?: ShowButton;
      /** It did not get to the one it was meant for. `show` is then for reading it out instead, once the operator asks for that. */
      readonly problem?: 'cannot-reach';
      /** What is known of it. */
      readonly use?: 'used' | 'gone';
      /** There is no way to tell the subject of it. */
      readonly isUntold?: true;
    } & Late)
  | { readonly kind: 'tap-uncertain'; readonly case: CaseView; readonly found: 'issued' | 'not-issued' | 'unknown' }
  /** `isAsked`: by another press just now; one token is enough. */
  | { readonly kind: 'sign-in'; readonly intent: string; readonly isAsked?: true }
  | ({ readonly kind: 'sign-in-refused' } & Refused)
  | ({ readonly kind: 'write-refused' } & Refused)
  | {
      readonly kind: 'taps';
      readonly person: PersonView;
      readonly taps: readonly { readonly id: string; readonly validUntil?: string; readonly isUsable?: boolean }[];
    }
  | { readonly kind: 'tap-deleted'; readonly name: string }
  | { readonly kind: 'never-opened'; readonly case: CaseView }
  | {
      readonly kind: 'passkey-appeared';
      readonly case: CaseView;
      readonly tapStillThere: boolean;
      /** Passkeys and Authenticator entries from before: the lost phone's are among them. Removed with `remove-old-methods`. */
      readonly oldMethods: readonly MethodView[];
      /** The open request that this answers: to be closed. */
      readonly request?: number;
    }
  | {
      readonly kind: 'undo';
      readonly case: CaseView;
      /** All that were added since. Only passkeys and Authenticator entries can be removed from here. */
      readonly methods: readonly MethodView[];
    }
  | {
      readonly kind: 'undone';
      readonly results: readonly {
        readonly what: 'tap' | 'method' | 'sessions';
        readonly ok: boolean;
        readonly name?: string;
      }[];
    }
  | {
      readonly kind: 'frozen';
      readonly person: PersonView;
      /** Of the oldest. */
      readonly since: string;
      /** All that are open; clearing from here clears these. */
      readonly freezes: readonly FreezeView[];
      readonly canClear: boolean;
      /** A pass was issued in it: from here it can be undone. */
      readonly case?: string;
    }
  | { readonly kind: 'unfrozen'; readonly name: string }
  | { readonly kind: 'requests'; readonly items: readonly RequestListItem[]; readonly more: boolean }
  | {
      readonly kind: 'request';
      readonly item: RequestListItem;
      readonly subject: UserId;
      readonly diagnosis: readonly { readonly what: string; readonly value: string; readonly result?: CheckResult }[];
      /** About a pass that was not theirs: the case in which it was issued. */
      readonly case?: string;
      /** Alarms that are open about the user: clearing from here clears these. */
      readonly freezes?: readonly number[];
      /** The reader's own, or an alarm about what the reader did: another operator has to work on it. */
      readonly isForAnother?: true;
      /** Whoever has it does nothing any more, or may not: it can be taken over. */
      readonly abandoned?: 'role-lost' | 'idle';
    }
  | { readonly kind: 'request-taken'; readonly number: number; readonly byName: string }
  /** `wasGone`: closed by somebody else, or cancelled by the user, before this press; or there never was one. `isUntold`: the user could not be told. */
  | { readonly kind: 'request-closed'; readonly number: number; readonly wasGone?: true; readonly isUntold?: true }
  | {
      readonly kind: 'user-view';
      readonly number: number;
      readonly name: string;
      /** Missing: the user has not begun. */
      readonly screen?: Reply;
      /** What is read about them now. */
      readonly facts?: readonly KnownFact[];
      /** The user could not be told. */
      readonly isUntold?: true;
    }
  /** Nothing was done: what came with the press could not be read. Beside the card, which stays. */
  | { readonly kind: 'press-unreadable' }
  | { readonly kind: 'channel-set' }
  | { readonly kind: 'channel-refused'; readonly because: 'guests' | 'non-operators' | 'not-a-channel' | 'unreadable' }
  /** In the channel that is left, and to whoever had set it. Empty: the name could not be read. */
  | { readonly kind: 'channel-moving'; readonly byName: string }
  /** In operators' own chats: it is not used as long as that is so. */
  | { readonly kind: 'channel-suspended'; readonly because: 'guests' | 'non-operators' | 'unreadable' }
  /** In the channel: a name and a number only. */
  | {
      readonly kind: 'channel-request';
      readonly number: number;
      readonly name: string;
      /** Somebody says that it was not them. */
      readonly isAlarm?: true;
    }
  /** In the channel, in the place of somebody who could not be told: a name, and a number where there is one. */
  | {
      readonly kind: 'channel-notice';
      readonly what: 'pass' | 'change';
      readonly name: string;
      readonly number?: number;
    };
