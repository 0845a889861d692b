import type { CaseStatus, Decision, Match, TapCase } from './case.ts';
import type { HelpdeskReply } from './reply.ts';
import type { CaseProblem, CaseView, PersonView } from './reply-views.ts';
import type { HelpdeskSettings } from './scene.ts';
import type { Person } from './subject.ts';
import { isSuspicious, stripUnseen } from './suspicious-text.ts';
import { gapsOf } from './verification.ts';

/** The case as of now: what ran out has run out, whether or not that was stored. */
export function caseAt(one: TapCase, now: Date): TapCase {
  const status: CaseStatus = one.status === 'open' && isOver(one, now) ? 'expired' : one.status;
  return {
    ...one,
    status,
    ...(one.match && { match: matchAt(one.match, now) }),
    ...(one.manager && { manager: decisionAt(one.manager, now) }),
    ...(one.second && { second: decisionAt(one.second, now) }),
  };
}

export function matchAt(match: Match, now: Date): Match {
  const isWaiting = match.state === 'sent' || match.state === 'opened';
  return isWaiting && isOver(match, now) ? { ...match, state: 'expired' } : match;
}

export function decisionAt(decision: Decision, now: Date): Decision {
  return decision.state === 'asked' && isOver(decision, now) ? { ...decision, state: 'expired' } : decision;
}

/** For the operator whose case it is, and nobody else: it may hold the digits. */
export function caseView(
  stored: TapCase,
  settings: Pick<HelpdeskSettings, 'verificationsNeeded'>,
  now: Date,
): CaseView {
  const { id, revision, status, subject, preflight, verifications, options, expiresAt, ...rest } = caseAt(stored, now);
  const { match, manager, second, issued, outset } = rest;
  return {
    id,
    revision,
    status,
    subject,
    preflight,
    verifications,
    options,
    expiresAt,
    ...(outset && { outset }),
    ...(match && { match: matchView(match) }),
    ...(manager && { manager }),
    ...(second && { second }),
    ...(issued && { issued }),
    missing: gapsOf(stored, settings),
  };
}

/** What the operator whose case it is sees of it. */
export function caseReply(
  stored: TapCase,
  settings: Pick<HelpdeskSettings, 'verificationsNeeded'>,
  now: Date,
  problem?: CaseProblem,
): HelpdeskReply {
  const view = caseView(stored, settings, now);
  const { endedBecause, aftermath } = stored;
  const isUntold = aftermath?.isSubjectTold === false;
  switch (view.status) {
    case 'open':
    case 'issuing':
      return { kind: 'case', case: view, ...(problem && { problem }) };
    case 'issued':
      return {
        kind: 'tap-issued',
        case: view,
        ...(isUntold && { isUntold }),
        ...(aftermath?.tapUse && { use: aftermath.tapUse }),
      };
    case 'uncertain':
      return { kind: 'tap-uncertain', case: view, found: 'unknown' };
    case 'refused':
    case 'cancelled':
    case 'expired':
      return {
        kind: 'case-over',
        status: view.status,
        name: view.preflight.name,
        ...(endedBecause && { because: endedBecause }),
      };
  }
}

/** Before the subject has opened the card, and after it is over, the digits are of no use to anybody honest. */
function matchView({ state, expiresAt, digits }: Match): NonNullable<CaseView['match']> {
  return { state, expiresAt, ...(state === 'opened' && { digits }) };
}

export function personView({ id, name, upn, title, department, createdAt }: Person): PersonView {
  return {
    id,
    name: stripUnseen(name),
    isNameSuspicious: isSuspicious(name) || isSuspicious(upn),
    upn: stripUnseen(upn),
    ...(title && { title: stripUnseen(title) }),
    ...(department && { department: stripUnseen(department) }),
    ...(createdAt && { createdAt: createdAt.toISOString() }),
  };
}

/** The subject of a case, as the pre-flight saw them. */
export function subjectView({ subject, preflight }: Pick<TapCase, 'subject' | 'preflight'>): PersonView {
  const { name, upn, redFlags } = preflight;
  return { id: subject, name, isNameSuspicious: redFlags.includes('suspicious-name'), upn };
}

function isOver({ expiresAt }: { readonly expiresAt: string }, now: Date): boolean {
  // Not "later than now": an expiry that cannot be read is over.
  return !(new Date(expiresAt) > now);
}
