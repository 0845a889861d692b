import type { AuthenticationMethod, OtherMethod, PasskeyType, TemporaryAccessPass } from '../passkeys/facts.ts';
import { ListPage, MethodEntry } from './schema.ts';

const passkeyTypes: Record<NonNullable<MethodEntry['passkeyType']>, PasskeyType> = {
  deviceBound: 'device-bound',
  synced: 'synced',
};

/** Source: https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview */
const otherKinds: Readonly<Record<string, OtherMethod['kind']>> = {
  passwordAuthenticationMethod: 'password',
  phoneAuthenticationMethod: 'phone',
  windowsHelloForBusinessAuthenticationMethod: 'windows-hello',
  platformCredentialAuthenticationMethod: 'platform-credential',
  softwareOathAuthenticationMethod: 'software-oath',
  hardwareOathAuthenticationMethod: 'hardware-oath',
  emailAuthenticationMethod: 'email',
};

/**
 * In whatever letters: the reference writes it in two ways.
 * Source: https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod
 */
const oneTimeUsed = 'onetimeused';

/** Entries that cannot be read at all are left out; the others stay. */
export function parseMethods(entries: readonly unknown[]): readonly AuthenticationMethod[] {
  return entries.flatMap((entry) => {
    const parsed = MethodEntry.safeParse(entry);
    return parsed.success ? [toMethod(parsed.data)] : [];
  });
}

/** Of `temporaryAccessPassMethods`, whose entries do not say their type: all, or undefined. A user has one at most, so there are no pages. */
export function parseTaps(body: unknown): readonly TemporaryAccessPass[] | undefined {
  const page = ListPage.safeParse(body);
  if (!page.success) return undefined;
  const type = '#microsoft.graph.temporaryAccessPassAuthenticationMethod';
  const entries = page.data.value.map((entry) =>
    typeof entry === 'object' ? { ...entry, '@odata.type': type } : entry,
  );
  const taps = parseMethods(entries).filter((method) => method.kind === 'temporary-access-pass');
  return taps.length === entries.length ? taps : undefined;
}

function toMethod(entry: MethodEntry): AuthenticationMethod {
  const type = entry['@odata.type']?.replace('#microsoft.graph.', '') ?? '';
  const { id, displayName: name } = entry;
  const createdAt = entry.createdDateTime ?? entry.creationDateTime;
  switch (type) {
    case 'fido2AuthenticationMethod':
      return {
        kind: 'passkey',
        id,
        name,
        createdAt,
        aaguid: entry.aaGuid,
        model: entry.model,
        type: entry.passkeyType && passkeyTypes[entry.passkeyType],
      };
    case 'microsoftAuthenticatorAuthenticationMethod':
      return { kind: 'authenticator-app', id, name, createdAt, appVersion: entry.phoneAppVersion };
    case 'temporaryAccessPassAuthenticationMethod':
      return {
        kind: 'temporary-access-pass',
        id,
        isUsable: entry.isUsable,
        startsAt: entry.startDateTime,
        lifetime: entry.lifetimeInMinutes,
        isUsableOnce: entry.isUsableOnce,
        ...(entry.methodUsabilityReason?.toLowerCase() === oneTimeUsed && { isUsed: true }),
      };
    default:
      return { kind: otherKinds[type] ?? 'other', id, name, createdAt };
  }
}
