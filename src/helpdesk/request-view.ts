import type { CheckResult } from '../passkeys/check.ts';
import type { UserId } from '../passkeys/ids.ts';
import { mostRequests } from './actions.ts';
import type { QueuedRequest } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { RequestListItem } from './reply-views.ts';
import type { Diagnosis } from './request.ts';
import { stripUnseen } from './suspicious-text.ts';

type DiagnosisRow = Extract<HelpdeskReply, { readonly kind: 'request' }>['diagnosis'][number];

/** Somebody has it, and their name could not be read: nobody else is offered it. */
const nameless = '?';

/**
 * The ten to show: alarms first, then the oldest. Where there are more, those that others have already give way,
 * so that ten under way never hide one that nobody has seen.
 */
export function mostPressing(waiting: readonly QueuedRequest[], reader: UserId): readonly QueuedRequest[] {
  const isFree = ({ about, claimedBy }: QueuedRequest) =>
    about === 'not-me' || claimedBy === undefined || claimedBy === reader;
  const chosen = [...waiting.filter(isFree), ...waiting.filter((request) => !isFree(request))].slice(0, mostRequests);
  return waiting.filter((request) => chosen.includes(request));
}

/** The name is empty where it could not be read: the number is enough to work on it. */
export function listItem(
  { number, about, user, openedAt, claimedBy }: QueuedRequest,
  names: ReadonlyMap<UserId, string>,
  reader: UserId,
  now: Date,
): RequestListItem {
  return {
    number,
    about,
    name: nameIn(names, user) ?? '',
    openedAt: openedAt.toISOString(),
    waitingMinutes: Math.max(0, Math.floor((now.getTime() - openedAt.getTime()) / 60_000)),
    ...(claimedBy && { claimedByName: holderIn(names, claimedBy) }),
    isMine: claimedBy === reader,
  };
}

export function nameIn(names: ReadonlyMap<UserId, string>, user: UserId): string | undefined {
  return stripUnseen(names.get(user) ?? '') || undefined;
}

export function holderIn(names: ReadonlyMap<UserId, string>, claimedBy: UserId): string {
  return nameIn(names, claimedBy) ?? nameless;
}

/** What was found when the user asked: ids of ours and versions. */
export function diagnosisRows(diagnosis: Diagnosis): readonly DiagnosisRow[] {
  const { screen, route, step, symptom, platform, cannot, words } = diagnosis;
  const { osVersion = '', appVersion = '', checks = {} } = diagnosis;
  const values: Readonly<Record<string, string>> = { 'os-version': osVersion, 'app-version': appVersion };
  const told = { screen, route, step, symptom, platform, 'reported-passkey': diagnosis.passkey, cannot, words };
  const checked = Object.entries(checks)
    .map(([what, result]) => row(what, values[what] ?? '', result))
    .filter((line) => saysSomething(line, platform));
  const unchecked = Object.entries(values).filter(([what, value]) => value && !(what in checks));
  return [
    ...Object.entries(told).flatMap(([what, value]) => (value ? [row(what, value)] : [])),
    ...checked,
    ...unchecked.map(([what, value]) => row(what, value)),
  ];
}

function row(what: string, value: string, result?: string): DiagnosisRow {
  return { what, value: stripUnseen(value), ...(isCheckResult(result) && { result }) };
}

/** Of the phone itself; what could not be read of it is the rule, and no news. */
const ofPhone: ReadonlySet<string> = new Set(['phone', 'os-version', 'phone-integrity', 'app-version']);

/** "Its version: not needed" helps nobody; that they have a phone is said by which one it is. */
function saysSomething({ what, value, result }: DiagnosisRow, platform: string | undefined): boolean {
  if (value) return true;
  if (result === 'not-needed' || (what === 'phone' && result === 'pass' && platform)) return false;
  return !(result === 'unknown' && ofPhone.has(what));
}

const results: ReadonlySet<string> = new Set<CheckResult>(['pass', 'fail', 'unknown', 'not-needed']);

function isCheckResult(result: string | undefined): result is CheckResult {
  return result !== undefined && results.has(result);
}
