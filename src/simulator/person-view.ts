import { isPasskey } from './methods.ts';
import { isSignedIn, nextOsVersion } from './phone-rules.ts';
import type { Entity, Mailbox, Method, PasskeyProvider, Person, Phone } from './resources.ts';
import { methodsOf } from './taps.ts';
import { teamsApps } from './teams-apps.ts';
import type { World } from './world.ts';

export type PasskeyView = {
  readonly id: string;
  readonly provider: PasskeyProvider;
  /** false: an orphan. */
  readonly isRegistered: boolean;
};

export type PhoneView = Omit<Phone, 'passkeys'> & {
  readonly passkeys: readonly PasskeyView[];
  readonly nextOsVersion: string | undefined;
};

/** A person as the page and tests see one. */
export type PersonView = {
  readonly id: string;
  readonly nick: string | undefined;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly shows: string | undefined;
  readonly isEnabled: boolean;
  readonly phones: readonly PhoneView[];
  readonly methods: readonly Method[];
  readonly sessionsRevokedAt: Date | undefined;
  readonly managedDevices: readonly Entity[];
  readonly devices: readonly Entity[];
  readonly isDeleted: boolean;
  readonly mailbox: Mailbox | undefined;
  readonly hasTeams: boolean;
  /** Names of apps installed in Teams. */
  readonly apps: readonly string[];
  /** What the report of registrations says, and as of when; undefined: it has no row. */
  readonly reported: { readonly methods: readonly string[]; readonly at: Date } | undefined;
};

export function viewOf(world: World, person: Person): PersonView {
  const registered = new Set(person.methods.filter(isPasskey).map(({ id }) => id));
  return {
    id: person.user.id,
    nick: person.nick,
    displayName: person.user.displayName,
    userPrincipalName: person.user.userPrincipalName,
    shows: person.shows,
    isEnabled: person.user.accountEnabled !== false,
    phones: person.phones.map((phone) => ({
      ...phone,
      passkeys: phone.passkeys.map((one) => ({ ...one, isRegistered: registered.has(one.id) })),
      signedInUntil: isSignedIn(world, phone) ? phone.signedInUntil : undefined,
      nextOsVersion: nextOsVersion(phone),
    })),
    methods: methodsOf(world, person),
    sessionsRevokedAt: person.sessionsRevokedAt,
    managedDevices: person.managedDevices,
    devices: person.devices,
    isDeleted: person.deletedAt !== undefined,
    mailbox: person.mailbox,
    hasTeams: person.hasTeams,
    apps: person.installations.map(({ appId }) => teamsApps.find(({ id }) => id === appId)?.displayName ?? appId),
    reported: reportedOf(world, person),
  };
}

function reportedOf({ report }: World, { user }: Person): PersonView['reported'] {
  const methods = report.row(user.id)?.methodsRegistered;
  return Array.isArray(methods) ? { methods: methods.map(String), at: report.writtenAt } : undefined;
}
