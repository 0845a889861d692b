import { factMaxAgeDays, osMinimum, syncedOsMinimum } from '../passkeys/requirements.ts';
import { isAtLeast, parseVersion } from '../passkeys/version.ts';
import type { BlockedReason, PhoneRecord, PlannedFacts, Registration } from './person.ts';
import type { Segment } from './segment.ts';

/** Rules are tried top to bottom; the first that matches wins. Unknown never blocks. */
export function segmentOf(facts: PlannedFacts, now: Date): Segment {
  const { registration } = facts;
  if (whyBlocked(facts)) return 'blocked';
  if (registration?.hasPasskey || facts.hasNewPasskey) return 'done';
  if (!registration) return 'unknown';
  if (registration.isPhoneOnly) return 'sms-only';
  if (!registration.isMfaCapable) return 'needs-tap';

  const phone = phoneStanding(facts, registration, now);
  if (phone === 'ready' && facts.lacksBluetooth) return 'no-bluetooth';
  return phone;
}

/** A passkey that is there is one, whatever the policy says now. */
export function whyBlocked({
  isEnabled,
  isGuest,
  registration,
  hasNewPasskey,
  policy,
}: Pick<PlannedFacts, 'isEnabled' | 'isGuest' | 'registration' | 'hasNewPasskey' | 'policy'>):
  | BlockedReason
  | undefined {
  if (!isEnabled) return 'account-off';
  if (isGuest) return 'guest';
  if (registration?.hasPasskey || hasNewPasskey || policy === undefined || policy === 'allowed') return undefined;
  return policy === 'off' ? 'passkeys-off' : policy;
}

function phoneStanding(facts: PlannedFacts, { hasAuthenticatorApp }: Registration, now: Date): Segment {
  // The app is on a phone, whether Intune knows that phone or not.
  if (facts.phones.length === 0 && hasAuthenticatorApp) return 'ready';
  // Not in Intune is only news where Intune could be read.
  if (facts.phones.length === 0) return facts.phonesRead ? 'no-phone' : 'unknown';

  const phones = worthJudging(facts.phones, now);
  if (phones.some((phone) => isNewEnough(phone, 'app', now))) return hasAuthenticatorApp ? 'ready' : 'get-app';
  const maySync = facts.mayUseSynced === true && phones.some((phone) => isNewEnough(phone, 'synced', now));
  return maySync ? 'ready' : 'update-os';
}

/** A phone that has not been seen for long may lie in a drawer: it counts only where there is no other. */
function worthJudging(phones: readonly PhoneRecord[], now: Date): readonly PhoneRecord[] {
  const fresh = phones.filter((phone) => isFresh(phone, now));
  return fresh.length > 0 ? fresh : phones;
}

/** An old record says nothing about the version of today, and no version is not an old one. */
function isNewEnough(phone: PhoneRecord, passkey: 'app' | 'synced', now: Date): boolean {
  if (passkey === 'synced' && phone.maker !== undefined && /samsung/i.test(phone.maker)) return false;
  const os = isFresh(phone, now) ? parseVersion(phone.osVersion) : undefined;
  const { minimum } = (passkey === 'app' ? osMinimum : syncedOsMinimum)[phone.platform];
  return os === undefined || isAtLeast(os, minimum);
}

function isFresh({ seenAt }: PhoneRecord, now: Date): boolean {
  const seen = seenAt === undefined ? Number.NaN : Date.parse(seenAt);
  return now.getTime() - seen <= factMaxAgeDays * 86_400_000;
}
