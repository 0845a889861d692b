import type { HelpRequest } from '../helpdesk/request.ts';
import type { AppState } from '../passkeys/authenticator-app.ts';
import type { Facts, Known, Passkey } from '../passkeys/facts.ts';
import type { Phone } from '../passkeys/phones.ts';
import { policyFor } from '../passkeys/policy.ts';
import { providerName } from '../passkeys/providers.ts';
import { androidWithReliableProviders } from '../passkeys/requirements.ts';
import { formatVersion, isAtLeast } from '../passkeys/version.ts';
import type { PasskeyView, PhoneView, RequestView, Warning } from './reply.ts';

export function phoneView(phone: Phone, app?: AppState): PhoneView {
  const appVersion = app?.kind === 'there' || app?.kind === 'old' ? app.version : undefined;
  return {
    platform: phone.platform,
    ...(phone.maker && { maker: phone.maker }),
    ...(phone.name && { name: phone.name }),
    ...(phone.os && { osVersion: formatVersion(phone.os) }),
    ...(phone.seenAt && { osSeenAt: phone.seenAt.toISOString() }),
    ...(appVersion && { appVersion }),
  };
}

export function passkeyView({ id, name, createdAt, aaguid, type }: Passkey): PasskeyView {
  const provider = providerName(aaguid);
  return {
    id,
    ...(name && { name }),
    ...(createdAt && { createdAt: createdAt.toISOString() }),
    ...(provider && { provider }),
    ...(type && { type }),
  };
}

/** What is worth a word before starting on this phone. */
export function warningsOf(app: AppState | 'new-phone', phone: Phone, facts: Facts): readonly Warning[] {
  const isAndroid = phone.platform === 'android';
  return [
    ...(app === 'new-phone' ? [{ kind: app } as const] : appWarnings(app)),
    ...(mayHideProviders(phone) ? [{ kind: 'android-14' } as const] : []),
    ...(phone.maker === 'samsung' ? [{ kind: 'samsung-pass' } as const] : []),
    ...(isAndroid && phone.hasWorkProfile ? [{ kind: 'work-profile' } as const] : []),
    ...(isAndroid && phone.isCompanyOwned && !phone.hasWorkProfile ? [{ kind: 'company-managed' } as const] : []),
    ...unread(facts),
  ];
}

function mayHideProviders({ platform, maker, os }: Phone): boolean {
  if (platform !== 'android' || maker === 'google' || !os) return false;
  return !isAtLeast(os, androidWithReliableProviders.minimum);
}

function appWarnings(app: AppState): readonly Warning[] {
  switch (app.kind) {
    case 'old':
      return [{ kind: 'old-app', appVersion: app.version, needed: app.needed }];
    case 'missing':
      return [{ kind: app.hasLite ? 'authenticator-lite' : 'install-app' }];
    case 'there':
    case 'unknown':
      return [];
  }
}

function unread(facts: Facts): readonly Warning[] {
  const parts = [
    ['methods', facts.methods],
    ['policy', ruleFor(facts)],
    ['phone', facts.intuneDevices],
  ] as const;
  return parts.flatMap(([what, part]) =>
    part.known ? [] : [{ kind: 'not-read', what, because: part.because } as const],
  );
}

/** What the organization allows hangs on the policy and, where that names groups, on who is in them. */
function ruleFor(facts: Facts): Known<unknown> {
  const { passkeyPolicy, memberOf, user } = facts;
  if (!passkeyPolicy.known || policyFor(user, facts).kind !== 'unknown') return passkeyPolicy;
  return memberOf.known ? { known: false, because: 'not-understood' } : memberOf;
}

export function requestView({ number, about, openedAt }: HelpRequest): RequestView {
  return { number, about, openedAt: openedAt.toISOString() };
}
