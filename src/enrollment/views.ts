import type { HelpRequest } from '../helpdesk/request.ts';
import type { AppState } from '../passkeys/authenticator-app.ts';
import type { Facts, Passkey } from '../passkeys/facts.ts';
import type { Phone } from '../passkeys/phones.ts';
import { providerName } from '../passkeys/providers.ts';
import type { Readiness } from '../passkeys/readiness.ts';
import { formatVersion } from '../passkeys/version.ts';
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
export function warningsOf({ app }: Readiness, phone: Phone, facts: Facts): readonly Warning[] {
  const isAndroid = phone.platform === 'android';
  return [
    ...appWarnings(app),
    ...(phone.maker === 'samsung' ? [{ kind: 'samsung-pass' } as const] : []),
    ...(isAndroid && phone.hasWorkProfile ? [{ kind: 'work-profile' } as const] : []),
    ...(isAndroid && phone.isCompanyOwned && !phone.hasWorkProfile ? [{ kind: 'company-managed' } as const] : []),
    ...unread(facts),
  ];
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

function unread({ methods, passkeyPolicy, intuneDevices }: Facts): readonly Warning[] {
  const parts = [
    ['methods', methods],
    ['policy', passkeyPolicy],
    ['phone', intuneDevices],
  ] as const;
  return parts.flatMap(([what, part]) =>
    part.known ? [] : [{ kind: 'not-read', what, because: part.because } as const],
  );
}

export function requestView({ number, about, openedAt }: HelpRequest): RequestView {
  return { number, about, openedAt: openedAt.toISOString() };
}
