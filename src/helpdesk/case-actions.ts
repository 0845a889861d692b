import type { HelpdeskCommand } from './command.ts';
import type { CaseView } from './reply-views.ts';

/** What the operator can do for an open case, what it needs next first. */
export function caseActions(one: CaseView): readonly HelpdeskCommand[] {
  const look = { kind: 'show-case', case: one.id } as const;
  if (one.status === 'issuing') return [look];
  const asking = isAsking(one);
  return [
    ...issuing(one),
    // While somebody else has to answer there is nothing better to do than to look, unless something else can go on meanwhile.
    ...(asking ? [look] : []),
    ...verifying(one),
    ...secondOpinion(one),
    { kind: 'choose-options', case: one.id, ...one.options },
    ...(one.preflight.existingTap ? [{ kind: 'list-taps', subject: one.subject } as const] : []),
    { kind: 'cancel-case', case: one.id },
  ];
}

/** A number match, a manager or a second operator who has not answered yet. */
export function isAsking({ match, manager, second }: Pick<CaseView, 'match' | 'manager' | 'second'>): boolean {
  return isMatchUnderWay(match) || manager?.state === 'asked' || second?.state === 'asked';
}

export function isReady({ status, missing }: Pick<CaseView, 'status' | 'missing'>): boolean {
  return status === 'open' && missing.every((gap) => gap === 'confirm-replace');
}

function issuing(one: CaseView): readonly HelpdeskCommand[] {
  if (!isReady(one)) return [];
  const { id, revision, missing } = one;
  // The button says that the old one goes: pressing it is the confirmation.
  return [{ kind: 'issue', case: id, revision, replace: missing.includes('confirm-replace') }];
}

/** Another verification of each kind that still helps; for a second one, first what needs nobody else. */
function verifying(one: CaseView): readonly HelpdeskCommand[] {
  const { id, match, manager, missing, preflight, verifications, options } = one;
  const has = (kind: (typeof verifications)[number]['kind']) => verifications.some((done) => done.kind === kind);
  const record = has('recorded') ? [] : [emptyRecord(id)];
  if (!missing.includes('verification') && !missing.includes('second-verification')) {
    // What a manager who vouched must not be given, no further verification makes right.
    return missing.includes('verification-outside-teams') && options.delivery === 'subject-chat' ? record : [];
  }
  const canMatch = !has('number-match') && !isMatchUnderWay(match) && match?.state !== 'not-me';
  const canAsk =
    preflight.manager !== undefined && !has('manager') && (manager === undefined || manager.state === 'expired');
  const number: readonly HelpdeskCommand[] = canMatch ? [{ kind: 'send-match', case: id }] : [];
  const others: readonly HelpdeskCommand[] = [
    ...record,
    ...(canAsk ? [{ kind: 'ask-manager', case: id } as const] : []),
  ];
  return verifications.length === 0 ? [...number, ...others] : [...others, ...number];
}

function emptyRecord(id: string): HelpdeskCommand {
  return { kind: 'record-verification', case: id, method: 'call-back', ticket: '', note: '' };
}

function secondOpinion({ id, missing, second }: CaseView): readonly HelpdeskCommand[] {
  const canAsk = second === undefined || second.state === 'expired';
  return missing.includes('second-operator') && canAsk ? [{ kind: 'ask-second', case: id, reason: '' }] : [];
}

function isMatchUnderWay(match: CaseView['match']): boolean {
  return match?.state === 'sent' || match?.state === 'opened';
}
