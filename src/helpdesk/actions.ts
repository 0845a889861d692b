import type { WriteRefusal } from './acting-operator.ts';
import { caseActions } from './case-actions.ts';
import type { HelpdeskCommand } from './command.ts';
import type { HelpdeskReply } from './reply.ts';
import type { CaseView, MethodView } from './reply-views.ts';
import type { RequestAbout } from './request.ts';
import { chosen, searchAgain } from './search-actions.ts';

type ReplyOf<Kind extends HelpdeskReply['kind']> = Kind extends unknown
  ? Extract<HelpdeskReply, { readonly kind: Kind }>
  : never;

/**
 * The buttons of each reply, the main one first, and only what is possible next. What is asked for in a form stands here as the form shows it
 * before anybody fills it in; whether the press may do what it says is judged at the act.
 */
export function helpdeskActionsFor(reply: HelpdeskReply): readonly HelpdeskCommand[] {
  switch (reply.kind) {
    case 'ask-for-person':
      return [searchAgain(reply)];
    case 'tap-refused':
    case 'case-over':
      return [{ kind: 'issue-tap' }];
    case 'which-person':
      return [...reply.people.map(({ id }) => chosen(id, reply)), searchAgain(reply)];
    case 'another-way-first':
      return [{ kind: 'tap-for', subject: reply.person.id }, { kind: 'issue-tap' }];
    case 'case':
      return caseActions(reply.case);
    case 'already-issued':
    case 'tap-deleted':
    case 'undone':
    case 'unfrozen':
    case 'request-taken':
    case 'request-closed':
      return [{ kind: 'requests' }];
    case 'tap-issued':
      return issuedActions(reply);
    case 'tap-uncertain':
      return afterUncertain(reply);
    case 'sign-in-refused':
    case 'write-refused':
      return [afterRefusal(reply)];
    case 'taps': {
      const { id } = reply.person;
      return reply.taps.length > 0
        ? reply.taps.map((tap) => ({ kind: 'delete-tap', subject: id, tap: tap.id }) as const)
        : [{ kind: 'tap-for', subject: id }];
    }
    case 'never-opened':
      return [...deletionOf(reply.case), { kind: 'tap-for', subject: reply.case.subject }];
    case 'passkey-appeared':
      return [
        ...(reply.request === undefined
          ? []
          : [{ kind: 'close-request', number: reply.request, how: 'solved' } as const]),
        ...(reply.tapStillThere ? deletionOf(reply.case) : []),
        ...(reply.oldMethods.length > 0
          ? [{ kind: 'remove-old-methods', case: reply.case.id, methods: [] } as const]
          : []),
      ];
    case 'undo':
      return [
        { kind: 'confirm-undo', case: reply.case.id, methods: reply.methods.filter(isOnPhone).map(({ id }) => id) },
      ];
    case 'frozen':
      return [
        ...(reply.case ? [{ kind: 'undo', case: reply.case } as const] : []),
        { kind: 'list-taps', subject: reply.person.id },
        ...(reply.canClear
          ? [{ kind: 'clear-freeze', subject: reply.person.id, freezes: reply.freezes.map(({ id }) => id) } as const]
          : []),
      ];
    case 'requests':
      return reply.items.slice(0, mostRequests).map(({ number }) => ({ kind: 'open-request', number }) as const);
    case 'request':
      return requestActions(reply);
    case 'user-view':
      return [{ kind: 'open-request', number: reply.number }];
    case 'channel-request':
      return [{ kind: 'claim-request', number: reply.number }];
    case 'match-card':
      return [
        { kind: 'open-match', match: reply.match },
        { kind: 'not-on-the-phone', match: reply.match },
      ];
    case 'type-digits':
      return [
        { kind: 'answer-match', match: reply.match, digits: '' },
        { kind: 'not-on-the-phone', match: reply.match },
      ];
    case 'tap-over':
      return reply.forName ? [] : [{ kind: 'tap-not-mine', case: reply.case }];
    case 'match-over':
      return reply.match ? [{ kind: 'not-on-the-phone', match: reply.match }] : [];
    case 'tap-ready':
    case 'tap-opened':
      return [...showing(reply.show), ...(reply.forName ? [] : [{ kind: 'tap-not-mine', case: reply.case } as const])];
    case 'tap-notice':
      return reply.forName || reply.isForSecurity ? [] : [{ kind: 'tap-not-mine', case: reply.case }];
    case 'manager-question':
      return [true, false].map(
        (approve) => ({ kind: 'decide-as-manager', decision: reply.decision, approve, reason: '' }) as const,
      );
    case 'second-question':
      return [true, false].map(
        (approve) => ({ kind: 'decide-as-second', decision: reply.decision, approve, reason: '' }) as const,
      );
    case 'sign-in':
    case 'channel-notice':
    case 'press-unreadable':
    case 'channel-set':
    case 'channel-refused':
    case 'channel-moving':
    case 'channel-suspended':
    case 'tap-not-mine-done':
    case 'account-changed':
    case 'your-card-was-viewed':
    case 'request-state':
    case 'tap':
    case 'tap-gone':
    case 'decided':
    case 'decision-over':
      return [];
  }
}

/** What the operator, or somebody they ask, can put right. */
const passing: ReadonlySet<WriteRefusal> = new Set([
  'consent-missing',
  'role-missing',
  'step-up',
  'sign-in-expired',
  'throttled',
  'unavailable',
  'not-understood',
]);

function afterRefusal({ because, again }: ReplyOf<'sign-in-refused' | 'write-refused'>): HelpdeskCommand {
  if (again && passing.has(because)) return again;
  const caseId = again && 'case' in again ? again.case : undefined;
  return caseId ? { kind: 'show-case', case: caseId } : { kind: 'issue-tap' };
}

/** Requests on one card. */
export const mostRequests = 10;

/** Whether it can be removed from here; the rest is for the admin center. */
export function isOnPhone({ kind }: Pick<MethodView, 'kind'>): boolean {
  return kind === 'passkey' || kind === 'authenticator-app';
}

function showing(show: ReplyOf<'tap-ready'>['show'] | undefined): readonly HelpdeskCommand[] {
  return show ? [{ kind: 'show-tap', sealed: show.sealed, key: show.key }] : [];
}

function deletionOf({ id, subject, issued }: CaseView): readonly HelpdeskCommand[] {
  return issued ? [{ kind: 'delete-tap', subject, tap: issued.tapId, case: id }] : [];
}

/** What did not get to anybody is better deleted; reading it out is for the operator to ask for. */
function issuedActions({ show, problem, use, case: one }: ReplyOf<'tap-issued'>): readonly HelpdeskCommand[] {
  const undo = { kind: 'undo', case: one.id } as const;
  if (use) return [undo];
  if (!problem) return [...showing(show), ...deletionOf(one), undo];
  const readOut = show ? [{ kind: 'read-out-instead', case: one.id, ...show } as const] : [];
  return [...deletionOf(one), ...readOut, undo];
}

function afterUncertain({ found, case: { id, subject } }: ReplyOf<'tap-uncertain'>): readonly HelpdeskCommand[] {
  const again = { kind: 'tap-for', subject } as const;
  const look = { kind: 'list-taps', subject } as const;
  return found === 'not-issued' ? [again, look] : [look, again, { kind: 'undo', case: id }];
}

/** What a pass may help with. */
export const forPass: ReadonlySet<RequestAbout> = new Set(['tap', 'lost-phone', 'human', 'security-key']);

function requestActions(reply: ReplyOf<'request'>): readonly HelpdeskCommand[] {
  const { item, subject, case: caseId, freezes = [], isForAnother, abandoned } = reply;
  const { number, about } = item;
  if (isForAnother) return [{ kind: 'requests' }];
  if (!item.isMine) {
    const isFree = !item.claimedByName || abandoned !== undefined;
    return [...(isFree ? [{ kind: 'claim-request', number } as const] : []), { kind: 'requests' }];
  }
  const wrongdoing = [
    ...(caseId ? [{ kind: 'undo', case: caseId } as const] : []),
    { kind: 'list-taps', subject } as const,
    { kind: 'clear-freeze', subject, freezes } as const,
  ];
  return [
    ...(forPass.has(about) ? [{ kind: 'tap-for', subject, request: number } as const] : wrongdoing),
    { kind: 'view-user', number },
    { kind: 'close-request', number, how: 'solved' },
    { kind: 'close-request', number, how: 'refused' },
    { kind: 'hand-over-request', number },
  ];
}
