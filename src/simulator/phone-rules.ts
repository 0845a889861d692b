import { isPasskey } from './methods.ts';
import type { Method, PasskeyProvider, Person, Phone } from './resources.ts';
import { authenticatorAaguid, type PasskeyProfile, syncedAaguid, type Target } from './tenant.ts';
import type { World } from './world.ts';

export const newestAuthenticator = { ios: '6.8.45', android: '6.2511.7312' } as const;

/** Apple went from 18 to 26. */
const nextVersions = {
  ios: { '15': '16.7.12', '16': '17.7.2', '17': '18.7.1', '18': '26.1' },
  android: { '12': '13', '13': '14', '14': '15', '15': '16' },
} as const satisfies Record<Phone['platform'], Record<string, string>>;

/** undefined: nothing newer. */
export function nextOsVersion(phone: Phone): string | undefined {
  const versions: Readonly<Record<string, string>> = nextVersions[phone.platform];
  return versions[majorOf(phone)];
}

function majorOf({ osVersion }: Phone): string {
  return osVersion.split('.')[0] ?? '';
}

/** https://learn.microsoft.com/entra/identity/authentication/how-to-enable-authenticator-passkey */
const oldestOs = { ios: 17, android: 14 } as const;

function aaguidOf(provider: PasskeyProvider, phone: Phone): string {
  return provider === 'authenticator' ? authenticatorAaguid[phone.platform] : syncedAaguid[provider];
}

/** A pass counts where it was typed, not where it lies. */
function isStrong(method: Method): boolean {
  const type = method['@odata.type'].replace('#microsoft.graph.', '').replace('AuthenticationMethod', '');
  return type !== 'password' && type !== 'email' && type !== 'temporaryAccessPass';
}

export function isSignedIn(world: World, { signedInUntil }: Phone): boolean {
  return signedInUntil !== undefined && signedInUntil > world.now();
}

/** Whether this person can satisfy Entra's question for a second factor, from this phone. */
export function canProve(world: World, person: Person, phone: Phone): boolean {
  return person.methods.some(isStrong) || isSignedIn(world, phone);
}

/** Why Authenticator would not even begin; undefined: it would. */
export function whyNotInAuthenticator(person: Person, phone: Phone): string | undefined {
  if (phone.authenticator === undefined) return 'Authenticator is not installed on this phone.';
  if (phone.isRooted) return 'Authenticator does not work on a rooted phone.';
  const oldest = oldestOs[phone.platform];
  if (Number(majorOf(phone)) < oldest) {
    return `Authenticator keeps passkeys from ${phone.platform === 'ios' ? 'iOS' : 'Android'} ${oldest} on.`;
  }
  if (person.methods.some((method) => isPasskey(method) && phone.passkeys.some(inAuthenticator(method.id)))) {
    return 'This phone already has a passkey in Authenticator.';
  }
  return undefined;
}

function inAuthenticator(id: string): (passkey: Phone['passkeys'][number]) => boolean {
  return (passkey) => passkey.id === id && passkey.provider === 'authenticator';
}

export type Verdict =
  | { readonly isAccepted: true; readonly isAttested: boolean }
  | { readonly isAccepted: false; readonly because: string };

function no(because: string): Verdict {
  return { isAccepted: false, because };
}

/** Whether Entra takes a new passkey from this person. */
export function entraVerdict(world: World, person: Person, phone: Phone, provider: PasskeyProvider): Verdict {
  const policy = world.fido2Policy;
  if (person.user.accountEnabled === false) return no('The account is disabled.');
  if (person.user.userType === 'Guest') return no('Guests make their passkey in their own organization.');
  if (!canProve(world, person, phone))
    return no('There is no second factor and no Temporary Access Pass to sign in with.');
  if (policy.state !== 'enabled') return no('Passkeys are switched off for this organization.');
  if (!policy.isSelfServiceRegistrationAllowed) return no('Self-service setup is switched off.');
  const isIn = world.groupIdsOf(person);
  const hits = ({ targetType, id }: Pick<Target, 'targetType' | 'id'>) =>
    targetType === 'user' ? id === person.user.id : id === 'all_users' || isIn.has(id);
  if (policy.excludeTargets.some(hits)) return no('The policy excludes this person.');
  const targets = policy.includeTargets.filter(hits);
  if (targets.length === 0) return no('The policy does not include this person.');
  const wanted = new Set(targets.flatMap(({ allowedPasskeyProfiles }) => allowedPasskeyProfiles));
  const fitting = policy.passkeyProfiles.filter(
    (profile) => wanted.has(profile.id) && accepts(profile, provider, aaguidOf(provider, phone)),
  );
  if (fitting.length === 0) return no('The policy does not accept this kind of passkey.');
  return { isAccepted: true, isAttested: fitting.every(demandsAttestation) };
}

function demandsAttestation({ attestationEnforcement }: PasskeyProfile): boolean {
  return attestationEnforcement === 'registrationOnly';
}

function accepts(profile: PasskeyProfile, provider: PasskeyProvider, aaguid: string): boolean {
  const isSynced = provider !== 'authenticator';
  // Synced passkeys have no attestation.
  if (isSynced && demandsAttestation(profile)) return false;
  if (!profile.passkeyTypes.split(',').includes(isSynced ? 'synced' : 'deviceBound')) return false;
  const { isEnforced, enforcementType, aaGuids } = profile.keyRestrictions;
  return !isEnforced || aaGuids.includes(aaguid) === (enforcementType === 'allow');
}
